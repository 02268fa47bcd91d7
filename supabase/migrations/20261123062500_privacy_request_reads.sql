-- What the queue and the page of a request show.

create function public.privacy_request_row(p_request public.privacy_requests) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'id', p_request.id, 'reference', public.privacy_reference(p_request.number), 'kind', p_request.kind,
    'channel', p_request.channel, 'state', p_request.state, 'customer_id', p_request.customer_id,
    'customer_name', c.display_name, 'erased', c.erased_at is not null,
    'customer_number', (select public.masked_phone(i.value) from public.customer_identities i
                        where i.customer_id = c.id and i.kind = 'phone' and i.valid_to is null),
    'received_at', p_request.received_at, 'due_at', p_request.due_at, 'paused_at', p_request.paused_at,
    'paused_days', p_request.paused_days, 'extended_at', p_request.extended_at,
    'identity_verified_at', p_request.identity_verified_at, 'closed_at', p_request.closed_at,
    'assigned_to', p_request.assigned_to,
    'assigned_name', (select f.display_name from public.staff f where f.user_id = p_request.assigned_to),
    'held', public.is_held(c.id),
    'merged_count', (select count(*) from public.privacy_requests m where m.merged_into = p_request.id))
  from public.customers c
  where c.id = p_request.customer_id
$$;
comment on function public.privacy_request_row(public.privacy_requests) is
  'One request as the queue shows it, the number masked. For use inside other functions: granted to nobody.';
revoke all on function public.privacy_request_row(public.privacy_requests) from public;

create function public.privacy_request_counts() returns jsonb
language sql stable set search_path = '' set enable_seqscan = off
as $$
  select jsonb_build_object(
    'open', count(*),
    'overdue', count(*) filter (where r.paused_at is null and r.due_at < now()),
    'due_soon', count(*) filter (where r.paused_at is null and r.due_at between now() and now() + interval '7 days'),
    'paused', count(*) filter (where r.paused_at is not null),
    'mine', count(*) filter (where r.assigned_to = auth.uid()),
    'unassigned', count(*) filter (where r.assigned_to is null))
  from (select x.* from public.privacy_requests x
        where x.state in ('received', 'identity_check', 'ready', 'in_progress') order by x.due_at, x.id limit 1000) r
$$;
comment on function public.privacy_request_counts() is 'How many open requests wait, by what is wrong with them; at most 1,000 are counted. Granted to nobody.';
revoke all on function public.privacy_request_counts() from public;

create function public.list_privacy_requests(p_filter jsonb, p_after jsonb, p_limit integer) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
declare
  v_limit integer := least(greatest(coalesce(p_limit, 50), 1), 100);
  v_show text := coalesce(p_filter ->> 'show', 'open');
  v_kind text := p_filter ->> 'kind';
  v_state text := p_filter ->> 'state';
  v_assigned text := p_filter ->> 'assigned';
  v_assignee uuid := case when v_assigned = 'me' then auth.uid()
                          when v_assigned is not null and v_assigned <> 'none' then v_assigned::uuid end;
  v_customer uuid := (p_filter ->> 'customer_id')::uuid;
  v_search text := nullif(btrim(p_filter ->> 'search'), '');
  v_number bigint := case when v_search ~* '^PR-?[0-9]{1,12}$' then regexp_replace(v_search, '\D', '', 'g')::bigint end;
  v_customers uuid[];
  v_ids uuid[];
  v_shown uuid[];
begin
  perform public.require_staff_role('privacy', 'admin');
  if v_show not in ('open', 'overdue', 'due_soon', 'paused', 'closed', 'all') then
    raise exception 'unknown_filter' using errcode = '22023';
  end if;
  if v_search is not null and v_number is null then
    v_customers := public.search_customers(v_search, coalesce(p_filter ->> 'calling_code', ''));
  end if;
  if v_show in ('closed', 'all') then
    v_ids := array(
      select r.id from public.privacy_requests r
      where (v_show = 'all' or r.closed_at is not null)
        and (v_kind is null or r.kind = v_kind) and (v_state is null or r.state = v_state)
        and (v_assigned is null or r.assigned_to is not distinct from v_assignee)
        and (v_customer is null or r.customer_id = v_customer) and (v_number is null or r.number = v_number)
        and (v_customers is null or r.customer_id = any (v_customers))
        and (p_after is null or (coalesce(r.closed_at, r.received_at), r.id)
                                < ((p_after ->> 'at')::timestamptz, (p_after ->> 'id')::uuid))
      order by coalesce(r.closed_at, r.received_at) desc, r.id desc limit v_limit + 1);
  else
    v_ids := array(
      select r.id from public.privacy_requests r
      where r.state in ('received', 'identity_check', 'ready', 'in_progress')
        and (v_show <> 'overdue' or (r.paused_at is null and r.due_at < now()))
        and (v_show <> 'due_soon' or (r.paused_at is null and r.due_at between now() and now() + interval '7 days'))
        and (v_show <> 'paused' or r.paused_at is not null)
        and (v_kind is null or r.kind = v_kind) and (v_state is null or r.state = v_state)
        and (v_assigned is null or r.assigned_to is not distinct from v_assignee)
        and (v_customer is null or r.customer_id = v_customer) and (v_number is null or r.number = v_number)
        and (v_customers is null or r.customer_id = any (v_customers))
        and (p_after is null or (r.due_at, r.id) > ((p_after ->> 'at')::timestamptz, (p_after ->> 'id')::uuid))
      order by r.due_at, r.id limit v_limit + 1);
  end if;
  v_shown := v_ids[1:v_limit];
  return jsonb_build_object(
    'rows', (select coalesce(jsonb_agg(public.privacy_request_row(r) order by x.place), '[]')
             from unnest(v_shown) with ordinality x (id, place) join public.privacy_requests r on r.id = x.id),
    'next', (select jsonb_build_object('id', r.id,
                      'at', case when v_show in ('closed', 'all') then coalesce(r.closed_at, r.received_at) else r.due_at end)
             from public.privacy_requests r where cardinality(v_ids) > v_limit and r.id = v_shown[v_limit]),
    'counts', public.privacy_request_counts());
end
$$;
comment on function public.list_privacy_requests(jsonb, jsonb, integer) is
  'A page of the queue: open ones by their last day, closed ones newest first. filter: show, kind, state, assigned (me, none, a staff id), customer_id, search, calling_code.';
revoke all on function public.list_privacy_requests(jsonb, jsonb, integer) from public;
grant execute on function public.list_privacy_requests(jsonb, jsonb, integer) to authenticated;
create index privacy_requests_newest_idx on public.privacy_requests (coalesce(closed_at, received_at) desc, id desc);

create function public.read_privacy_request(p_request_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_request public.privacy_requests;
begin
  perform public.require_staff_role('privacy', 'admin');
  select r.* into v_request from public.privacy_requests r where r.id = p_request_id;
  if v_request.id is null then
    raise exception 'request_not_found' using errcode = 'PT404';
  end if;
  return public.privacy_request_row(v_request) || jsonb_build_object(
    'opened_at', v_request.opened_at, 'session_id', v_request.session_id,
    'opened_by_name', (select f.display_name from public.staff f where f.user_id = v_request.opened_by),
    'wish', coalesce(v_request.wish, (
      select string_agg(m.rendered_text, e'\n' order by m.seq) from public.chat_messages m join public.agent_turns t on t.id = v_request.turn_id
      where m.session_id = t.session_id and m.seq > t.from_seq and m.seq <= t.upto_seq and m.direction = 'inbound' and m.deleted_at is null)),
    'extension', case when v_request.extended_at is not null then jsonb_build_object(
      'reason', v_request.extension_reason, 'told', v_request.extension_told) end,
    'refused_reason', v_request.refused_reason, 'outcome', v_request.outcome,
    'merged_into', (select jsonb_build_object('id', o.id, 'reference', public.privacy_reference(o.number))
                    from public.privacy_requests o where o.id = v_request.merged_into),
    'clock', jsonb_build_object(
      'received_on', (v_request.received_at at time zone 'Africa/Kampala')::date,
      'today', (now() at time zone 'Africa/Kampala')::date,
      'due_on', (v_request.due_at at time zone 'Africa/Kampala')::date,
      'due_if_extended_on', public.privacy_due_date(v_request.received_at, v_request.paused_days, true),
      'pauses', (select coalesce(jsonb_agg(jsonb_build_object(
          'from', (p.at at time zone 'Africa/Kampala')::date, 'reason', p.detail ->> 'reason',
          'until', (select (u.at at time zone 'Africa/Kampala')::date from public.privacy_request_events u
                    where u.request_id = p.request_id and u.event in ('resumed', 'refused', 'withdrawn') and u.at > p.at
                    order by u.at limit 1)) order by p.at), '[]')
        from public.privacy_request_events p where p.request_id = v_request.id and p.event = 'paused')),
    'identity', (select coalesce(jsonb_agg(jsonb_build_object(
        'id', k.id, 'method', k.method, 'state', case when k.state = 'open' and k.expires_at < now() then 'expired' else k.state end,
        'attempts', k.attempts, 'expires_at', k.expires_at, 'created_at', k.created_at, 'settled_at', k.settled_at,
        'how', k.manual_how, 'evidence', k.evidence,
        'message_state', (select m.state from public.chat_messages m where m.id = k.message_id),
        'by_name', (select f.display_name from public.staff f where f.user_id = k.made_by)) order by k.created_at desc, k.id), '[]')
      from public.identity_checks k where k.request_id = v_request.id),
    'code_refusal', coalesce((
      select coalesce(public.send_refusal(s.id, 'bot', 'privacy'), '') from public.chat_sessions s
      where s.customer_id = v_request.customer_id and s.status = 'active'
      order by s.wa_window_expires_at desc nulls last, s.id limit 1), 'window_closed'),
    'identities', (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'kind', i.kind,
        'masked', public.masked_identity(i.kind, i.value), 'valid_from', i.valid_from, 'valid_to', i.valid_to)
        order by i.valid_to desc nulls first, i.kind, i.valid_from desc), '[]')
      from public.customer_identities i where i.customer_id = v_request.customer_id),
    'customer', (select jsonb_build_object('locale', c.locale, 'consent', c.consent_status, 'marketing', c.marketing_status)
      from public.customers c where c.id = v_request.customer_id),
    'merged', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'reference', public.privacy_reference(m.number),
        'channel', m.channel, 'received_at', m.received_at, 'wish', m.wish) order by m.received_at, m.id), '[]')
      from public.privacy_requests m where m.merged_into = v_request.id),
    'notes', (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'body', n.body, 'at', n.created_at,
        'by_name', (select f.display_name from public.staff f where f.user_id = n.author_id)) order by n.created_at desc, n.id), '[]')
      from (select x.* from public.privacy_request_notes x where x.request_id = v_request.id
            order by x.created_at desc limit 200) n),
    'history', (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'event', e.event, 'detail', e.detail, 'at', e.at,
        'by_name', (select f.display_name from public.staff f where f.user_id = e.by_staff),
        'to_name', (select f.display_name from public.staff f where f.user_id = (e.detail ->> 'staff_id')::uuid))
        order by e.at desc, e.id), '[]')
      from (select x.* from public.privacy_request_events x where x.request_id = v_request.id
            order by x.at desc limit 200) e),
    'exports', public.privacy_export_rows(v_request.id));
end
$$;
comment on function public.read_privacy_request(uuid) is
  'Everything that the page of one request shows. wish: what was asked, else the messages that the turn answered. code_refusal: why no message can be sent now, empty when one can.';
revoke all on function public.read_privacy_request(uuid) from public;
grant execute on function public.read_privacy_request(uuid) to authenticated;

create function public.find_customers_for_request(p_query text, p_calling_code text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform public.require_staff_role('privacy', 'admin');
  return (
    select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.display_name,
      'number', (select public.masked_phone(i.value) from public.customer_identities i
                 where i.customer_id = c.id and i.kind = 'phone' and i.valid_to is null),
      'last_message_at', c.last_at,
      'open_kinds', (select coalesce(jsonb_agg(r.kind order by r.kind), '[]') from public.privacy_requests r
                     where r.customer_id = c.id and public.privacy_request_is_open(r.state)))
      order by c.last_at desc nulls last, c.id), '[]')
    from (select x.id, x.display_name, (select max(s.last_message_at) from public.chat_sessions s where s.customer_id = x.id) as last_at
          from public.customers x
          where x.id = any (public.search_customers(p_query, p_calling_code)) and x.erased_at is null
          order by last_at desc nulls last, x.id limit 10) c);
end
$$;
comment on function public.find_customers_for_request(text, text) is
  'Up to ten customers by name or number, the latest to write first, with what they have open already.';
revoke all on function public.find_customers_for_request(text, text) from public;
grant execute on function public.find_customers_for_request(text, text) to authenticated;

create or replace function public.navigation_badges() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_role text := public.current_staff_role();
begin
  perform public.require_staff_role('support', 'privacy', 'admin');
  return jsonb_strip_nulls(jsonb_build_object(
    'sessions', (select count(*) from (
      select 1 from public.chat_sessions s where s.owner = 'human' and s.status = 'active' limit 1000) x),
    'tickets', (select count(*) from (
      select 1 from public.support_tickets t where t.status = 'open' limit 1000) x),
    'requests', case when v_role in ('privacy', 'admin') then (select count(*) from (
      select 1 from public.privacy_requests r
      where r.state in ('received', 'identity_check', 'ready', 'in_progress') and r.paused_at is null limit 1000) x) end,
    'jobs', case when v_role = 'admin' then (select count(*) from (
      select 1 from public.job_runs r where r.is_failure and r.retried_at is null and r.seen_at is null limit 1000) x) end,
    'parked', case when v_role = 'admin' then (select count(*) from (
      select 1 from public.wa_events e where e.status = 'parked' limit 1000) x) end));
end
$$;
