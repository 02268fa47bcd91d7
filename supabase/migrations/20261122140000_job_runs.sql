-- What every job did, written by the job itself through one function: a row a run, a small record a request.
-- Ids, names of steps and classes of errors only; nothing here is ever read by the jobs.

create table public.job_runs (
  run_id text primary key check (run_id ~ '^[0-9A-Za-z_-]{1,64}$'),
  function_id text not null check (length(function_id) between 1 and 120),
  event_name text check (length(event_name) <= 120),
  subject_kind text check (subject_kind ~ '^[a-z_]{1,40}$'),
  subject_id uuid,
  state text not null check (state in ('running', 'retrying', 'completed', 'failed', 'dead')),
  attempts integer not null default 1,
  max_attempts integer,
  steps_done integer not null default 0,
  steps_failed integer not null default 0,
  step_gave_up boolean not null default false,
  outcome text check (length(outcome) <= 60),
  error_class text check (length(error_class) <= 80),
  error_code text check (length(error_code) <= 80),
  failed_step text check (length(failed_step) <= 120),
  requests jsonb not null default '[]',
  app_version text,
  started_at timestamptz not null,
  finished_at timestamptz,
  lease_until timestamptz not null,
  retried_at timestamptz,
  retried_by uuid references public.staff (user_id) on delete set null,
  seen_at timestamptz,
  seen_by uuid references public.staff (user_id) on delete set null,
  updated_at timestamptz not null default now(),
  is_failure boolean not null generated always as (finished_at is not null and error_class is not null) stored,
  check ((subject_kind is null) = (subject_id is null))
);
comment on table public.job_runs is
  'One row a run of a job, from the job engine''s own hooks. failed: the error cannot pass; dead: every attempt is used up; a run that reports nothing until lease_until is lost, which is asked, never stored.';
comment on column public.job_runs.step_gave_up is
  'A step failed for good. A run that completed all the same went another way (a person got the conversation) and still counts among the failures.';
comment on column public.job_runs.requests is
  'The newest 40 requests of the engine: when, which attempt, and per step name, offset, duration and class of error.';
create index job_runs_newest_first_idx on public.job_runs (started_at desc, run_id desc);
create index job_runs_of_function_idx on public.job_runs (function_id, started_at desc, run_id desc);
create index job_runs_of_state_idx on public.job_runs (state, started_at desc, run_id desc);
create index job_runs_of_subject_idx on public.job_runs (subject_id, started_at desc, run_id desc) where subject_id is not null;
create index job_runs_failures_idx on public.job_runs (started_at desc, run_id desc) where is_failure;
create index job_runs_open_failures_idx on public.job_runs (function_id, error_class, error_code, started_at desc)
  where is_failure and retried_at is null and seen_at is null;
create index job_runs_unfinished_idx on public.job_runs (lease_until) where finished_at is null;

alter table public.job_runs enable row level security;
create policy "admins read job runs" on public.job_runs for select to authenticated
  using ((select public.current_staff_role()) = 'admin');
grant select on public.job_runs to authenticated;
grant select, delete on public.job_runs to service_role;

create function public.record_job_run(p_run jsonb) returns void
language sql security definer set search_path = ''
as $$
  insert into public.job_runs as r
    (run_id, function_id, event_name, subject_kind, subject_id, state, attempts, max_attempts, steps_done, steps_failed,
     step_gave_up, outcome, error_class, error_code, failed_step, requests, app_version, started_at, finished_at, lease_until)
  select
    p_run ->> 'run_id', p_run ->> 'function_id', p_run ->> 'event_name', p_run ->> 'subject_kind', (p_run ->> 'subject_id')::uuid,
    case when p_run ->> 'state' = 'failed' and (p_run ->> 'attempt')::integer >= (p_run ->> 'max_attempts')::integer
         then 'dead' else p_run ->> 'state' end,
    (p_run ->> 'attempt')::integer, (p_run ->> 'max_attempts')::integer,
    coalesce((p_run ->> 'steps_done')::integer, 0), coalesce((p_run ->> 'steps_failed')::integer, 0),
    coalesce((p_run ->> 'step_gave_up')::boolean, false), p_run ->> 'outcome',
    p_run #>> '{error,class}', p_run #>> '{error,code}', p_run #>> '{error,step}',
    case when jsonb_typeof(p_run -> 'request') = 'object' then jsonb_build_array(p_run -> 'request') else '[]' end,
    p_run ->> 'app_version', (p_run ->> 'started_at')::timestamptz,
    case when p_run ->> 'state' in ('completed', 'failed') then clock_timestamp() end,
    clock_timestamp() + (p_run ->> 'lease_ms')::bigint * interval '1 millisecond'
  on conflict (run_id) do update set
    attempts = greatest(r.attempts, excluded.attempts),
    max_attempts = coalesce(excluded.max_attempts, r.max_attempts),
    steps_done = r.steps_done + excluded.steps_done,
    steps_failed = r.steps_failed + excluded.steps_failed,
    step_gave_up = r.step_gave_up or excluded.step_gave_up,
    requests = case when jsonb_array_length(r.requests) >= 40 then (r.requests - 0) else r.requests end || excluded.requests,
    started_at = least(r.started_at, excluded.started_at),
    app_version = coalesce(excluded.app_version, r.app_version),
    -- A report that comes late, from a request that was given up, opens no run that has ended.
    finished_at = coalesce(r.finished_at, excluded.finished_at),
    outcome = coalesce(excluded.outcome, r.outcome),
    lease_until = greatest(r.lease_until, excluded.lease_until),
    state = case
      when r.finished_at is not null then r.state
      when excluded.state in ('failed', 'dead') and greatest(r.attempts, excluded.attempts) >= coalesce(excluded.max_attempts, r.max_attempts) then 'dead'
      else excluded.state end,
    -- The step that gave up knows its own cause; the run's error afterwards is only its echo.
    error_class = case
      when r.finished_at is not null then r.error_class
      when excluded.state = 'completed' and not (r.step_gave_up or excluded.step_gave_up) then null
      when excluded.error_class is null or (r.step_gave_up and excluded.failed_step is null) then r.error_class
      else excluded.error_class end,
    error_code = case
      when r.finished_at is not null then r.error_code
      when excluded.state = 'completed' and not (r.step_gave_up or excluded.step_gave_up) then null
      when excluded.error_class is null or (r.step_gave_up and excluded.failed_step is null) then r.error_code
      else excluded.error_code end,
    failed_step = case
      when r.finished_at is not null then r.failed_step
      when excluded.state = 'completed' and not (r.step_gave_up or excluded.step_gave_up) then null
      when excluded.error_class is null or (r.step_gave_up and excluded.failed_step is null) then r.failed_step
      else excluded.failed_step end,
    updated_at = clock_timestamp()
$$;
comment on function public.record_job_run(jsonb) is
  'One report of a run: its start, the end of one request of the engine, or its end. Reports of one run may come in any order and more than once.';
revoke all on function public.record_job_run(jsonb) from public;
grant execute on function public.record_job_run(jsonb) to service_role;

create function public.job_run_state(p_run public.job_runs) returns text
language sql stable set search_path = ''
as $$
  select case when p_run.finished_at is null and p_run.lease_until < now() then 'lost' else p_run.state end
$$;
comment on function public.job_run_state(public.job_runs) is
  'The state as shown: a run that should have reported by now is lost.';
grant execute on function public.job_run_state(public.job_runs) to authenticated;
