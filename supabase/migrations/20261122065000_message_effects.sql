-- What a message does beside being stored: to another message, to its sender, to consent.

create function public.message_of_wamid(p_customer_id uuid, p_wa_message_id text) returns uuid
language sql stable security definer set search_path = ''
as $$
  select m.id from public.chat_messages m
  where m.customer_id = p_customer_id and p_wa_message_id is not null
    and (m.wa_message_id = p_wa_message_id
         or m.id = (select a.message_id from public.send_attempts a where a.wa_message_id = p_wa_message_id))
$$;
comment on function public.message_of_wamid(uuid, text) is
  'The customer''s message, either direction, that WhatsApp calls by this id; null when unknown or of another customer.';

create function public.apply_message_effect(p_customer_id uuid, p_effect jsonb, p_at timestamptz) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_target uuid := public.message_of_wamid(p_customer_id, p_effect ->> 'target_wa_message_id');
begin
  case p_effect ->> 'kind'
    when 'edit' then
      update public.chat_messages m
      set payload = jsonb_set(m.payload, '{edits}', coalesce(m.payload -> 'edits', '[]')
            || jsonb_build_object('text', m.text, 'replaced_at', p_at)),
          text = p_effect ->> 'text', rendered_text = p_effect ->> 'text',
          edited_at = p_at, embedding_status = 'pending', updated_at = clock_timestamp()
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
  'What a message does beside being stored: edits keep the earlier version, a revoked text is removed, identities are re-keyed.';

create function public.apply_consent_words(
  p_session public.chat_sessions, p_message_id uuid, p_consent jsonb, p_at timestamptz, p_settings jsonb)
returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  v_change text := p_consent ->> 'change';
  v_to text := case v_change when 'opt_out' then 'opted_out' else 'opted_in' end;
  v_was text;
  v_text text := p_settings #>> array['confirmations', v_change, coalesce(p_consent ->> 'language', 'en')];
  v_confirmation uuid;
begin
  perform public.lock_customer_sessions(p_session.customer_id);
  select c.consent_status into v_was from public.customers c where c.id = p_session.customer_id;
  if not public.record_consent_change(p_session.customer_id, 'service', v_to, coalesce(p_consent ->> 'source', 'keyword'),
       p_consent ->> 'words', p_message_id, p_at) then
    return null;
  end if;
  if v_change = 'opt_in' and v_was <> 'opted_out' then
    return null;
  end if;
  update public.chat_sessions s
  set pending_turn_seq = null, turn_requested_at = null, turn_quiet_from = null,
      replied_upto_seq = greatest(s.replied_upto_seq, s.pending_turn_seq)
  where s.customer_id = p_session.customer_id and s.pending_turn_seq is not null;
  if v_change = 'opt_out' then
    perform public.suppress_queued(s.id, 'opted_out', array['reply', 'staff_reply', 'template'])
    from public.chat_sessions s where s.customer_id = p_session.customer_id and s.status = 'active';
  end if;
  if v_text is null then
    return null; -- The choice counts with or without words to confirm it.
  end if;
  insert into public.chat_messages
    (session_id, customer_id, direction, author, message_type, text, rendered_text, purpose, state, state_changed_at, reply_to)
  values (p_session.id, p_session.customer_id, 'outbound', 'bot', 'text', v_text, v_text, 'consent_confirmation', 'queued',
          clock_timestamp(), p_message_id)
  returning id into v_confirmation;
  return v_confirmation;
end
$$;
comment on function public.apply_consent_words(public.chat_sessions, uuid, jsonb, timestamptz, jsonb) is
  'Opts out or in at once, without a model, with one confirmation (P19). Returns the confirmation to send, null when nothing changed.';
