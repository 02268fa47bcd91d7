-- The tickets page. Readers run with the caller's rights, so row-level security decides; they also
-- refuse everyone who is not staff, so that a wrong role gets an error, not nothing.

create function public.ticket_search_words(p_search text) returns tsquery
language sql immutable set search_path = ''
as $$
  -- Words are quoted lexemes: nothing of what staff type is read as a query operator.
  select to_tsquery('simple', string_agg(quote_literal(w.word) || ':*', ' & '))
  from regexp_split_to_table(lower(regexp_replace(p_search, '[][''"\\&|!(){}:*<>,.;@#/+_-]+', ' ', 'g')), '\s+') w (word)
  where w.word <> ''
$$;
comment on function public.ticket_search_words(text) is 'Words that must all begin a word of a ticket; null when there are none.';
grant execute on function public.ticket_search_words(text) to authenticated;

create function public.ticket_ids(p_filter jsonb, p_before jsonb, p_limit integer) returns uuid[]
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan
as $$
declare
  v_status text := p_filter ->> 'status';
  v_priority text := p_filter ->> 'priority';
  v_category text := p_filter ->> 'category';
  v_sentiment text := p_filter ->> 'sentiment';
  v_assigned text := p_filter ->> 'assigned';
  v_assignee uuid := case when v_assigned = 'me' then auth.uid()
                          when v_assigned is not null and v_assigned <> 'none' then v_assigned::uuid end;
  v_customer uuid := (p_filter ->> 'customer_id')::uuid;
  v_search text := nullif(btrim(p_filter ->> 'search'), '');
  v_words tsquery;
  v_customers uuid[];
  v_statuses text[] := case v_status when 'all' then array['open', 'pending', 'resolved', 'closed']
    when 'unsettled' then array['open', 'pending'] else array[coalesce(v_status, 'open')] end;
begin
  if v_search is not null then
    if v_search ~* '^T-?[0-9]{1,12}$' then
      return array(select t.id from public.support_tickets t
                   where t.reference = 'T-' || regexp_replace(v_search, '\D', '', 'g')
                     and p_before is null);
    end if;
    v_words := public.ticket_search_words(v_search);
    v_customers := public.search_customers(v_search, coalesce(p_filter ->> 'calling_code', ''));
  end if;
  if p_filter ->> 'sort' = 'urgent' then
    return array(
      select t.id from public.support_tickets t
      where t.status = any (v_statuses)
        and (v_priority is null or t.priority = v_priority) and (v_category is null or t.category = v_category)
        and (v_sentiment is null or t.sentiment = v_sentiment)
        and (v_assigned is null or t.assigned_to is not distinct from v_assignee)
        and (v_customer is null or t.customer_id = v_customer)
        and (v_search is null or t.search @@ v_words or t.customer_id = any (v_customers))
        and (p_before is null
             or (-t.priority_rank, t.created_at, t.id)
                > (-(p_before ->> 'rank')::integer, (p_before ->> 'at')::timestamptz, (p_before ->> 'id')::uuid))
      order by t.priority_rank desc, t.created_at, t.id limit p_limit);
  end if;
  return array(
    select t.id from public.support_tickets t
    where t.status = any (v_statuses)
      and (v_priority is null or t.priority = v_priority) and (v_category is null or t.category = v_category)
      and (v_sentiment is null or t.sentiment = v_sentiment)
      and (v_assigned is null or t.assigned_to is not distinct from v_assignee)
      and (v_customer is null or t.customer_id = v_customer)
      and (v_search is null or t.search @@ v_words or t.customer_id = any (v_customers))
      and (p_before is null
           or (t.last_activity_at, t.id) < ((p_before ->> 'at')::timestamptz, (p_before ->> 'id')::uuid))
    order by t.last_activity_at desc, t.id desc limit p_limit);
end
$$;
comment on function public.ticket_ids(jsonb, jsonb, integer) is
  'One ordered stretch of the queue after a place in it. Planned anew each time, so that each filter uses its own index.';
grant execute on function public.ticket_ids(jsonb, jsonb, integer) to authenticated;

-- With a limit the planner thinks that a pass over the table ends soon; it does not where the rows stand at its end.
create function public.ticket_counts() returns jsonb
language sql stable set search_path = '' set enable_seqscan = off
as $$
  select jsonb_build_object(
    'open', (select count(*) from (select 1 from public.support_tickets t where t.status = 'open' limit 1000) x),
    'pending', (select count(*) from (select 1 from public.support_tickets t where t.status = 'pending' limit 1000) x),
    'resolved', (select count(*) from (select 1 from public.support_tickets t where t.status = 'resolved' limit 1000) x),
    'closed', (select count(*) from (select 1 from public.support_tickets t where t.status = 'closed' limit 1000) x),
    'mine', (select count(*) from (
      select 1 from public.support_tickets t
      where t.assigned_to = auth.uid() and t.status in ('open', 'pending') limit 1000) x),
    'unassigned', (select count(*) from (
      select 1 from public.support_tickets t where t.assigned_to is null and t.status = 'open' limit 1000) x),
    'urgent', (select count(*) from (
      select 1 from public.support_tickets t where t.status = 'open' and t.priority_rank = 4 limit 1000) x))
$$;
comment on function public.ticket_counts() is 'How many tickets wait, by status; 1000 stands for 1000 or more.';
grant execute on function public.ticket_counts() to authenticated;

create function public.list_tickets(p_filter jsonb, p_before jsonb, p_limit integer) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  v_limit integer := least(greatest(coalesce(p_limit, 50), 1), 100);
  v_ids uuid[];
  v_shown uuid[];
begin
  perform public.require_staff_role('support', 'privacy', 'admin');
  v_ids := public.ticket_ids(coalesce(p_filter, '{}'), p_before, v_limit + 1);
  v_shown := v_ids[1:v_limit];
  return jsonb_build_object(
    'tickets', (select coalesce(jsonb_agg(public.ticket_row(t) order by x.place), '[]')
                from unnest(v_shown) with ordinality x (id, place) join public.support_tickets t on t.id = x.id),
    'next', (select case when p_filter ->> 'sort' = 'urgent'
                      then jsonb_build_object('rank', t.priority_rank, 'at', t.created_at, 'id', t.id)
                      else jsonb_build_object('at', t.last_activity_at, 'id', t.id) end
             from public.support_tickets t
             where cardinality(v_ids) > v_limit and t.id = v_shown[v_limit]),
    'counts', public.ticket_counts());
end
$$;
comment on function public.list_tickets(jsonb, jsonb, integer) is
  'A page of the queue with counts. filter: status (open|pending|resolved|closed|unsettled|all), priority, category, sentiment, assigned (me|none|staff id), customer_id, search (T-1042, words, name or number), calling_code, sort (recent|urgent). before: the `next` of the page before; null in `next` ends the list.';
grant execute on function public.list_tickets(jsonb, jsonb, integer) to authenticated;

create function public.read_ticket(p_ticket_id uuid) returns jsonb
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
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', x.id, 'author', x.author, 'author_id', x.author_id,
        'author_name', (select f.display_name from public.staff f where f.user_id = x.author_id),
        'by_me', x.author_id is not distinct from auth.uid(), 'audience', x.audience, 'body', x.body,
        'file_message_ids', to_jsonb(x.file_message_ids), 'message_id', x.message_id,
        'state', m.state, 'state_reason', m.state_reason, 'created_at', x.created_at) order by x.created_at, x.id), '[]')
      from (select n.* from public.ticket_messages n where n.ticket_id = p_ticket_id
            order by n.created_at desc, n.id desc limit 500) x
      left join public.chat_messages m on m.id = x.message_id),
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
  'A ticket with its thread (newest 500), what delivery says of each reply, whether a reply may leave now (reply.refusal, the gate''s word; reply null: no open conversation) and the customer''s other tickets.';
grant execute on function public.read_ticket(uuid) to authenticated;
