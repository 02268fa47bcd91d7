-- What staff do with a ticket. Each act checks the role and writes the audit row in the same
-- transaction. Lock order: session, then ticket.

create function public.ticket_row(p_ticket public.support_tickets) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'id', p_ticket.id, 'reference', p_ticket.reference, 'customer_id', p_ticket.customer_id,
    'session_id', p_ticket.session_id, 'turn_id', p_ticket.turn_id,
    'customer_name', c.display_name,
    'customer_number', (select public.masked_phone(i.value) from public.customer_identities i
                        where i.customer_id = c.id and i.kind = 'phone' and i.valid_to is null),
    'category', p_ticket.category, 'sentiment', p_ticket.sentiment, 'priority', p_ticket.priority,
    'journey_stage', p_ticket.journey_stage, 'status', p_ticket.status, 'escalated', p_ticket.escalated,
    'subject', p_ticket.subject, 'summary', p_ticket.summary,
    'opened_by', p_ticket.opened_by,
    'opened_by_name', (select f.display_name from public.staff f where f.user_id = p_ticket.opened_by_staff),
    'assigned_to', p_ticket.assigned_to,
    'assigned_name', (select f.display_name from public.staff f where f.user_id = p_ticket.assigned_to),
    'created_at', p_ticket.created_at, 'updated_at', p_ticket.updated_at,
    'last_activity_at', p_ticket.last_activity_at, 'first_response_at', p_ticket.first_response_at,
    'resolved_at', p_ticket.resolved_at, 'closed_at', p_ticket.closed_at)
  from public.customers c
  where c.id = p_ticket.customer_id and (select public.current_staff_role()) is not null
$$;
comment on function public.ticket_row(public.support_tickets) is
  'One ticket as lists and details show it, the number masked; null for everyone who is not active staff.';
grant execute on function public.ticket_row(public.support_tickets) to authenticated;

create function public.lock_ticket_for_staff(p_ticket_id uuid) returns public.support_tickets
language plpgsql security definer set search_path = ''
as $$
declare
  v_ticket public.support_tickets;
begin
  select t.* into v_ticket from public.support_tickets t where t.id = p_ticket_id for update;
  if v_ticket.id is null then
    raise exception 'ticket_not_found' using errcode = 'PT404';
  end if;
  return v_ticket;
end
$$;
comment on function public.lock_ticket_for_staff(uuid) is
  'The ticket, locked; 404 when it does not exist. For use inside the acts of staff only: granted to nobody.';

create function public.set_ticket_status(p_ticket_id uuid, p_status text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_ticket public.support_tickets;
begin
  perform public.require_staff_role('support', 'admin');
  v_ticket := public.lock_ticket_for_staff(p_ticket_id);
  if p_status is null or p_status not in ('open', 'pending', 'resolved', 'closed') then
    raise exception 'invalid_ticket_status' using errcode = '22023';
  end if;
  if v_ticket.status <> p_status then
    update public.support_tickets t
    set status = p_status, updated_at = clock_timestamp(), last_activity_at = clock_timestamp(),
        resolved_at = case when p_status = 'resolved' then clock_timestamp()
                           when p_status = 'closed' then t.resolved_at end,
        closed_at = case when p_status = 'closed' then clock_timestamp() end
    where t.id = p_ticket_id returning t.* into v_ticket;
    perform public.audit('ticket_status_changed', 'support_ticket', p_ticket_id, jsonb_build_object('to', p_status));
  end if;
  return public.ticket_row(v_ticket);
end
$$;
comment on function public.set_ticket_status(uuid, text) is
  'Moves a ticket between open, pending, resolved and closed; any way round, so that a mistake can be undone.';
grant execute on function public.set_ticket_status(uuid, text) to authenticated;

create function public.set_ticket_priority(p_ticket_id uuid, p_priority text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_ticket public.support_tickets;
begin
  perform public.require_staff_role('support', 'admin');
  v_ticket := public.lock_ticket_for_staff(p_ticket_id);
  if p_priority is null or p_priority not in ('low', 'normal', 'high', 'urgent') then
    raise exception 'invalid_ticket_priority' using errcode = '22023';
  end if;
  if v_ticket.priority <> p_priority then
    update public.support_tickets t set priority = p_priority, updated_at = clock_timestamp()
    where t.id = p_ticket_id returning t.* into v_ticket;
    perform public.audit('ticket_priority_changed', 'support_ticket', p_ticket_id, jsonb_build_object('to', p_priority));
  end if;
  return public.ticket_row(v_ticket);
end
$$;
comment on function public.set_ticket_priority(uuid, text) is 'Says how soon a ticket must be looked at.';
grant execute on function public.set_ticket_priority(uuid, text) to authenticated;

create function public.set_ticket_assignee(p_ticket_id uuid, p_staff_id uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_ticket public.support_tickets;
begin
  perform public.require_staff_role('support', 'admin');
  v_ticket := public.lock_ticket_for_staff(p_ticket_id);
  if p_staff_id is not null and not exists (
       select 1 from public.staff f where f.user_id = p_staff_id and f.active and f.role in ('support', 'admin')) then
    raise exception 'assignee_cannot_work_on_tickets' using errcode = 'PT409';
  end if;
  if v_ticket.assigned_to is distinct from p_staff_id then
    update public.support_tickets t set assigned_to = p_staff_id, updated_at = clock_timestamp()
    where t.id = p_ticket_id returning t.* into v_ticket;
    perform public.audit('ticket_assigned', 'support_ticket', p_ticket_id,
      jsonb_strip_nulls(jsonb_build_object('to_staff_id', p_staff_id)));
  end if;
  return public.ticket_row(v_ticket);
end
$$;
comment on function public.set_ticket_assignee(uuid, uuid) is
  'Gives a ticket to a colleague who may work on it; null takes it from everybody.';
grant execute on function public.set_ticket_assignee(uuid, uuid) to authenticated;

create function public.add_ticket_note(p_ticket_id uuid, p_body text, p_client_key uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('support', 'admin');
  v_ticket public.support_tickets := public.lock_ticket_for_staff(p_ticket_id);
  v_id uuid;
begin
  if p_client_key is null or length(btrim(coalesce(p_body, ''))) not between 1 and 4000 then
    raise exception 'invalid_ticket_note' using errcode = '22023';
  end if;
  select m.id into v_id from public.ticket_messages m where m.client_key = p_client_key and m.author_id = v_me;
  if v_id is null then
    insert into public.ticket_messages (ticket_id, customer_id, author, author_id, audience, body, client_key)
    values (p_ticket_id, v_ticket.customer_id, 'staff', v_me, 'internal', btrim(p_body), p_client_key)
    returning id into v_id;
    update public.support_tickets t set updated_at = clock_timestamp() where t.id = p_ticket_id;
    perform public.audit('ticket_note_added', 'support_ticket', p_ticket_id, jsonb_build_object('note_id', v_id));
  end if;
  return jsonb_build_object('id', v_id);
end
$$;
comment on function public.add_ticket_note(uuid, text, uuid) is
  'A note that staff alone see. The same p_client_key again returns the first result.';
grant execute on function public.add_ticket_note(uuid, text, uuid) to authenticated;

create function public.open_ticket_by_staff(
  p_session_id uuid, p_ticket jsonb, p_client_key uuid)
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('support', 'admin');
  v_session public.chat_sessions := public.lock_session_for_staff(p_session_id);
  v_ticket public.support_tickets;
begin
  select t.* into v_ticket from public.support_tickets t where t.id = p_client_key;
  if v_ticket.id is null then
    insert into public.support_tickets
      (id, customer_id, session_id, category, sentiment, priority, journey_stage, subject, summary, opened_by,
       opened_by_staff, assigned_to)
    values (p_client_key, v_session.customer_id, p_session_id, p_ticket ->> 'category',
            coalesce(p_ticket ->> 'sentiment', 'neutral'), coalesce(p_ticket ->> 'priority', 'normal'),
            p_ticket ->> 'journey_stage', btrim(p_ticket ->> 'subject'), btrim(p_ticket ->> 'summary'), 'staff', v_me, v_me)
    returning * into v_ticket;
    perform public.audit('ticket_opened', 'support_ticket', v_ticket.id, '{}');
  end if;
  return public.ticket_row(v_ticket);
end
$$;
comment on function public.open_ticket_by_staff(uuid, jsonb, uuid) is
  'Opens a ticket from a conversation, assigned to the caller. p_client_key becomes its id, so that a repeated press opens one.';
grant execute on function public.open_ticket_by_staff(uuid, jsonb, uuid) to authenticated;
