-- Requests whose end or extension the person has not heard of: the law asks for it (GDPR Art. 12(3) and (4)), so they
-- are a view of the queue with a count of its own, and do not wait to be found among the closed ones.

create index privacy_request_events_untold_idx on public.privacy_request_events (request_id) where event = 'not_told';

create function public.untold_requests() returns setof uuid
language sql stable set search_path = '' set enable_seqscan = off
as $$
  select distinct e.request_id
  from public.privacy_request_events e join public.privacy_requests r on r.id = e.request_id
  where e.event = 'not_told' and r.state <> 'merged'
    -- That it takes longer is said by its end as well; that it ended holds only once it has.
    and (e.detail ->> 'about' = 'extended') = (r.closed_at is null)
    and not exists (
      select 1 from public.privacy_request_events l
      where l.request_id = e.request_id and l.event in ('telling', 'told', 'not_told')
        and l.detail ->> 'about' = e.detail ->> 'about' and (l.at, l.id) > (e.at, e.id))
  limit 1000
$$;
comment on function public.untold_requests() is
  'Requests whose person could not be told of the end or the extension, and has not been since; at most 1,000. Granted to nobody.';
revoke all on function public.untold_requests() from public;

create or replace function public.privacy_request_counts() returns jsonb
language sql stable set search_path = '' set enable_seqscan = off
as $$
  select jsonb_build_object(
    'open', count(*),
    'overdue', count(*) filter (where r.paused_at is null and r.due_at < now()),
    'due_soon', count(*) filter (where r.paused_at is null and r.due_at between now() and now() + interval '7 days'),
    'paused', count(*) filter (where r.paused_at is not null),
    'mine', count(*) filter (where r.assigned_to = auth.uid()),
    'unassigned', count(*) filter (where r.assigned_to is null),
    'untold', (select count(*) from public.untold_requests()))
  from (select x.* from public.privacy_requests x
        where x.state in ('received', 'identity_check', 'ready', 'in_progress') order by x.due_at, x.id limit 1000) r
$$;

create or replace function public.list_privacy_requests(p_filter jsonb, p_after jsonb, p_limit integer) returns jsonb
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
  v_untold uuid[] := case when p_filter ->> 'show' = 'untold' then array(select public.untold_requests()) end;
  v_ids uuid[];
  v_shown uuid[];
begin
  perform public.require_staff_role('privacy', 'admin');
  if v_show not in ('open', 'overdue', 'due_soon', 'paused', 'untold', 'closed', 'all') then
    raise exception 'unknown_filter' using errcode = '22023';
  end if;
  if v_search is not null and v_number is null then
    v_customers := public.search_customers(v_search, coalesce(p_filter ->> 'calling_code', ''));
  end if;
  if v_show in ('untold', 'closed', 'all') then
    v_ids := array(
      select r.id from public.privacy_requests r
      where (v_show <> 'closed' or r.closed_at is not null) and (v_untold is null or r.id = any (v_untold))
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
                      'at', case when v_show in ('untold', 'closed', 'all') then coalesce(r.closed_at, r.received_at) else r.due_at end)
             from public.privacy_requests r where cardinality(v_ids) > v_limit and r.id = v_shown[v_limit]),
    'counts', public.privacy_request_counts());
end
$$;
comment on function public.list_privacy_requests(jsonb, jsonb, integer) is
  'A page of the queue: open ones by their last day, untold and closed ones newest first. filter: show, kind, state, assigned (me, none, a staff id), customer_id, search, calling_code.';
