-- Answering a ticket: through the customer's conversation and the same gate as any staff reply, kept in
-- the ticket's thread. Lock order: session, then ticket.

create function public.session_for_ticket_reply(p_ticket_id uuid, p_takes_over boolean) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := auth.uid();
  v_session public.chat_sessions;
begin
  -- The ticket's own conversation while it lasts, else the customer's newest one.
  select s.* into v_session from public.chat_sessions s
  where s.id = (
    select o.id from public.chat_sessions o join public.support_tickets t on t.customer_id = o.customer_id
    where t.id = p_ticket_id and o.status = 'active'
    order by (o.id = t.session_id) desc nulls last, o.last_message_at desc limit 1)
  for update;
  if v_session.id is null then
    if not exists (select 1 from public.support_tickets t where t.id = p_ticket_id) then
      raise exception 'ticket_not_found' using errcode = 'PT404';
    end if;
    raise exception 'session_closed' using errcode = 'PT409';
  end if;
  if p_takes_over and (v_session.owner = 'bot' or v_session.assigned_to is null) then
    -- The customer's answer must reach who wrote, not the bot.
    perform public.give_to_human(v_session.id, 'staff_took_over', v_me);
    perform public.audit('session_taken_over', 'chat_session', v_session.id,
      jsonb_build_object('from', v_session.owner, 'ticket_id', p_ticket_id));
  end if;
  return v_session.id;
end
$$;
comment on function public.session_for_ticket_reply(uuid, boolean) is
  'The conversation in which a ticket is answered, locked. For use inside the acts of staff only: granted to nobody.';

create function public.record_ticket_reply(p_ticket_id uuid, p_message_id uuid, p_body text, p_client_key uuid)
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := auth.uid();
  v_ticket public.support_tickets := public.lock_ticket_for_staff(p_ticket_id);
begin
  insert into public.ticket_messages
    (ticket_id, customer_id, author, author_id, audience, body, message_id, client_key)
  values (p_ticket_id, v_ticket.customer_id, 'staff', v_me, 'customer', p_body, p_message_id, p_client_key)
  on conflict (client_key) do nothing;
  if found then
    update public.support_tickets t
    set status = case when t.status = 'open' then 'pending' else t.status end,
        assigned_to = coalesce(t.assigned_to, v_me),
        first_response_at = coalesce(t.first_response_at, clock_timestamp()),
        last_activity_at = clock_timestamp(), updated_at = clock_timestamp()
    where t.id = p_ticket_id returning t.* into v_ticket;
    perform public.audit('ticket_replied', 'support_ticket', p_ticket_id, jsonb_build_object('message_id', p_message_id));
  end if;
  return public.ticket_row(v_ticket);
end
$$;
comment on function public.record_ticket_reply(uuid, uuid, text, uuid) is
  'Keeps a reply that was queued for the customer in the ticket''s thread. For use inside the acts of staff only: granted to nobody.';

create function public.reply_to_ticket(p_ticket_id uuid, p_parts text[], p_client_key uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_session_id uuid;
  v_queued jsonb;
begin
  perform public.require_staff_role('support', 'admin');
  v_session_id := public.session_for_ticket_reply(p_ticket_id, true);
  v_queued := public.queue_staff_reply(v_session_id, p_parts, p_client_key);
  return jsonb_build_object(
    'ticket', public.record_ticket_reply(p_ticket_id, (v_queued #>> '{message_ids,0}')::uuid,
                array_to_string(p_parts, E'\n'), p_client_key),
    'message_ids', v_queued -> 'message_ids');
end
$$;
comment on function public.reply_to_ticket(uuid, text[], uuid) is
  'Answers the customer in their conversation, as the one who answers there from now on, and keeps the words in the ticket. 409 as queue_staff_reply: not_allowed with the gate''s word in detail (window_closed: use a template), not_owner when a colleague answers there.';
grant execute on function public.reply_to_ticket(uuid, text[], uuid) to authenticated;

create function public.reply_to_ticket_by_template(
  p_ticket_id uuid, p_template_id uuid, p_variables text[], p_client_key uuid)
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_session_id uuid;
  v_queued jsonb;
  v_message_id uuid;
begin
  perform public.require_staff_role('support', 'admin');
  v_session_id := public.session_for_ticket_reply(p_ticket_id, false);
  v_queued := public.queue_template(v_session_id, p_template_id, p_variables, p_client_key);
  if v_queued ? 'refusal' then
    raise exception 'not_allowed' using errcode = 'PT409', detail = v_queued ->> 'refusal';
  end if;
  v_message_id := (v_queued ->> 'message_id')::uuid;
  perform public.session_for_ticket_reply(p_ticket_id, true);
  return jsonb_build_object(
    'ticket', public.record_ticket_reply(p_ticket_id, v_message_id,
                (select m.text from public.chat_messages m where m.id = v_message_id), p_client_key),
    'message_ids', jsonb_build_array(v_message_id));
end
$$;
comment on function public.reply_to_ticket_by_template(uuid, uuid, text[], uuid) is
  'The same outside the 24-hour window, where WhatsApp allows approved templates only.';
grant execute on function public.reply_to_ticket_by_template(uuid, uuid, text[], uuid) to authenticated;
