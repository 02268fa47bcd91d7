-- While the clock of a privacy request stands still its date says nothing: neither near nor passed is told.

create or replace function public.alert_conditions(p_limits jsonb, p_now timestamptz)
returns table (kind text, dedupe_key text, subject_kind text, subject_id uuid, amount integer, since timestamptz)
language plpgsql stable security definer set search_path = ''
as $$
begin
  -- Each is a walk along a partial index, counted up to 1000.
  return query
  select 'hand_over_waiting', 'all', null::text, null::uuid, count(*)::integer, min(x.owner_since) from (
    select s.owner_since from public.chat_sessions s
    where s.owner = 'human' and s.status = 'active' and s.assigned_to is null
      and s.owner_since < p_now - (p_limits ->> 'hand_over_minutes')::numeric * interval '1 minute'
    order by s.owner_since limit 1000) x
  having count(*) > 0;
  return query
  select 'send_account_stopped', z.id::text, 'send_stop', z.id, 1, z.started_at
  from public.send_stops z where z.ended_at is null;
  return query
  select 'parked_events', 'all', null::text, null::uuid, count(*)::integer, min(x.received_at) from (
    select e.received_at from public.wa_events e where e.status = 'parked' order by e.received_at limit 1000) x
  having count(*) > 0;
  return query
  select 'job_dead', r.function_id, null::text, null::uuid, count(*)::integer, min(r.finished_at) from (
    select j.function_id, j.finished_at from public.job_runs j
    where j.is_failure and j.retried_at is null and j.seen_at is null limit 1000) r
  group by r.function_id;
  return query
  select d.kind, q.id::text, 'privacy_request', q.id, 1, q.due_at
  from public.privacy_requests q
  cross join lateral (values ('privacy_deadline_near'), ('privacy_deadline_over')) d (kind)
  where q.state in ('received', 'identity_check', 'ready', 'in_progress') and q.paused_at is null
    and q.due_at < p_now + case d.kind when 'privacy_deadline_over' then interval '0'
      else (p_limits ->> 'privacy_days')::integer * interval '1 day' end
  order by q.due_at limit 1000;
  return query
  select 'queue_age', a.q ->> 'kind', null::text, null::uuid, (a.q ->> 'waiting')::integer, (a.q ->> 'oldest_at')::timestamptz
  from jsonb_array_elements(public.queue_ages(p_now)) a (q)
  where (a.q ->> 'age_ms')::bigint > (p_limits #>> array['queue_minutes', a.q ->> 'kind'])::numeric * 60000;
  return query
  select 'sends_in_doubt', 'all', null::text, null::uuid, count(*)::integer, min(x.state_changed_at) from (
    select m.state_changed_at from public.chat_messages m
    where m.state = 'unknown' and m.state_changed_at < p_now - interval '5 minutes'
      -- What nobody settled within a day is known and stays in its conversation.
      and m.state_changed_at > p_now - interval '1 day'
    order by m.state_changed_at limit 1000) x
  having count(*) > 0;
  return query
  select 'media_failed', 'all', null::text, null::uuid, count(*)::integer, min(x.updated_at) from (
    select f.updated_at from public.chat_media f
    where f.status = 'failed' and f.updated_at > p_now - interval '1 day' order by f.updated_at limit 1000) x
  having count(*) > 0;
end
$$;
