-- What the console asks about jobs. For admins, who are on call.

create function public.job_run_row(p_run public.job_runs) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'run_id', p_run.run_id, 'function_id', p_run.function_id, 'event_name', p_run.event_name,
    'subject_kind', p_run.subject_kind, 'subject_id', p_run.subject_id,
    'session_id', case p_run.subject_kind
      when 'session' then p_run.subject_id
      when 'message' then (select m.session_id from public.chat_messages m where m.id = p_run.subject_id) end,
    'state', public.job_run_state(p_run), 'attempts', p_run.attempts, 'max_attempts', p_run.max_attempts,
    'steps_done', p_run.steps_done, 'steps_failed', p_run.steps_failed, 'step_gave_up', p_run.step_gave_up,
    'outcome', p_run.outcome, 'error_class', p_run.error_class, 'error_code', p_run.error_code,
    'failed_step', p_run.failed_step, 'app_version', p_run.app_version,
    'started_at', p_run.started_at, 'finished_at', p_run.finished_at,
    'duration_ms', (extract(epoch from p_run.finished_at - p_run.started_at) * 1000)::bigint,
    'retried_at', p_run.retried_at,
    'retried_by', (select f.display_name from public.staff f where f.user_id = p_run.retried_by),
    'seen_at', p_run.seen_at,
    'seen_by', (select f.display_name from public.staff f where f.user_id = p_run.seen_by))
$$;
comment on function public.job_run_row(public.job_runs) is 'One run as lists show it, with the conversation it was about.';
grant execute on function public.job_run_row(public.job_runs) to authenticated;

create function public.list_job_runs(p_filter jsonb default '{}', p_before jsonb default null, p_limit integer default 50)
returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
declare
  v_limit integer := least(greatest(p_limit, 1), 200);
  v_state text := p_filter ->> 'state';
  v_function text := p_filter ->> 'function';
  v_search text := nullif(btrim(p_filter ->> 'search'), '');
  v_subject uuid := (p_filter ->> 'subject')::uuid;
  v_from timestamptz := (p_filter ->> 'from')::timestamptz;
  v_class text := p_filter ->> 'error_class';
  v_code text := p_filter ->> 'error_code';
  v_run text;
  v_rows public.job_runs[];
begin
  perform public.require_staff_role('admin');
  if v_state is not null and v_state not in ('running', 'retrying', 'completed', 'failed', 'dead', 'lost', 'failure') then
    raise exception 'unknown_state' using errcode = '22023';
  end if;
  if v_search ~* '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' then
    v_subject := v_search::uuid;
  elsif v_search is not null then
    -- Anything else is read as the beginning of a run's id; what cannot be one finds nothing.
    v_run := upper(v_search);
  end if;
  v_rows := array(
    select r from public.job_runs r
    where (v_function is null or r.function_id = v_function)
      and (v_subject is null or r.subject_id = v_subject)
      and (v_run is null or (r.run_id >= v_run and r.run_id <= v_run || repeat('Z', 26)))
      and (v_from is null or r.started_at >= v_from)
      and (v_class is null or (r.is_failure and r.error_class = v_class and r.error_code is not distinct from v_code))
      and (v_state is null
           or (v_state = 'failure' and r.is_failure)
           or (v_state = 'lost' and r.finished_at is null and r.lease_until < now())
           or (v_state in ('running', 'retrying') and r.state = v_state and r.lease_until >= now())
           or (v_state in ('completed', 'failed', 'dead') and r.state = v_state))
      and (p_before is null or (r.started_at, r.run_id) < ((p_before ->> 'at')::timestamptz, p_before ->> 'id'))
    order by r.started_at desc, r.run_id desc limit v_limit + 1);
  return jsonb_build_object(
    'rows', (select coalesce(jsonb_agg(public.job_run_row(x) order by x.started_at desc, x.run_id desc), '[]')
             from unnest(v_rows[:v_limit]) x),
    'next', case when cardinality(v_rows) > v_limit
            then jsonb_build_object('at', (v_rows[v_limit]).started_at, 'id', (v_rows[v_limit]).run_id) end);
end
$$;
comment on function public.list_job_runs(jsonb, jsonb, integer) is
  'Runs, newest first, by keyset. filter: function, state (lost and failure included), subject, from, error_class with error_code, search (the beginning of a run''s id, or a subject''s id).';
grant execute on function public.list_job_runs(jsonb, jsonb, integer) to authenticated;

create function public.read_job_run(p_run_id text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_run public.job_runs;
  v_later public.job_runs;
begin
  perform public.require_staff_role('admin');
  select r.* into v_run from public.job_runs r where r.run_id = p_run_id;
  if v_run.run_id is null then
    raise exception 'run_not_found' using errcode = 'PT404';
  end if;
  if v_run.subject_id is not null then
    select r.* into v_later from public.job_runs r
    where r.subject_id = v_run.subject_id and r.function_id = v_run.function_id
      and (r.started_at, r.run_id) > (v_run.started_at, v_run.run_id)
    order by r.started_at desc, r.run_id desc limit 1;
  end if;
  return public.job_run_row(v_run) || jsonb_build_object(
    'requests', v_run.requests, 'lease_until', v_run.lease_until,
    'later', case when v_later.run_id is not null then public.job_run_row(v_later) end,
    'same_cause', case when v_run.is_failure then (
      select jsonb_build_object('runs', count(*), 'subjects', count(distinct x.subject_id), 'first_at', min(x.started_at))
      from (select r.subject_id, r.started_at from public.job_runs r
            where r.is_failure and r.retried_at is null and r.seen_at is null and r.function_id = v_run.function_id
              and r.error_class = v_run.error_class and r.error_code is not distinct from v_run.error_code
            limit 1000) x) end);
end
$$;
comment on function public.read_job_run(text) is
  'One run with its requests and steps, the newest later run of the same job on the same subject, and how much failed for the same cause.';
grant execute on function public.read_job_run(text) to authenticated;

create function public.job_failures(p_since timestamptz) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform public.require_staff_role('admin');
  return (
    with open_runs as materialized (
      (select r.function_id, r.error_class, r.error_code, r.failed_step, r.subject_id, r.run_id, r.started_at, r.state = 'completed' as went_on
       from public.job_runs r
       where r.is_failure and r.retried_at is null and r.seen_at is null and r.started_at >= p_since
       order by r.started_at desc limit 10000)
      union all
      (select r.function_id, 'lost', null, null, r.subject_id, r.run_id, r.started_at, false
       from public.job_runs r
       where r.finished_at is null and r.lease_until < now() and r.retried_at is null and r.seen_at is null
         and r.started_at >= p_since
       order by r.lease_until desc limit 10000)),
    causes as (
      select o.function_id, o.error_class, o.error_code, count(*) as runs, count(distinct o.subject_id) as subjects,
             min(o.started_at) as first_at, max(o.started_at) as last_at, bool_and(o.went_on) as went_on,
             (array_agg(o.run_id order by o.started_at desc, o.run_id desc))[1] as sample_run_id,
             (array_agg(o.failed_step order by o.started_at desc))[1] as failed_step
      from open_runs o group by o.function_id, o.error_class, o.error_code)
    select coalesce(jsonb_agg(to_jsonb(c) || jsonb_build_object('by_time', (
      select jsonb_agg(coalesce(b.n, 0) order by g.slot)
      from generate_series(1, 12) g (slot)
      left join (
        select width_bucket(extract(epoch from o.started_at), extract(epoch from p_since),
                            extract(epoch from now()) + 1, 12) as slot, count(*) as n
        from open_runs o
        where o.function_id = c.function_id and o.error_class = c.error_class and o.error_code is not distinct from c.error_code
        group by 1) b using (slot))) order by c.last_at desc, c.function_id), '[]')
    from causes c);
end
$$;
comment on function public.job_failures(timestamptz) is
  'Failed and lost runs that nobody has tried again or marked as seen, by job, class and code of the error, with their spread over twelve equal parts of the time asked for. Counted up to 10,000 runs.';
grant execute on function public.job_failures(timestamptz) to authenticated;

create function public.job_figures() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform public.require_staff_role('admin', 'support', 'privacy');
  return jsonb_build_object(
    'running', (select count(*) from (
      select 1 from public.job_runs r where r.finished_at is null and r.lease_until >= now() limit 1000) x),
    'lost', (select count(*) from (
      select 1 from public.job_runs r where r.finished_at is null and r.lease_until < now()
        and r.retried_at is null and r.seen_at is null limit 1000) x),
    'failures', (select count(*) from (
      select 1 from public.job_runs r where r.is_failure and r.retried_at is null and r.seen_at is null limit 1000) x),
    'completed_in_24h', (select count(*) from (
      select 1 from public.job_runs r where r.state = 'completed' and r.started_at > now() - interval '24 hours' limit 10000) x),
    'functions', (select coalesce(jsonb_agg(f.function_id order by f.function_id), '[]') from (
      -- One index step a job instead of a pass over all runs.
      with recursive f (function_id) as (
        (select r.function_id from public.job_runs r order by r.function_id limit 1)
        union all
        select (select r.function_id from public.job_runs r where r.function_id > f.function_id order by r.function_id limit 1)
        from f where f.function_id is not null)
      select f.function_id from f where f.function_id is not null) f));
end
$$;
comment on function public.job_figures() is
  'Counts for the head of the jobs page, each capped, and the ids of the jobs that have run.';
grant execute on function public.job_figures() to authenticated;
