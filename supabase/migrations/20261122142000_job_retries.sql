-- Trying failed work again. A person claims the failed run's row; what is then announced is the subject's own
-- unfinished work, by the path redrive uses, so a click twice, or by two people, does nothing twice.

create function public.work_left(p_run public.job_runs) returns boolean
language sql stable set search_path = ''
as $$
  select case
    when p_run.subject_kind = 'session' and p_run.function_id = 'agent-turn' then exists (
      select 1 from public.chat_sessions s where s.id = p_run.subject_id and s.pending_turn_seq is not null)
    when p_run.subject_kind = 'message' and p_run.function_id = 'send-message' then exists (
      select 1 from public.chat_messages m where m.id = p_run.subject_id and m.state in ('queued', 'failed'))
    when p_run.subject_kind = 'event' and p_run.function_id = 'reprocess-event' then exists (
      select 1 from public.wa_events e where e.id = p_run.subject_id and e.status = 'parked')
    else true end
$$;
comment on function public.work_left(public.job_runs) is
  'Whether the run''s subject still waits for this job. Jobs not named here find their own work when they are woken.';

create function public.retry_job_runs(p_run_ids text[], p_retryable text[]) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('admin');
  v_run public.job_runs;
  v_claimed public.job_runs[] := '{}';
  v_settled text[] := '{}';
  v_refused integer := 0;
begin
  for v_run in
    select r.* from public.job_runs r
    where r.run_id = any (p_run_ids[1:500]) and r.retried_at is null and r.seen_at is null
      and (r.is_failure or (r.finished_at is null and r.lease_until < clock_timestamp()))
    order by r.run_id for update
  loop
    if not (v_run.function_id = any (p_retryable)) then
      v_refused := v_refused + 1;
    elsif not public.work_left(v_run) then
      v_settled := v_settled || v_run.run_id;
    else
      v_claimed := v_claimed || v_run;
    end if;
  end loop;
  update public.job_runs r set retried_at = clock_timestamp(), retried_by = v_me, updated_at = clock_timestamp()
  where r.run_id in (select c.run_id from unnest(v_claimed) c);
  update public.job_runs r set seen_at = clock_timestamp(), seen_by = v_me, updated_at = clock_timestamp()
  where r.run_id = any (v_settled);
  perform public.retry_failed_sends(array(
    select distinct c.subject_id from unnest(v_claimed) c where c.function_id = 'send-message' and c.subject_kind = 'message'));
  perform public.request_reprocessing(array(
    select distinct c.subject_id from unnest(v_claimed) c where c.function_id = 'reprocess-event' and c.subject_kind = 'event'));
  perform public.audit('job_runs_retried', 'job_run', null, jsonb_build_object(
    'run_ids', (select coalesce(jsonb_agg(c.run_id), '[]') from unnest(v_claimed) c), 'settled_run_ids', to_jsonb(v_settled)));
  return jsonb_build_object(
    'claimed', (select coalesce(jsonb_agg(distinct jsonb_build_object(
        'function_id', c.function_id, 'subject_kind', c.subject_kind, 'subject_id', c.subject_id)), '[]') from unnest(v_claimed) c),
    'retried', cardinality(v_claimed), 'settled', cardinality(v_settled), 'refused', v_refused);
end
$$;
comment on function public.retry_job_runs(text[], text[]) is
  'Claims failed or lost runs to be tried again and returns the work to announce, once a subject. settled: nothing was left to do; refused: not among the jobs that can be woken. A run is claimed once, whoever asks and however often.';
grant execute on function public.retry_job_runs(text[], text[]) to authenticated;

create function public.runs_of_cause(p_cause jsonb, p_limit integer) returns text[]
language sql stable set search_path = '' set plan_cache_mode = force_custom_plan
as $$
  select array(
    select r.run_id from public.job_runs r
    where r.function_id = p_cause ->> 'function_id' and r.started_at >= (p_cause ->> 'since')::timestamptz
      and r.retried_at is null and r.seen_at is null
      and case when p_cause ->> 'error_class' = 'lost' then r.finished_at is null and r.lease_until < now()
          else r.is_failure and r.error_class = p_cause ->> 'error_class'
               and r.error_code is not distinct from p_cause ->> 'error_code' end
    order by r.started_at, r.run_id limit p_limit)
$$;
comment on function public.runs_of_cause(jsonb, integer) is
  'Open failures of one cause (function_id, error_class, error_code, since), oldest first. For use inside other functions: granted to nobody.';

create function public.retry_job_failures(p_cause jsonb, p_retryable text[], p_limit integer default 50) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_ids text[];
  v_result jsonb;
begin
  perform public.require_staff_role('admin');
  v_ids := public.runs_of_cause(p_cause, least(greatest(p_limit, 1), 200));
  v_result := public.retry_job_runs(v_ids, p_retryable);
  return v_result || jsonb_build_object('remaining', cardinality(public.runs_of_cause(p_cause, 10000)));
end
$$;
comment on function public.retry_job_failures(jsonb, text[], integer) is
  'Tries the oldest failures of one cause again, some at a time so that the asker can show progress; remaining says how many are left.';
grant execute on function public.retry_job_failures(jsonb, text[], integer) to authenticated;

create function public.mark_job_failures_seen(p_run_ids text[], p_cause jsonb default null) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('admin');
  v_ids text[] := coalesce(p_run_ids, '{}');
begin
  if p_cause is not null then
    v_ids := v_ids || public.runs_of_cause(p_cause, 10000);
  end if;
  with marked as (
    update public.job_runs r set seen_at = clock_timestamp(), seen_by = v_me, updated_at = clock_timestamp()
    where r.run_id = any (v_ids) and r.retried_at is null and r.seen_at is null
      and (r.is_failure or (r.finished_at is null and r.lease_until < clock_timestamp()))
    returning r.run_id)
  select coalesce(array_agg(m.run_id), '{}') into v_ids from marked m;
  perform public.audit('job_failures_seen', 'job_run', null, jsonb_build_object('run_ids', to_jsonb(v_ids[:500]), 'count', cardinality(v_ids)));
  return cardinality(v_ids);
end
$$;
comment on function public.mark_job_failures_seen(text[], jsonb) is
  'Puts failures away that need no retry, by id or by cause. Returns how many were open.';
grant execute on function public.mark_job_failures_seen(text[], jsonb) to authenticated;

create function public.unmark_job_failures_seen(p_since timestamptz, p_cause jsonb) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('admin');
  v_count integer;
begin
  update public.job_runs r set seen_at = null, seen_by = null, updated_at = clock_timestamp()
  where r.function_id = p_cause ->> 'function_id' and r.seen_by = v_me and r.seen_at >= p_since and r.retried_at is null
    and (p_cause ->> 'error_class' = 'lost' and r.finished_at is null
         or r.error_class = p_cause ->> 'error_class' and r.error_code is not distinct from p_cause ->> 'error_code');
  get diagnostics v_count = row_count;
  perform public.audit('job_failures_reopened', 'job_run', null, p_cause || jsonb_build_object('count', v_count));
  return v_count;
end
$$;
comment on function public.unmark_job_failures_seen(timestamptz, jsonb) is
  'Takes one''s own marking as seen back, from that moment on.';
grant execute on function public.unmark_job_failures_seen(timestamptz, jsonb) to authenticated;
