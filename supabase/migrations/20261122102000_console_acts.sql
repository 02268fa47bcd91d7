-- What staff do in a conversation. Each act checks the role, locks the session row like the turn
-- protocol does, and writes the audit row in the same transaction.

create function public.lock_session_for_staff(p_session_id uuid) returns public.chat_sessions
language plpgsql security definer set search_path = ''
as $$
declare
  v_session public.chat_sessions;
begin
  select s.* into v_session from public.chat_sessions s where s.id = p_session_id for update;
  if v_session.id is null then
    raise exception 'session_not_found' using errcode = 'PT404';
  end if;
  return v_session;
end
$$;
comment on function public.lock_session_for_staff(uuid) is
  'The session, locked; 404 when it does not exist. For use inside the acts of staff only: granted to nobody.';

create function public.take_over_session(p_session_id uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('support', 'admin');
  v_session public.chat_sessions := public.lock_session_for_staff(p_session_id);
begin
  if v_session.status <> 'active' then
    raise exception 'session_closed' using errcode = 'PT409';
  end if;
  if v_session.owner = 'bot' or v_session.assigned_to is distinct from v_me then
    perform public.give_to_human(p_session_id, 'staff_took_over', v_me);
    perform public.audit('session_taken_over', 'chat_session', p_session_id,
      jsonb_strip_nulls(jsonb_build_object('from', v_session.owner, 'from_staff_id', v_session.assigned_to)));
  end if;
  return public.session_header(p_session_id);
end
$$;
comment on function public.take_over_session(uuid) is
  'Makes the caller the one who answers, from the bot or from a colleague. From then on no bot message leaves (P9). Again by the same person: no change.';
grant execute on function public.take_over_session(uuid) to authenticated;

create function public.hand_back_session(p_session_id uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_session public.chat_sessions;
begin
  perform public.require_staff_role('support', 'admin');
  v_session := public.lock_session_for_staff(p_session_id);
  if v_session.owner = 'human' and v_session.status = 'active' then
    perform public.give_to_bot(p_session_id);
    perform public.audit('session_handed_back', 'chat_session', p_session_id,
      jsonb_strip_nulls(jsonb_build_object('from_staff_id', v_session.assigned_to)));
  end if;
  return jsonb_build_object(
    'session', public.session_header(p_session_id),
    'turn_wanted', (select s.pending_turn_seq is not null from public.chat_sessions s where s.id = p_session_id));
end
$$;
comment on function public.hand_back_session(uuid) is
  'Gives the conversation back to the bot. turn_wanted: the customer waits for an answer, so the caller announces a turn.';
grant execute on function public.hand_back_session(uuid) to authenticated;

create function public.queue_staff_reply(p_session_id uuid, p_parts text[], p_client_key uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('support', 'admin');
  v_session public.chat_sessions := public.lock_session_for_staff(p_session_id);
  v_refusal text;
  v_ids uuid[];
begin
  if p_client_key is null or coalesce(cardinality(p_parts), 0) not between 1 and 10
     or exists (select 1 from unnest(p_parts) x where length(btrim(x)) = 0 or length(x) > 4096) then
    raise exception 'invalid_reply' using errcode = '22023';
  end if;
  v_ids := array(select m.id from public.chat_messages m
                 where m.client_key = p_client_key and m.session_id = p_session_id and m.author_id = v_me
                 order by m.part_index);
  -- The same press of Send again: the first answer was lost on the way, nothing is sent twice.
  if cardinality(v_ids) = 0 then
    if v_session.status <> 'active' then
      raise exception 'session_closed' using errcode = 'PT409';
    end if;
    if v_session.owner <> 'human' or v_session.assigned_to is distinct from v_me then
      raise exception 'not_owner' using errcode = 'PT409';
    end if;
    v_refusal := public.send_refusal(p_session_id, 'staff', 'staff_reply');
    if v_refusal is not null then
      raise exception 'not_allowed' using errcode = 'PT409', detail = v_refusal;
    end if;
    with inserted as (
      insert into public.chat_messages
        (session_id, customer_id, direction, author, author_id, message_type, text, rendered_text, purpose, state,
         state_changed_at, part_index, client_key)
      select p_session_id, v_session.customer_id, 'outbound', 'staff', v_me, 'text', part.text, part.text, 'staff_reply',
             'queued', clock_timestamp(), (part.place - 1)::integer, p_client_key
      from unnest(p_parts) with ordinality part (text, place) order by part.place
      returning id, seq)
    select array_agg(i.id order by i.seq) into v_ids from inserted i;
    update public.chat_sessions s
    set last_message_seq = (select max(m.seq) from public.chat_messages m where m.id = any (v_ids)),
        last_message_at = clock_timestamp(), updated_at = clock_timestamp()
    where s.id = p_session_id;
    perform public.audit('reply_queued', 'chat_session', p_session_id, jsonb_build_object('message_ids', v_ids));
  end if;
  return jsonb_build_object(
    'message_ids', to_jsonb(v_ids),
    'messages', (select coalesce(jsonb_agg(public.console_message_row(m) order by m.seq), '[]')
                 from public.chat_messages m where m.id = any (v_ids)));
end
$$;
comment on function public.queue_staff_reply(uuid, text[], uuid) is
  'Queues one reply of the person who answers, a row a part; the send path asks the gate again. The same p_client_key again returns the first result. 409: session_closed, not_owner, or not_allowed with the gate''s word in detail.';
grant execute on function public.queue_staff_reply(uuid, text[], uuid) to authenticated;
