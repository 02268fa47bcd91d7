-- Fetching a file can be tried again from the jobs page like any other work.

create or replace function public.work_left(p_run public.job_runs) returns boolean
language sql stable set search_path = ''
as $$
  select case
    when p_run.subject_kind = 'session' and p_run.function_id = 'agent-turn' then exists (
      select 1 from public.chat_sessions s where s.id = p_run.subject_id and s.pending_turn_seq is not null)
    when p_run.subject_kind = 'message' and p_run.function_id = 'send-message' then exists (
      select 1 from public.chat_messages m where m.id = p_run.subject_id and m.state in ('queued', 'failed'))
    when p_run.subject_kind = 'event' and p_run.function_id = 'reprocess-event' then exists (
      select 1 from public.wa_events e where e.id = p_run.subject_id and e.status = 'parked')
    when p_run.function_id = 'store-media' then exists (
      -- Woken by intake, a run is about the message; by redrive, about the file.
      select 1 from public.chat_media f
      where (f.id = p_run.subject_id or f.message_id = p_run.subject_id) and f.status in ('pending', 'failed'))
    else true end
$$;
comment on function public.work_left(public.job_runs) is
  'Whether the run''s subject still waits for this job. Jobs not named here find their own work when they are woken.';

create or replace function public.retry_job_runs(p_run_ids text[], p_retryable text[]) returns jsonb
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
  perform public.reset_media_fetch(array(
    select distinct c.subject_id from unnest(v_claimed) c where c.function_id = 'store-media' and c.subject_id is not null));
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
