-- What a customer answers a person, in the conversation itself, is part of the ticket that the person works on.

create function public.ticket_conversation(p_ticket public.support_tickets) returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', x.id, 'author', x.author, 'author_id', x.author_id,
    'author_name', (select f.display_name from public.staff f where f.user_id = x.author_id),
    'by_me', x.author_id is not distinct from auth.uid(), 'audience', 'customer', 'body', x.rendered_text,
    'file_message_ids', case when exists (select 1 from public.chat_media c where c.message_id = x.id)
                             then jsonb_build_array(x.id) else '[]' end,
    'message_id', x.id, 'state', x.state, 'state_reason', x.state_reason, 'created_at', x.created_at)), '[]')
  from (
    select m.id, m.author, m.author_id, m.rendered_text, m.state, m.state_reason, m.created_at
    from public.chat_messages m
    where m.customer_id = p_ticket.customer_id and m.created_at >= p_ticket.created_at
      and m.created_at <= coalesce(p_ticket.closed_at, p_ticket.resolved_at, 'infinity')
      and m.author in ('customer', 'staff') and m.rendered_text is not null and m.deleted_at is null
      -- Replies that were written at the ticket stand in its own thread, whole.
      and not exists (
        select 1 from public.ticket_messages n where n.ticket_id = p_ticket.id
          and (n.message_id = m.id or n.client_key = m.client_key))
      -- Only what was said while a person answered there: what the bot settles has nothing to do with it.
      and (select e.rendered_text from public.chat_messages e
           where e.session_id = m.session_id and e.seq < m.seq and e.message_type = 'session_event'
             and e.rendered_text in ('given_to_human', 'given_to_bot')
           order by e.seq desc limit 1) = 'given_to_human'
    order by m.seq desc limit 200) x
$$;
comment on function public.ticket_conversation(public.support_tickets) is
  'What customer and staff said in the conversation while a person answered there, since the ticket was opened and until it was settled: read from the conversation, so that edits, deletions and erasure hold here, too.';
revoke all on function public.ticket_conversation(public.support_tickets) from public;
grant execute on function public.ticket_conversation(public.support_tickets) to authenticated;
-- The last change of hands before a message.
create index chat_messages_changes_of_hands_idx on public.chat_messages (session_id, seq desc)
  where message_type = 'session_event' and rendered_text in ('given_to_human', 'given_to_bot');

create function public.answer_reopens_ticket() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  -- The session is locked by whoever stores the message; tickets come after it.
  if exists (select 1 from public.chat_sessions s where s.id = new.session_id and s.owner = 'human') then
    update public.support_tickets t
    set status = 'open', last_activity_at = clock_timestamp(), updated_at = clock_timestamp()
    where t.customer_id = new.customer_id and t.status in ('open', 'pending');
  end if;
  return null;
end
$$;
comment on function public.answer_reopens_ticket() is
  'A ticket that waits for its customer is ours again once they have answered a person.';
revoke all on function public.answer_reopens_ticket() from public;
create trigger a_customers_answer_reaches_their_ticket after insert on public.chat_messages
  for each row when (new.author = 'customer' and new.direction = 'inbound')
  execute function public.answer_reopens_ticket();

create or replace function public.read_ticket(p_ticket_id uuid) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  v_ticket public.support_tickets;
  v_session public.chat_sessions;
begin
  perform public.require_staff_role('support', 'privacy', 'admin');
  select t.* into v_ticket from public.support_tickets t where t.id = p_ticket_id;
  if v_ticket.id is null then
    raise exception 'ticket_not_found' using errcode = 'PT404';
  end if;
  select s.* into v_session from public.chat_sessions s
  where s.customer_id = v_ticket.customer_id and s.status = 'active'
  order by (s.id = v_ticket.session_id) desc nulls last, s.last_message_at desc limit 1;
  return jsonb_build_object(
    'ticket', public.ticket_row(v_ticket),
    'messages', (
      select coalesce(jsonb_agg(line.said order by (line.said ->> 'created_at')::timestamptz, line.said ->> 'id'), '[]')
      from (
        select jsonb_build_object(
          'id', x.id, 'author', x.author, 'author_id', x.author_id,
          'author_name', (select f.display_name from public.staff f where f.user_id = x.author_id),
          'by_me', x.author_id is not distinct from auth.uid(), 'audience', x.audience, 'body', x.body,
          'file_message_ids', to_jsonb(x.file_message_ids), 'message_id', x.message_id,
          'state', m.state, 'state_reason', m.state_reason, 'created_at', x.created_at) as said
        from (select n.* from public.ticket_messages n where n.ticket_id = p_ticket_id
              order by n.created_at desc, n.id desc limit 500) x
        left join public.chat_messages m on m.id = x.message_id
        union all
        select c.said from jsonb_array_elements(public.ticket_conversation(v_ticket)) c (said)) line),
    'feedback', (
      select jsonb_build_object('rating', f.rating, 'text', f.feedback_text, 'sentiment', f.sentiment)
      from public.customer_feedback f where f.ticket_id = p_ticket_id limit 1),
    'reply', case when v_session.id is null then null else jsonb_build_object(
      'session_id', v_session.id, 'owner', v_session.owner, 'assigned_to', v_session.assigned_to,
      'window_expires_at', v_session.wa_window_expires_at,
      'refusal', public.send_refusal(v_session.id, 'staff', 'staff_reply')) end,
    'other_tickets', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', o.id, 'reference', o.reference, 'subject', o.subject, 'status', o.status) order by o.last_activity_at desc), '[]')
      from (select t.* from public.support_tickets t
            where t.customer_id = v_ticket.customer_id and t.id <> p_ticket_id
            order by t.last_activity_at desc limit 10) o));
end
$$;
comment on function public.read_ticket(uuid) is
  'A ticket with its thread (newest 500, and the newest 200 of what was said in the conversation meanwhile), what delivery says of each reply, whether a reply may leave now (reply.refusal, the gate''s word; reply null: no open conversation) and the customer''s other tickets.';
