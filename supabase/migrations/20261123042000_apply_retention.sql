-- Driving a run of retention: who begins one, and one batch after the other.

create function public.retire_batch(p_class text, p_settings jsonb, p_now timestamptz, p_position jsonb, p_limit integer)
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_before timestamptz := public.retention_limit(p_class, p_settings, p_now);
begin
  case p_class
    when 'sign_ins' then return public.retire_sign_ins(v_before, p_limit);
    when 'prompts' then return public.retire_owned('turn_prompts', 'created_at', 'true', v_before, p_position, p_limit);
    when 'events' then return public.retire_events(p_settings, p_now, p_position, p_limit);
    when 'messages' then return public.retire_messages(v_before, p_position, p_limit);
    when 'turns' then return public.retire_owned('agent_turns', 'finished_at', 't.state = ''finished''', v_before, p_position, p_limit);
    when 'summaries' then return public.retire_owned('session_summaries', 'created_at', 'true', v_before, p_position, p_limit);
    when 'tickets' then return public.retire_several(array[
      array['support_tickets', 'last_activity_at', 't.status in (''resolved'', ''closed'')'],
      array['customer_feedback', 'created_at', 'true'],
      array['session_notes', 'created_at', 'true']], v_before, p_position, p_limit);
    when 'requests' then return public.retire_owned('privacy_requests', 'updated_at',
      't.state in (''completed'', ''refused'', ''withdrawn'', ''merged'')', v_before, p_position, p_limit);
    when 'sessions' then return public.retire_sessions(v_before, p_position, p_limit);
    when 'customers' then return public.retire_customers(v_before, p_position, p_limit);
    when 'jobs' then return public.retire_jobs(v_before, p_position, p_limit);
    when 'audit' then return public.retire_audit(v_before, p_position, p_limit);
  end case;
end
$$;
comment on function public.retire_batch(text, jsonb, timestamptz, jsonb, integer) is
  'One batch of one class: {removed, kept, next}. Granted to nobody.';
revoke all on function public.retire_batch(text, jsonb, timestamptz, jsonb, integer) from public;

create function public.sum_counts(p_so_far jsonb, p_more jsonb) returns jsonb
language sql immutable set search_path = ''
as $$
  select p_so_far || coalesce((
    select jsonb_object_agg(x.key, coalesce((p_so_far ->> x.key)::bigint, 0) + x.value::bigint)
    from jsonb_each_text(coalesce(p_more, '{}')) x), '{}')
$$;
comment on function public.sum_counts(jsonb, jsonb) is 'Adds counts by name.';
revoke all on function public.sum_counts(jsonb, jsonb) from public;

create function public.claim_retention(p_settings jsonb, p_trigger text, p_now timestamptz default clock_timestamp())
returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  v_run public.retention_runs;
  -- 02:00 in Kampala: the last such moment that has passed.
  v_night timestamptz := date_trunc('day', p_now + interval '1 hour', 'UTC') - interval '1 hour';
begin
  perform pg_advisory_xact_lock(hashtextextended('claim_retention', 0));
  select r.* into v_run from public.retention_runs r where r.state <> 'finished' for update;
  if v_run.id is null then
    if p_trigger = 'schedule' and exists (
      select 1 from public.retention_runs r where r.trigger = 'schedule' and r.requested_at >= v_night) then
      return null;
    end if;
    if p_trigger = 'staff' then
      return null;
    end if;
    insert into public.retention_runs (trigger, requested_at) values (p_trigger, p_now) returning * into v_run;
  elsif v_run.state = 'running' and v_run.heartbeat_at > clock_timestamp() - interval '2 minutes' then
    return null;
  end if;
  update public.retention_runs r
  set state = 'running', heartbeat_at = clock_timestamp(), started_at = coalesce(r.started_at, clock_timestamp()),
      settings = coalesce(r.settings, p_settings), class = coalesce(r.class, (public.retention_classes())[1])
  where r.id = v_run.id;
  return v_run.id;
end
$$;
comment on function public.claim_retention(jsonb, text, timestamptz) is
  'The run to drive now: one that staff asked for, one whose driver has said nothing for two minutes, or tonight''s; null when there is none. settings: the days of each class.';
revoke all on function public.claim_retention(jsonb, text, timestamptz) from public;
grant execute on function public.claim_retention(jsonb, text, timestamptz) to service_role;

create function public.advance_retention(p_run_id uuid, p_limit integer default 500) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_run public.retention_runs;
  v_classes text[] := public.retention_classes();
  v_done jsonb;
  v_next text;
  v_removed bigint;
begin
  select r.* into v_run from public.retention_runs r where r.id = p_run_id for update;
  if v_run.id is null or v_run.state <> 'running' then
    return jsonb_build_object('state', coalesce(v_run.state, 'gone'), 'removed', 0);
  end if;
  v_done := public.retire_batch(v_run.class, v_run.settings, v_run.started_at, v_run.position, p_limit);
  select coalesce(sum(x.value::bigint), 0) into v_removed from jsonb_each_text(v_done -> 'removed') x;
  if v_done -> 'next' = 'null' then
    v_next := v_classes[array_position(v_classes, v_run.class) + 1];
  else
    v_next := v_run.class;
  end if;
  update public.retention_runs r
  set removed = r.removed || jsonb_build_object(v_run.class,
        public.sum_counts(coalesce(r.removed -> v_run.class, '{}'), v_done -> 'removed')),
      kept = r.kept || jsonb_build_object(v_run.class, public.sum_counts(coalesce(r.kept -> v_run.class, '{}'), v_done -> 'kept')),
      batches = r.batches + 1, heartbeat_at = clock_timestamp(),
      class = coalesce(v_next, r.class), position = nullif(v_done -> 'next', 'null'),
      state = case when v_next is null then 'finished' else 'running' end,
      finished_at = case when v_next is null then clock_timestamp() end
  where r.id = p_run_id
  returning * into v_run;
  if v_run.state = 'finished' then
    perform public.audit('retention_applied', 'retention_run', v_run.id, jsonb_build_object('removed', v_run.removed, 'kept', v_run.kept));
  end if;
  return jsonb_build_object('state', v_run.state, 'removed', v_removed);
end
$$;
comment on function public.advance_retention(uuid, integer) is
  'Does the next batch of a run and notes it in the same transaction: killed before or after, nothing is done twice or left out. What counts as old was fixed when the run began.';
revoke all on function public.advance_retention(uuid, integer) from public;
grant execute on function public.advance_retention(uuid, integer) to service_role;

create function public.request_retention() returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('privacy');
  v_run public.retention_runs;
begin
  perform pg_advisory_xact_lock(hashtextextended('claim_retention', 0));
  if exists (select 1 from public.retention_runs r where r.state <> 'finished') then
    raise exception 'retention_already_open' using errcode = 'PT409';
  end if;
  insert into public.retention_runs (trigger, requested_by) values ('staff', v_me) returning * into v_run;
  perform public.audit('retention_requested', 'retention_run', v_run.id);
  return to_jsonb(v_run);
end
$$;
comment on function public.request_retention() is
  'Asks for a run now, with the days that are configured; the job begins it. 409 while another is open.';
revoke all on function public.request_retention() from public;
grant execute on function public.request_retention() to authenticated;
