-- Intake of what concerns an erased person: a keyed hash only, unless they write anew (P20).
-- The service adds to every item the keyed hashes of its identities, of its message ids and of the item itself.

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
  v_check uuid;
begin
  v_customer_id := public.resolve_customer(v_sender ->> 'phone', v_sender ->> 'wa_user_id', v_sender ->> 'display_name');
  perform public.carry_over_choices(v_customer_id, p_item);
  v_session := public.open_session(v_customer_id,
    coalesce(p_item ->> 'phone_number_id', p_settings ->> 'default_phone_number_id'));
  if (v_consent ->> 'answers_confirmation')::boolean then
    v_question := public.open_question(v_session.id, v_at);
    if v_question is not null then
      v_consent := null; -- CANCEL says no to the order, not to us (P19).
    end if;
  end if;
  -- Six digits while a code of ours waits answer it, not the bot; the item carries their keyed hash.
  v_check := public.open_identity_check(v_customer_id, v_message ->> 'identity_code', v_at);
  -- Late, yet within the days that Meta retries: answered when a newer message holds the window open.
  v_starts := (v_message ->> 'starts_turn')::boolean and v_consent is null and v_check is null and not v_automatic
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

  if v_check is not null then
    v_confirmation := public.answer_identity_check(v_check, v_session, v_id, v_message ->> 'identity_code', v_at);
  end if;
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
  'Stores one inbound message: customer, session and window, message, media row, effects, consent. One row a wamid (P1). Who was erased and writes again begins a new record that keeps an opt-out.';

create or replace function public.ingest_item(p_item jsonb, p_settings jsonb, p_event_id uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_at timestamptz := (p_item ->> 'occurred_at')::timestamptz;
  v_result jsonb := jsonb_build_object('kind', 'stored');
  v_customer_id uuid;
begin
  case p_item ->> 'event_type'
    when 'message' then
      v_result := public.ingest_message(p_item, p_settings);
    when 'status' then
      -- Every event names its customer, so that it can be found when they are to be erased.
      select m.customer_id into v_customer_id
      from public.send_attempts a join public.chat_messages m on m.id = a.message_id
      where a.wa_message_id = p_item #>> '{status,wa_message_id}';
      if not public.apply_status(p_item #>> '{status,wa_message_id}', p_item -> 'status', v_at, p_settings) then
        update public.wa_events e set item = jsonb_build_object('status', p_item -> 'status') where e.id = p_event_id;
        v_customer_id := public.customer_of_person(p_item #> '{status,recipient}');
        if v_customer_id is not null then
          perform public.settle_by_receipt(v_customer_id, p_settings);
        end if;
      end if;
    when 'echo' then
      v_customer_id := coalesce(
        public.customer_of_person(p_item #> '{echo,recipient}'),
        (select m.customer_id from public.send_attempts a join public.chat_messages m on m.id = a.message_id
         where a.wa_message_id = p_item #>> '{echo,wa_message_id}'));
      if (p_item #>> '{echo,success}')::boolean
         and not public.match_echo(p_item -> 'echo', v_at, p_settings) then
        update public.wa_events e
        set settle_after = clock_timestamp() + interval '2 minutes', item = p_item
        where e.id = p_event_id;
      end if;
    when 'user_preference' then
      v_customer_id := public.resolve_customer(
        p_item #>> '{preference,person,phone}', p_item #>> '{preference,person,wa_user_id}', null);
      perform public.lock_customer_sessions(v_customer_id);
      if p_item #>> '{preference,category}' = 'marketing_messages'
         and p_item #>> '{preference,value}' in ('stop', 'resume') then
        perform public.record_consent_change(v_customer_id, 'marketing',
          case p_item #>> '{preference,value}' when 'stop' then 'stopped' else 'allowed' end,
          'preference', p_item #>> '{preference,value}', null, coalesce(v_at, now()));
      end if;
    when 'user_id_update' then
      v_customer_id := public.find_customer('wa_user_id', p_item #>> '{identity_change,previous_wa_user_id}');
      if v_customer_id is not null then
        perform public.link_identity(v_customer_id, 'wa_user_id', p_item #>> '{identity_change,current_wa_user_id}', true);
      end if;
    else
      null; -- Platform and group events are kept as they came.
  end case;
  update public.wa_events e
  set customer_id = coalesce((v_result ->> 'customer_id')::uuid, v_customer_id)
  where e.id = p_event_id and coalesce(v_result ->> 'customer_id', v_customer_id::text) is not null;
  return v_result;
end
$$;
comment on function public.ingest_item(jsonb, jsonb, uuid) is
  'Does what one stored item asks for, and notes whose it is. Used at intake and again when a parked item is processed after a fix.';

create or replace function public.ingest_events(items jsonb, settings jsonb default '{}') returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_item jsonb;
  v_event_id uuid;
  v_result jsonb;
  v_stored integer := 0;
  v_duplicates integer := 0;
  v_parked integer := 0;
  v_erased integer := 0;
  v_turns jsonb := '{}';
  v_sends jsonb := '[]';
  v_media jsonb := '[]';
begin
  perform public.lock_for_intake(items);
  for v_item in select x from jsonb_array_elements(items) x
  loop
    begin
      if public.is_erased_item(v_item) then
        if public.keep_erased_item(v_item) then
          v_erased := v_erased + 1;
        else
          v_duplicates := v_duplicates + 1;
        end if;
        continue;
      end if;
      insert into public.wa_events as e
        (dedupe_key, event_type, raw, phone_number_id, occurred_at, status, park_reason)
      values
        (v_item ->> 'dedupe_key', v_item ->> 'event_type', v_item -> 'raw', v_item ->> 'phone_number_id',
         (v_item ->> 'occurred_at')::timestamptz,
         case when v_item ->> 'park_reason' is null then 'stored' else 'parked' end, v_item ->> 'park_reason')
      on conflict (dedupe_key) do nothing
      returning e.id into v_event_id;
      if v_event_id is null then
        v_duplicates := v_duplicates + 1;
      elsif v_item ->> 'park_reason' is not null then
        v_parked := v_parked + 1;
      else
        v_result := public.ingest_item(v_item, settings, v_event_id);
        v_stored := v_stored + 1;
        if v_result ? 'turn_session_id' then
          v_turns := v_turns || jsonb_build_object(v_result ->> 'turn_session_id', true);
        end if;
        if v_result ? 'send_message_id' then
          v_sends := v_sends || (v_result -> 'send_message_id');
        end if;
        if v_result ? 'media_message_id' then
          v_media := v_media || (v_result -> 'media_message_id');
        end if;
      end if;
    exception when others then
      -- Deadlocks, time-outs, a full disk or a dying server concern the whole batch: the caller tries again.
      if left(sqlstate, 2) in ('08', '25', '40', '53', '55', '57', '58', 'XX') then
        raise;
      end if;
      insert into public.wa_events as e
        (dedupe_key, event_type, raw, phone_number_id, status, park_reason, item, review_note)
      values
        (v_item ->> 'dedupe_key', coalesce(v_item ->> 'event_type', 'unknown'), coalesce(v_item -> 'raw', '{}'),
         v_item ->> 'phone_number_id', 'parked', 'handling_failed', v_item, sqlstate)
      on conflict (dedupe_key) do nothing;
      v_parked := v_parked + 1;
    end;
  end loop;
  return jsonb_build_object(
    'stored', v_stored, 'duplicates', v_duplicates, 'parked', v_parked, 'erased', v_erased,
    'turn_session_ids', (select coalesce(jsonb_agg(k), '[]') from jsonb_object_keys(v_turns) k),
    'send_message_ids', v_sends, 'media_message_ids', v_media);
end
$$;
comment on function public.ingest_events(jsonb, jsonb) is
  'Stores all items of a webhook in one transaction, each in its own subtransaction: a bad one is parked with its reason, the others go through (P3). What is about an erased person leaves a keyed hash (P20). Returns counts and the ids of work to announce; announcing may fail, redrive finds it.';

create or replace function public.reprocess_event(p_event_id uuid, p_item jsonb, p_settings jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_event public.wa_events;
begin
  perform public.lock_for_intake(jsonb_build_array(p_item));
  select e.* into v_event from public.wa_events e where e.id = p_event_id for update;
  if v_event.id is null or v_event.status <> 'parked' then
    return jsonb_build_object('kind', 'already_handled');
  end if;
  update public.wa_events e
  set reprocess_requested_at = null, reprocessed_at = clock_timestamp(), reprocess_count = e.reprocess_count + 1
  where e.id = p_event_id;
  if p_item is not null and public.is_erased_item(p_item) then
    delete from public.wa_events e where e.id = p_event_id;
    perform public.keep_erased_item(p_item);
    return jsonb_build_object('kind', 'duplicate');
  end if;
  if p_item is null or p_item ->> 'park_reason' is not null then
    update public.wa_events e set park_reason = coalesce(p_item ->> 'park_reason', e.park_reason) where e.id = p_event_id;
    return jsonb_build_object('kind', 'still_parked', 'reason', coalesce(p_item ->> 'park_reason', v_event.park_reason));
  end if;
  if v_event.dedupe_key <> p_item ->> 'dedupe_key'
     and exists (select 1 from public.wa_events e where e.dedupe_key = p_item ->> 'dedupe_key') then
    update public.wa_events e
    set status = 'dismissed', reviewed_at = clock_timestamp(), review_note = 'The same item arrived again and was handled.'
    where e.id = p_event_id;
    return jsonb_build_object('kind', 'duplicate');
  end if;
  update public.wa_events e
  set status = 'stored', item = null, dedupe_key = p_item ->> 'dedupe_key',
      event_type = p_item ->> 'event_type', phone_number_id = p_item ->> 'phone_number_id',
      occurred_at = (p_item ->> 'occurred_at')::timestamptz, reviewed_at = clock_timestamp(),
      reviewed_by = v_event.reprocess_requested_by, review_note = null
  where e.id = p_event_id;
  -- An item without a time of its own came when it came, not now: it must not open a fresh window.
  return public.ingest_item(
    p_item || jsonb_build_object('occurred_at', coalesce(p_item ->> 'occurred_at', v_event.received_at::text)),
    p_settings, p_event_id);
end
$$;
comment on function public.reprocess_event(uuid, jsonb, jsonb) is
  'Handles a parked event again from a fresh reading of its raw body, once: a second call, or the same item arrived meanwhile, changes nothing. Without an item (nothing can be read) it stays parked. Why it was parked stays on record. Of somebody erased meanwhile a keyed hash stays.';
