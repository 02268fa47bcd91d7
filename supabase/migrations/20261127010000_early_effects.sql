-- WhatsApp's webhooks come in any order: a deletion, an edit or a reaction may arrive before its message.
-- It waits in its own row and is applied when the message comes, in the transaction that stores it.

create index chat_messages_awaiting_their_original on public.chat_messages
  (customer_id, (payload #>> '{awaits,target_wa_message_id}')) where payload ? 'awaits';

create or replace function public.apply_message_effect(p_customer_id uuid, p_effect jsonb, p_at timestamptz) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_target uuid := public.message_of_wamid(p_customer_id, p_effect ->> 'target_wa_message_id');
begin
  case p_effect ->> 'kind'
    when 'edit' then
      -- WhatsApp posts out of order: an edit older than the one that stands is a version before it.
      update public.chat_messages m
      set payload = jsonb_set(m.payload, '{edits}', coalesce(m.payload -> 'edits', '[]') || case
            when p_at >= coalesce(m.edited_at, p_at) then jsonb_build_object('text', m.text, 'replaced_at', p_at)
            else jsonb_build_object('text', p_effect -> 'text', 'replaced_at', m.edited_at) end),
          text = case when p_at >= coalesce(m.edited_at, p_at) then p_effect ->> 'text' else m.text end,
          rendered_text = case when p_at >= coalesce(m.edited_at, p_at) then p_effect ->> 'text' else m.rendered_text end,
          embedding_status = case when p_at >= coalesce(m.edited_at, p_at) then 'pending' else m.embedding_status end,
          edited_at = greatest(m.edited_at, p_at), updated_at = clock_timestamp()
      where m.id = v_target and m.direction = 'inbound' and m.deleted_at is null and p_effect ->> 'text' is not null;
    when 'revoke' then
      update public.chat_messages m
      set text = null, rendered_text = '[Message deleted by the customer]', payload = '{}',
          deleted_at = p_at, embedding_status = 'skipped', updated_at = clock_timestamp()
      where m.id = v_target and m.direction = 'inbound';
      -- What was deleted wants no answer any more.
      update public.chat_sessions s
      set pending_turn_seq = x.seq,
          turn_requested_at = case when x.seq is not null then s.turn_requested_at end,
          turn_quiet_from = case when x.seq is not null then s.turn_quiet_from end
      from public.chat_sessions own cross join lateral (
        select max(m.seq) as seq from public.chat_messages m
        where m.session_id = own.id and m.seq > own.replied_upto_seq and m.starts_turn and m.deleted_at is null) x
      where own.id = (select m.session_id from public.chat_messages m where m.id = v_target)
        and s.id = own.id and s.pending_turn_seq is not null;
    when 'identity_changed' then
      if p_effect ->> 'new_phone' is not null then
        perform public.link_identity(p_customer_id, 'phone', p_effect ->> 'new_phone', true);
        -- Another line may be another person: what was agreed for marketing does not carry over.
        perform public.record_consent_change(p_customer_id, 'marketing', 'unknown', 'number_change', null, null, p_at);
      end if;
      if p_effect ->> 'new_wa_user_id' is not null then
        perform public.link_identity(p_customer_id, 'wa_user_id', p_effect ->> 'new_wa_user_id', true);
      end if;
    when 'identity_shared' then
      perform public.link_identity(p_customer_id, 'phone', p_effect ->> 'new_phone', false);
    else
      null; -- A reaction is a row of its own that points at its message.
  end case;
end
$$;
comment on function public.apply_message_effect(uuid, jsonb, timestamptz) is
  'What a message does beside being stored: edits keep the other versions and the newest stands, a revoked text is removed, identities are re-keyed.';

create function public.meet_early_effects(p_message_id uuid, p_effect jsonb) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  v_message public.chat_messages;
  v_early record;
begin
  select m.* into v_message from public.chat_messages m where m.id = p_message_id;
  if p_effect ->> 'target_wa_message_id' is not null then
    update public.chat_messages m
    set payload = m.payload || jsonb_build_object('awaits', p_effect)
    where m.id = p_message_id and m.reply_to is null;
    return false;
  end if;
  for v_early in
    select m.id, m.payload -> 'awaits' as effect, coalesce(m.wa_timestamp, m.created_at) as at
    from public.chat_messages m
    where m.customer_id = v_message.customer_id and m.payload ? 'awaits'
      and m.payload #>> '{awaits,target_wa_message_id}' = v_message.wa_message_id
    order by at, m.seq
  loop
    update public.chat_messages m
    set reply_to = p_message_id, payload = m.payload - 'awaits'
    where m.id = v_early.id;
    perform public.apply_message_effect(v_message.customer_id, v_early.effect, v_early.at);
  end loop;
  return exists (select 1 from public.chat_messages m where m.id = p_message_id and m.deleted_at is not null);
end
$$;
comment on function public.meet_early_effects(uuid, jsonb) is
  'What came before its message waits in its own row; a message that comes gets what waits for it. True when the customer had already deleted it.';

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
      if v_result ->> 'kind' = 'duplicate' then
        -- Its event is gone with its days; the new one must be found too when the person is erased.
        select m.customer_id into v_customer_id
        from public.chat_messages m where m.wa_message_id = p_item #>> '{message,wa_message_id}';
      elsif public.meet_early_effects((v_result ->> 'message_id')::uuid, p_item #> '{message,effect}') then
        v_result := v_result - 'turn_session_id' - 'media_message_id'; -- Deleted before it came: nothing to do.
      end if;
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
