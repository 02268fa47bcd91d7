-- What is not of one conversation: raw events, jobs, tries to sign in, audit and what proves the privacy work.

create function public.retire_events(p_settings jsonb, p_now timestamptz, p_position jsonb, p_limit integer)
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_before timestamptz := public.retention_limit('events', p_settings, p_now);
  -- Meta repeats a webhook for up to seven days: until then its key must be known.
  v_repeats_before timestamptz := least(v_before, p_now - interval '8 days');
  -- A parked item may yet become a message, so it may stay as long as one.
  v_parked_before timestamptz := least(v_before, public.retention_limit('messages', p_settings, p_now));
  v_ids uuid[];
  v_held_ids uuid[];
  v_last_at timestamptz;
  v_last_id uuid;
  v_emptied integer;
  v_count integer;
begin
  -- These rows have no customer to lock. Placing a hold takes this lock alone: it is seen, or waits until the batch is over.
  perform pg_advisory_xact_lock_shared(hashtextextended('legal_holds', 0));
  select array_agg(x.id), (array_agg(x.received_at order by x.received_at desc, x.id desc))[1],
         (array_agg(x.id order by x.received_at desc, x.id desc))[1]
  into v_ids, v_last_at, v_last_id
  from (
    select e.id, e.received_at from public.wa_events e
    where e.received_at < v_before
      and (p_position is null
           or (e.received_at, e.id) > ((p_position ->> 'at')::timestamptz, (p_position ->> 'id')::uuid))
    order by e.received_at, e.id limit p_limit for update skip locked) x;
  if v_ids is null then
    return jsonb_build_object('removed', '{}'::jsonb, 'kept', '{}'::jsonb, 'next', null);
  end if;
  v_held_ids := array(select e.id from public.wa_events e where e.id = any (v_ids) and public.event_is_held(e));
  v_ids := array(select y from unnest(v_ids) y where y <> all (v_held_ids));
  delete from public.wa_events e
  where e.id = any (v_ids) and (
    (e.status in ('stored', 'erased') and e.received_at < v_repeats_before)
    or e.status = 'dismissed' or (e.status = 'parked' and e.received_at < v_parked_before));
  get diagnostics v_count = row_count;
  update public.wa_events e set raw = '{}', item = null, settle_after = null
  where e.id = any (v_ids) and e.status in ('stored', 'erased')
    and (e.raw <> '{}' or e.item is not null or e.settle_after is not null);
  get diagnostics v_emptied = row_count;
  return jsonb_build_object('removed', jsonb_build_object('wa_events', v_count, 'bodies', v_emptied),
    'kept', jsonb_build_object('held', cardinality(v_held_ids)), 'next', public.next_position(v_last_at, v_last_id));
end
$$;
comment on function public.retire_events(jsonb, timestamptz, jsonb, integer) is
  'One batch of raw events: the body goes at the event''s age, the row with its key a day after the last possible repeat. A parked one that nobody settled stays as long as a message.';
revoke all on function public.retire_events(jsonb, timestamptz, jsonb, integer) from public;

create function public.retire_jobs(p_before timestamptz, p_position jsonb, p_limit integer) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_ids text[];
  v_last_at timestamptz;
  v_last_id text;
  v_count integer;
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('legal_holds', 0));
  select array_agg(x.run_id), (array_agg(x.started_at order by x.started_at desc, x.run_id desc))[1],
         (array_agg(x.run_id order by x.started_at desc, x.run_id desc))[1]
  into v_ids, v_last_at, v_last_id
  from (
    select r.run_id, r.started_at from public.job_runs r
    where r.started_at < p_before
      and (p_position is null or (r.started_at, r.run_id) > ((p_position ->> 'at')::timestamptz, p_position ->> 'id'))
    order by r.started_at, r.run_id limit p_limit) x;
  if v_ids is null then
    return jsonb_build_object('removed', '{}'::jsonb, 'kept', '{}'::jsonb, 'next', null);
  end if;
  delete from public.job_runs r
  where r.run_id = any (v_ids) and (r.finished_at is not null or r.lease_until < now())
    and not public.subject_is_held(r.subject_id);
  get diagnostics v_count = row_count;
  return jsonb_build_object('removed', jsonb_build_object('job_runs', v_count),
    'kept', jsonb_build_object('held', (
      select count(*) from public.job_runs r where r.run_id = any (v_ids) and public.subject_is_held(r.subject_id))),
    'next', jsonb_build_object('at', v_last_at, 'id', v_last_id));
end
$$;
comment on function public.retire_jobs(timestamptz, jsonb, integer) is
  'One batch of job runs by their start.';
revoke all on function public.retire_jobs(timestamptz, jsonb, integer) from public;

create function public.retire_sign_ins(p_before timestamptz, p_limit integer) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_count integer;
begin
  delete from public.sign_in_attempts x where x.id in (
    select o.id from public.sign_in_attempts o where o.at < p_before order by o.at limit p_limit for update skip locked);
  get diagnostics v_count = row_count;
  return jsonb_build_object('removed', jsonb_build_object('sign_in_attempts', v_count), 'kept', '{}'::jsonb,
    'next', case when v_count >= p_limit then '{}'::jsonb end);
end
$$;
comment on function public.retire_sign_ins(timestamptz, integer) is 'One batch of tries to sign in; keyed hashes of staff and addresses, no customer''s.';
revoke all on function public.retire_sign_ins(timestamptz, integer) from public;

create function public.retire_audit(p_before timestamptz, p_position jsonb, p_limit integer) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_ids uuid[];
  v_last_at timestamptz;
  v_last_id uuid;
  v_count integer;
  v_held integer;
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('legal_holds', 0));
  select array_agg(x.id), (array_agg(x.at order by x.at desc, x.id desc))[1], (array_agg(x.id order by x.at desc, x.id desc))[1]
  into v_ids, v_last_at, v_last_id
  from (
    select a.id, a.at from public.audit_log a
    where a.at < p_before
      and (p_position is null or (a.at, a.id) > ((p_position ->> 'at')::timestamptz, (p_position ->> 'id')::uuid))
    order by a.at, a.id limit p_limit) x;
  if v_ids is null then
    -- The records of the privacy work itself come last, once: there are few of them.
    delete from public.legal_holds h where h.released_at < p_before;
    get diagnostics v_count = row_count;
    delete from public.retention_runs r where r.finished_at < p_before;
    delete from public.media_cleanup_runs r where r.finished_at < p_before;
    delete from public.media_purges u where u.finished_at < p_before and not public.is_held(u.customer_id);
    delete from public.media_objects_to_remove o where o.removed_at < clock_timestamp() - interval '7 days';
    return jsonb_build_object('removed', jsonb_build_object('legal_holds', v_count), 'kept', '{}'::jsonb, 'next', null);
  end if;
  select count(*) into v_held from public.audit_log a where a.id = any (v_ids) and public.subject_is_held(a.subject_id);
  delete from public.audit_log a where a.id = any (v_ids) and not public.subject_is_held(a.subject_id);
  get diagnostics v_count = row_count;
  return jsonb_build_object('removed', jsonb_build_object('audit_log', v_count),
    'kept', jsonb_build_object('held', v_held), 'next', public.next_position(v_last_at, v_last_id));
end
$$;
comment on function public.retire_audit(timestamptz, jsonb, integer) is
  'One batch of the audit log, then released holds and the records of old runs.';
revoke all on function public.retire_audit(timestamptz, jsonb, integer) from public;
