-- CANCEL, END, QUIT, REMOVE and ONDOA answer an open question instead of opting out (P19).

create function public.open_question(p_session_id uuid, p_at timestamptz) returns uuid
language sql stable security definer set search_path = ''
as $$
  select c.id from public.tool_confirmations c
  where c.session_id = p_session_id and c.state = 'open' and c.expires_at > clock_timestamp() and c.created_at <= p_at + interval '2 seconds'
    and public.shown_question_seq(c) is not null
$$;
comment on function public.open_question(uuid, timestamptz) is
  'The question that the customer has read and not answered, for something written at that time; null when there is none. The caller holds the session lock.';

create or replace function public.ingest_message(p_item jsonb, p_settings jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_now timestamptz := clock_timestamp();
  v_message jsonb := p_item -> 'message';
  v_sender jsonb := v_message -> 'sender';
  v_at timestamptz := least(coalesce((p_item ->> 'occurred_at')::timestamptz, v_now), v_now);
  v_window_end timestamptz := v_at + interval '24 hours';
  v_consent jsonb := nullif(v_message -> 'consent', 'null');
  v_media jsonb := nullif(v_message -> 'media', 'null');
  v_effect jsonb := nullif(v_message -> 'effect', 'null');
  v_customer_id uuid;
  v_session public.chat_sessions;
  v_id uuid;
  v_seq bigint;
  v_media_id uuid;
  v_confirmation uuid;
  v_is_system boolean := (v_message ->> 'message_type') = 'system';
  v_automatic boolean := coalesce((v_message ->> 'automatic')::boolean, false);
  v_starts boolean;
  v_wakes boolean;
  v_late boolean;
  v_question uuid;
begin
  v_customer_id := public.resolve_customer(v_sender ->> 'phone', v_sender ->> 'wa_user_id', v_sender ->> 'display_name');
  v_session := public.open_session(v_customer_id,
    coalesce(p_item ->> 'phone_number_id', p_settings ->> 'default_phone_number_id'));
  if (v_consent ->> 'answers_confirmation')::boolean then
    v_question := public.open_question(v_session.id, v_at);
    if v_question is not null then
      v_consent := null; -- CANCEL says no to the order, not to us (P19).
    end if;
  end if;
  -- Late, yet within the days that Meta retries: answered when a newer message holds the window open.
  v_starts := (v_message ->> 'starts_turn')::boolean and v_consent is null and not v_automatic
    and (v_window_end > v_now
         or (coalesce(v_session.wa_window_expires_at > v_now, false) and v_at > v_now - interval '7 days'));
  -- One run serves a burst: it waits for quiet and covers what came meanwhile; redrive is behind it.
  v_wakes := v_starts and v_session.owner = 'bot' and v_session.pending_turn_seq is null;

  insert into public.chat_messages
    (session_id, customer_id, direction, author, message_type, text, rendered_text, payload, wa_message_id, wa_timestamp,
     reply_to, starts_turn, embedding_status)
  values
    (v_session.id, v_customer_id,
     case when v_is_system then 'system' else 'inbound' end, case when v_is_system then 'system' else 'customer' end,
     v_message ->> 'message_type', v_message ->> 'text', v_message ->> 'rendered_text', coalesce(v_message -> 'payload', '{}'),
     v_message ->> 'wa_message_id', (p_item ->> 'occurred_at')::timestamptz,
     public.message_of_wamid(v_customer_id,
       coalesce(v_message ->> 'reply_to_wa_message_id', v_effect ->> 'target_wa_message_id')),
     v_starts,
     case when v_is_system or v_effect is not null then 'skipped' else 'pending' end)
  on conflict (wa_message_id) do nothing
  returning id, seq into v_id, v_seq;
  if v_id is null then
    return jsonb_build_object('kind', 'duplicate');
  end if;
  if v_question is not null then
    update public.tool_confirmations c
    set state = 'declined', answered_at = v_now, answer_message_id = v_id
    where c.id = v_question;
  end if;

  -- A person looks at what arrives too late to be answered freely, unless it is so old that it is a replay.
  v_late := (v_message ->> 'starts_turn')::boolean and v_consent is null and v_window_end <= v_now
    and v_at > v_now - interval '7 days' and coalesce(v_session.wa_window_expires_at, '-infinity') <= v_now;

  update public.chat_sessions s
  set last_message_seq = v_seq, last_message_at = v_now, updated_at = v_now,
      expires_at = v_now + interval '30 days',
      last_inbound_at = case when v_is_system then s.last_inbound_at else greatest(s.last_inbound_at, v_at) end,
      wa_window_expires_at = case when (v_message ->> 'opens_window')::boolean
        then greatest(s.wa_window_expires_at, v_window_end) else s.wa_window_expires_at end,
      pending_turn_seq = case when v_starts and s.owner = 'bot' then v_seq else s.pending_turn_seq end,
      turn_requested_at = case when v_starts and s.owner = 'bot' then coalesce(s.turn_requested_at, v_now) else s.turn_requested_at end,
      turn_quiet_from = case when v_starts and s.owner = 'bot' then v_now else s.turn_quiet_from end
  where s.id = v_session.id
  returning s.* into v_session;

  if v_media is not null then
    insert into public.chat_media (message_id, wa_media_id, mime_type, file_name, checksum, status, error, next_attempt_at)
    values (v_id, v_media ->> 'wa_media_id', v_media ->> 'mime_type', v_media ->> 'file_name', v_media ->> 'sha256',
            case when v_media ->> 'rejected' is null then 'pending' else 'rejected' end, v_media ->> 'rejected',
            case when v_media ->> 'rejected' is null then v_now end)
    returning id into v_media_id;
  end if;
  if v_effect is not null then
    perform public.apply_message_effect(v_customer_id, v_effect, v_at);
  end if;
  if v_consent is not null then
    v_confirmation := public.apply_consent_words(v_session, v_id, v_consent, v_at, p_settings);
    -- An opt-in word of somebody who never left is an ordinary greeting.
    if v_confirmation is null and v_consent ->> 'change' = 'opt_in' and v_window_end > v_now and v_session.owner = 'bot' then
      v_wakes := v_session.pending_turn_seq is null;
      update public.chat_messages m set starts_turn = true where m.id = v_id;
      update public.chat_sessions s
      set pending_turn_seq = v_seq, turn_requested_at = coalesce(s.turn_requested_at, v_now), turn_quiet_from = v_now
      where s.id = v_session.id;
    end if;
  end if;
  if v_automatic then
    perform public.give_to_human(v_session.id, 'automatic_answer');
  elsif v_late then
    perform public.give_to_human(v_session.id, 'arrived_after_window');
  end if;
  return jsonb_strip_nulls(jsonb_build_object(
    'kind', 'stored', 'customer_id', v_customer_id, 'message_id', v_id,
    'turn_session_id', case when v_wakes then v_session.id end,
    'send_message_id', v_confirmation,
    'media_message_id', case when v_media ->> 'rejected' is null then (select m.message_id from public.chat_media m where m.id = v_media_id) end));
end
$$;
comment on function public.ingest_message(jsonb, jsonb) is
  'Stores one inbound message: customer, session and window, message, media row, effects, consent. One row a wamid (P1).';
