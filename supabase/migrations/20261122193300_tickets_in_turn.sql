-- What the agent does with tickets and feedback. Customer and conversation come from the turn, never from
-- what the model wrote.

create function public.turn_files(p_turn public.agent_turns) returns uuid[]
language sql stable security definer set search_path = ''
as $$
  select array(
    select m.id from public.chat_messages m join public.chat_media f on f.message_id = m.id
    where m.session_id = p_turn.session_id and m.seq > p_turn.from_seq and m.seq <= p_turn.upto_seq and m.deleted_at is null
    order by m.seq limit 20)
$$;
comment on function public.turn_files(public.agent_turns) is 'Messages of this turn''s question that carry files.';

create function public.adopt_open_work(p_turn public.agent_turns) returns void
language sql security definer set search_path = ''
as $$
  update public.support_tickets t set turn_id = p_turn.id
  where t.turn_id = any (public.turns_of_question(p_turn)) and t.turn_id <> p_turn.id and t.status = 'open'
    and not exists (select 1 from public.support_tickets o where o.turn_id = p_turn.id);
  update public.ticket_messages m set turn_id = p_turn.id
  where m.turn_id = any (public.turns_of_question(p_turn)) and m.turn_id <> p_turn.id
    and not exists (select 1 from public.ticket_messages o where o.turn_id = p_turn.id and o.ticket_id = m.ticket_id);
  update public.customer_feedback f set turn_id = p_turn.id
  where f.turn_id = any (public.turns_of_question(p_turn)) and f.turn_id <> p_turn.id
    and not exists (select 1 from public.customer_feedback o where o.turn_id = p_turn.id)
$$;
comment on function public.adopt_open_work(public.agent_turns) is
  'Makes the ticket and feedback of a turn whose run died this turn''s own, which answers the same messages: it rewrites them instead of opening others. The caller holds the session lock.';

create function public.open_ticket(p_turn_id uuid, p_ticket jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_turn public.agent_turns := public.lock_turn_for_tools(p_turn_id);
  v_ticket public.support_tickets;
begin
  if v_turn.id is null then
    return null;
  end if;
  perform public.adopt_open_work(v_turn);
  insert into public.support_tickets as t
    (customer_id, session_id, turn_id, category, sentiment, priority, journey_stage, subject, summary, escalated, opened_by)
  values (v_turn.customer_id, v_turn.session_id, p_turn_id, p_ticket ->> 'category', p_ticket ->> 'sentiment',
          p_ticket ->> 'priority', p_ticket ->> 'journey_stage', p_ticket ->> 'subject', p_ticket ->> 'summary',
          coalesce((p_ticket ->> 'escalated')::boolean, false), 'bot')
  on conflict (turn_id) where turn_id is not null do update
  set category = excluded.category, sentiment = excluded.sentiment,
      priority = case when excluded.priority_rank > t.priority_rank then excluded.priority else t.priority end,
      journey_stage = coalesce(excluded.journey_stage, t.journey_stage), subject = excluded.subject,
      summary = excluded.summary, escalated = t.escalated or excluded.escalated, updated_at = clock_timestamp()
  returning t.* into v_ticket;
  insert into public.ticket_messages (ticket_id, customer_id, author, audience, body, file_message_ids, turn_id)
  values (v_ticket.id, v_turn.customer_id, 'bot', 'internal', v_ticket.summary, public.turn_files(v_turn), p_turn_id)
  on conflict (turn_id, ticket_id) where turn_id is not null
  do update set body = excluded.body, file_message_ids = excluded.file_message_ids;
  return jsonb_build_object('id', v_ticket.id, 'reference', v_ticket.reference, 'status', v_ticket.status,
    'priority', v_ticket.priority);
end
$$;
comment on function public.open_ticket(uuid, jsonb) is
  'Opens a ticket for this turn''s customer with the files of their question; a turn has one ticket, so a restarted turn rewrites it. Null: the turn is over.';
revoke all on function public.open_ticket(uuid, jsonb) from public;
grant execute on function public.open_ticket(uuid, jsonb) to service_role;

create function public.reply_to_own_ticket(p_turn_id uuid, p_reference text, p_body text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_turn public.agent_turns := public.lock_turn_for_tools(p_turn_id);
  v_ticket public.support_tickets;
begin
  if v_turn.id is null then
    return jsonb_build_object('kind', 'turn_over');
  end if;
  perform public.adopt_open_work(v_turn);
  select t.* into v_ticket from public.support_tickets t
  where t.reference = upper(btrim(p_reference)) and t.customer_id = v_turn.customer_id for update;
  if v_ticket.id is null then
    return jsonb_build_object('kind', 'not_found');
  end if;
  if v_ticket.status = 'closed' then
    return jsonb_build_object('kind', 'closed', 'id', v_ticket.id, 'reference', v_ticket.reference);
  end if;
  insert into public.ticket_messages (ticket_id, customer_id, author, audience, body, file_message_ids, turn_id)
  values (v_ticket.id, v_ticket.customer_id, 'customer', 'customer', p_body, public.turn_files(v_turn), p_turn_id)
  on conflict (turn_id, ticket_id) where turn_id is not null
  do update set body = excluded.body, file_message_ids = excluded.file_message_ids;
  update public.support_tickets t
  set status = 'open', resolved_at = null, last_activity_at = clock_timestamp(), updated_at = clock_timestamp()
  where t.id = v_ticket.id returning t.* into v_ticket;
  return jsonb_build_object('kind', 'added', 'id', v_ticket.id, 'reference', v_ticket.reference, 'status', v_ticket.status);
end
$$;
comment on function public.reply_to_own_ticket(uuid, text, text) is
  'Adds what the customer said to a ticket of their own and opens it again. Another customer''s reference is not_found, like one that does not exist.';
revoke all on function public.reply_to_own_ticket(uuid, text, text) from public;
grant execute on function public.reply_to_own_ticket(uuid, text, text) to service_role;

create function public.own_tickets(p_customer_id uuid, p_reference text default null) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', t.id, 'reference', t.reference, 'subject', t.subject, 'status', t.status, 'priority', t.priority,
    'created_at', t.created_at, 'last_activity_at', t.last_activity_at,
    'messages', case when p_reference is null then '[]'::jsonb else (
      select coalesce(jsonb_agg(jsonb_build_object('from', m.author, 'text', left(m.body, 1000), 'at', m.created_at)
               order by m.created_at), '[]')
      from (select n.* from public.ticket_messages n where n.ticket_id = t.id and n.audience = 'customer'
            order by n.created_at desc limit 10) m) end) order by t.last_activity_at desc), '[]')
  from (
    select x.* from public.support_tickets x
    where x.customer_id = p_customer_id and (p_reference is null or x.reference = upper(btrim(p_reference)))
    order by x.last_activity_at desc limit 5) t
$$;
comment on function public.own_tickets(uuid, text) is
  'The customer''s newest tickets, or one by its reference with the words that were meant for them; never notes among staff.';
revoke all on function public.own_tickets(uuid, text) from public;
grant execute on function public.own_tickets(uuid, text) to service_role;

create function public.collect_feedback(p_turn_id uuid, p_feedback jsonb, p_ticket jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_turn public.agent_turns := public.lock_turn_for_tools(p_turn_id);
  v_ticket jsonb;
  v_id uuid;
begin
  if v_turn.id is null then
    return null;
  end if;
  perform public.adopt_open_work(v_turn);
  if (p_feedback ->> 'rating')::integer <= 2 or (p_feedback ->> 'requires_follow_up')::boolean then
    v_ticket := public.open_ticket(p_turn_id, p_ticket);
  end if;
  insert into public.customer_feedback as f
    (customer_id, session_id, turn_id, ticket_id, feedback_type, feedback_text, sentiment, rating, order_reference,
     journey_stage, requires_follow_up)
  values (v_turn.customer_id, v_turn.session_id, p_turn_id, (v_ticket ->> 'id')::uuid, p_feedback ->> 'feedback_type',
          p_feedback ->> 'feedback_text', p_feedback ->> 'sentiment', (p_feedback ->> 'rating')::smallint,
          p_feedback ->> 'order_reference', p_feedback ->> 'journey_stage', v_ticket is not null)
  on conflict (turn_id) where turn_id is not null do update
  set feedback_type = excluded.feedback_type, feedback_text = excluded.feedback_text, sentiment = excluded.sentiment,
      rating = excluded.rating, order_reference = excluded.order_reference, journey_stage = excluded.journey_stage,
      ticket_id = coalesce(excluded.ticket_id, f.ticket_id),
      requires_follow_up = f.requires_follow_up or excluded.requires_follow_up
  returning f.id into v_id;
  return jsonb_build_object('id', v_id, 'ticket', v_ticket);
end
$$;
comment on function public.collect_feedback(uuid, jsonb, jsonb) is
  'Keeps feedback; a rating of 2 or less, or a wish to be called back, opens the ticket in the same transaction. Null: the turn is over.';
revoke all on function public.collect_feedback(uuid, jsonb, jsonb) from public;
grant execute on function public.collect_feedback(uuid, jsonb, jsonb) to service_role;
