-- What hurts now and needs a person, found by looking at the tables themselves once a minute: nothing on
-- the message path has to tell, so a fault of the alerts cannot touch it.

create table public.alerts (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('hand_over_waiting', 'send_account_stopped', 'parked_events', 'job_dead',
    'privacy_deadline_near', 'privacy_deadline_over', 'queue_age', 'sends_in_doubt', 'media_failed')),
  dedupe_key text not null check (length(dedupe_key) <= 120),
  subject_kind text check (subject_kind ~ '^[a-z_]{1,40}$'),
  subject_id uuid,
  amount integer not null default 1,
  since timestamptz not null,
  state text not null default 'open' check (state in ('open', 'cleared')),
  first_seen_at timestamptz not null default clock_timestamp(),
  last_seen_at timestamptz not null default clock_timestamp(),
  seen_count integer not null default 1,
  cleared_at timestamptz,
  told_at timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by uuid references public.staff (user_id) on delete set null,
  note text check (length(note) <= 1000),
  check ((state = 'cleared') = (cleared_at is not null))
);
comment on table public.alerts is
  'One row for each time a condition held that needs a person: open while it holds, cleared when it has not for three minutes. Ids and counts only; written by raise_alerts.';
comment on column public.alerts.dedupe_key is
  'What tells two alerts of one kind apart: a queue, a job, the id of a request. One is open at a time.';
comment on column public.alerts.since is 'Since when the oldest of what it is about has waited.';
comment on column public.alerts.told_at is 'When Telegram last took a message about it.';
create unique index alerts_one_open_key on public.alerts (kind, dedupe_key) where state = 'open';
create index alerts_newest_first_idx on public.alerts (first_seen_at desc, id desc);
create index alerts_of_state_idx on public.alerts (state, first_seen_at desc, id desc);
create index alerts_cleared_idx on public.alerts (cleared_at) where state = 'cleared';
create index alerts_by_acknowledger_idx on public.alerts (acknowledged_by) where acknowledged_by is not null;

create table public.alert_messages (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('raised', 'reminded', 'cleared', 'incoming', 'reply', 'agent_error')),
  alert_id uuid references public.alerts (id) on delete cascade,
  message_id uuid references public.chat_messages (id) on delete cascade,
  turn_id uuid references public.agent_turns (id) on delete cascade,
  round integer not null default 0,
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'failed', 'expired')),
  batch_id uuid,
  attempts integer not null default 0,
  not_before timestamptz not null default clock_timestamp(),
  lease_until timestamptz,
  error_code text check (error_code ~ '^[a-z0-9_]{1,40}$'),
  created_at timestamptz not null default clock_timestamp(),
  sent_at timestamptz,
  check (num_nonnulls(alert_id, message_id, turn_id) = 1)
);
comment on table public.alert_messages is
  'What is to be told on Telegram, once each: claimed in batches, tried again with a growing pause. Ids only; words and numbers are looked up when it is sent, and only where the configuration says so.';
comment on column public.alert_messages.round is 'Which reminder of an alert it is.';
create unique index alert_messages_once_an_alert_key on public.alert_messages (alert_id, kind, round) where alert_id is not null;
create unique index alert_messages_once_a_message_key on public.alert_messages (message_id, kind) where message_id is not null;
create unique index alert_messages_once_a_turn_key on public.alert_messages (turn_id, kind) where turn_id is not null;
create index alert_messages_to_send_idx on public.alert_messages (created_at, id) where state in ('queued', 'sending');
create index alert_messages_batch_idx on public.alert_messages (batch_id) where batch_id is not null;
create index alert_messages_sent_idx on public.alert_messages (sent_at) where sent_at is not null;
create index alert_messages_by_age_idx on public.alert_messages (created_at);

create table public.alert_channel (
  is_only boolean primary key default true check (is_only),
  paused_until timestamptz,
  failures integer not null default 0,
  failing_since timestamptz,
  error_code text check (error_code ~ '^[a-z0-9_]{1,40}$'),
  last_sent_at timestamptz
);
comment on table public.alert_channel is
  'How Telegram behaves: one row. While it is paused (asked to wait, down, refusing our token) nothing is sent and nothing is lost.';
insert into public.alert_channel default values;

alter table public.alerts enable row level security;
alter table public.alert_messages enable row level security;
alter table public.alert_channel enable row level security;
create policy "active staff read alerts" on public.alerts for select to authenticated
  using ((select public.current_staff_role()) is not null);
create policy "active staff read how telegram behaves" on public.alert_channel for select to authenticated
  using ((select public.current_staff_role()) is not null);
grant select on public.alerts, public.alert_channel to authenticated;
grant select, insert, update, delete on public.alerts, public.alert_messages, public.alert_channel to service_role;

create index chat_media_failed_idx on public.chat_media (updated_at) where status = 'failed';

create function public.alert_conditions(p_limits jsonb, p_now timestamptz)
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
  where q.state not in ('completed', 'refused', 'withdrawn', 'merged')
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
comment on function public.alert_conditions(jsonb, timestamptz) is
  'What holds at this moment, a row a condition. Limits: hand_over_minutes, privacy_days, queue_minutes by queue. Granted to nobody.';

create function public.queue_notices(p_notify text[], p_now timestamptz) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  v_from timestamptz := p_now - interval '10 minutes';
  v_messages integer;
  v_turns integer;
begin
  -- An overlapping look back instead of a cursor: rows commit out of order, and the unique keys keep each
  -- to one notice. What is older than ten minutes is no news.
  insert into public.alert_messages (kind, message_id)
  select n.kind, m.id
  from public.chat_messages m
  cross join lateral (select case when m.direction = 'inbound' then 'incoming' else 'reply' end as kind) n
  where m.created_at > v_from and n.kind = any (p_notify)
    and (m.direction = 'inbound' or m.state in ('sent', 'delivered', 'read', 'played'))
    and not exists (select 1 from public.alert_messages a where a.message_id = m.id and a.kind = n.kind)
  order by m.created_at limit 2000
  on conflict do nothing;
  get diagnostics v_messages = row_count;
  insert into public.alert_messages (kind, turn_id)
  select 'agent_error', t.id from public.agent_turns t
  where 'agent_error' = any (p_notify) and t.state = 'finished' and t.finished_at > v_from
    and (t.outcome = 'failed' or coalesce(t.hand_off_reason, t.outcome_reason) in
      ('model_failed', 'model_empty', 'model_incomplete', 'unsupported_answer', 'turn_failed'))
    and not exists (select 1 from public.alert_messages a where a.turn_id = t.id)
  order by t.finished_at limit 2000
  on conflict do nothing;
  get diagnostics v_turns = row_count;
  return v_messages + v_turns;
end
$$;
comment on function public.queue_notices(text[], timestamptz) is
  'Queues a notice for each incoming message, reply and agent error of the last ten minutes that has none yet. Granted to nobody.';

create function public.raise_alerts(p_settings jsonb, p_now timestamptz default clock_timestamp()) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_raised integer;
  v_cleared integer;
  v_queued integer := 0;
  v_tells boolean := coalesce((p_settings ->> 'tells')::boolean, false);
begin
  -- Two at once would both see the same; the second leaves it to the first.
  if not pg_try_advisory_xact_lock(hashtextextended('raise_alerts', 0)) then
    return jsonb_build_object('raised', 0, 'cleared', 0, 'queued', 0, 'is_busy', true);
  end if;
  with seen as (
    insert into public.alerts as a (kind, dedupe_key, subject_kind, subject_id, amount, since, first_seen_at, last_seen_at)
    select c.kind, c.dedupe_key, c.subject_kind, c.subject_id, c.amount, c.since, p_now, p_now
    from public.alert_conditions(p_settings -> 'limits', p_now) c
    on conflict (kind, dedupe_key) where state = 'open' do update
    set last_seen_at = excluded.last_seen_at, seen_count = a.seen_count + 1,
        amount = excluded.amount, since = excluded.since
    returning a.seen_count)
  select count(*) filter (where s.seen_count = 1) into v_raised from seen s;
  -- Three quiet minutes, so that what flickers is one alert and not twenty.
  update public.alerts a set state = 'cleared', cleared_at = p_now
  where a.state = 'open' and a.last_seen_at < p_now - interval '150 seconds';
  get diagnostics v_cleared = row_count;

  if v_tells then
    insert into public.alert_messages (kind, alert_id, round)
    select case when n.round = 0 then 'raised' else 'reminded' end, a.id, n.round
    from public.alerts a
    cross join lateral (select case when a.acknowledged_at is not null then 0 else
      floor(extract(epoch from p_now - a.first_seen_at) / 3600 / (p_settings ->> 'remind_hours')::numeric)::integer end as round) n
    where a.state = 'open'
    on conflict do nothing;
    -- Recovery is told of what was told. A deadline that is over has not recovered from being near.
    insert into public.alert_messages (kind, alert_id)
    select 'cleared', a.id from public.alerts a
    where a.state = 'cleared' and a.cleared_at > p_now - interval '10 minutes' and a.told_at is not null
    on conflict do nothing;
    v_queued := public.queue_notices(
      array(select jsonb_array_elements_text(p_settings -> 'notify')), p_now);
  end if;

  delete from public.alert_messages m where m.id in (
    select o.id from public.alert_messages o
    where o.created_at < p_now - interval '3 days' and o.kind not in ('raised', 'reminded') order by o.created_at limit 5000);
  delete from public.alerts a where a.id in (
    select o.id from public.alerts o
    where o.state = 'cleared' and o.cleared_at < p_now - (p_settings ->> 'keep_days')::integer * interval '1 day'
    order by o.cleared_at limit 1000);
  return jsonb_build_object('raised', v_raised, 'cleared', v_cleared, 'queued', v_queued, 'is_busy', false);
end
$$;
comment on function public.raise_alerts(jsonb, timestamptz) is
  'Compares what holds now with the open alerts: opens, counts on, clears, and queues what is to be told. May run twice, late, or side by side. Settings: tells, limits, notify, remind_hours, keep_days.';
grant execute on function public.raise_alerts(jsonb, timestamptz) to service_role;

create function public.acknowledge_alert(p_alert_id uuid, p_note text) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('support', 'privacy', 'admin');
begin
  update public.alerts a set acknowledged_at = clock_timestamp(), acknowledged_by = v_me, note = nullif(btrim(p_note), '')
  where a.id = p_alert_id and a.state = 'open' and a.acknowledged_at is null;
  if found then
    perform public.audit('alert_acknowledged', 'alert', p_alert_id);
    return true;
  end if;
  if not exists (select 1 from public.alerts a where a.id = p_alert_id) then
    raise exception 'not_found' using errcode = 'PT404';
  end if;
  return false;
end
$$;
comment on function public.acknowledge_alert(uuid, text) is
  'Somebody deals with it: no more reminders. The alert stays open until what it is about has ended. False: somebody else was first, or it is over.';
grant execute on function public.acknowledge_alert(uuid, text) to authenticated;

create function public.list_alerts(p_state text default 'open', p_before jsonb default null, p_limit integer default 50)
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform public.require_staff_role('support', 'privacy', 'admin');
  return (
    with page as (
      select a.* from public.alerts a
      where a.state = p_state
        and (p_before is null or (a.first_seen_at, a.id) < ((p_before ->> 'at')::timestamptz, (p_before ->> 'id')::uuid))
      order by a.first_seen_at desc, a.id desc limit least(greatest(p_limit, 1), 200)),
    last as (select p.first_seen_at, p.id from page p order by p.first_seen_at, p.id limit 1)
    select jsonb_build_object(
      'rows', (select coalesce(jsonb_agg(public.alert_row(p) order by p.first_seen_at desc, p.id desc), '[]') from page p),
      'next', (select jsonb_build_object('at', l.first_seen_at, 'id', l.id) from last l
               where (select count(*) from page) = least(greatest(p_limit, 1), 200)),
      'open', (select count(*) from public.alerts a where a.state = 'open'),
      'channel', (select jsonb_build_object('paused_until', c.paused_until, 'failing_since', c.failing_since,
                    'error_code', c.error_code, 'last_sent_at', c.last_sent_at) from public.alert_channel c)));
end
$$;

create function public.alert_row(p_alert public.alerts) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'id', p_alert.id, 'kind', p_alert.kind, 'key', p_alert.dedupe_key, 'subject_kind', p_alert.subject_kind,
    'subject_id', p_alert.subject_id, 'amount', p_alert.amount, 'since', p_alert.since, 'state', p_alert.state,
    'first_seen_at', p_alert.first_seen_at, 'last_seen_at', p_alert.last_seen_at, 'cleared_at', p_alert.cleared_at,
    'told_at', p_alert.told_at, 'acknowledged_at', p_alert.acknowledged_at, 'note', p_alert.note,
    'acknowledged_by', (select s.display_name from public.staff s where s.user_id = p_alert.acknowledged_by),
    'telling', (select m.state from public.alert_messages m where m.alert_id = p_alert.id order by m.created_at desc, m.round desc limit 1))
$$;
comment on function public.alert_row(public.alerts) is 'One alert as the console shows it. Granted to nobody.';
comment on function public.list_alerts(text, jsonb, integer) is
  'Open or cleared alerts, newest first, with how many are open and how Telegram behaves.';
grant execute on function public.list_alerts(text, jsonb, integer) to authenticated;

create function public.open_alert_count() returns integer
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform public.require_staff_role('support', 'privacy', 'admin');
  return (select count(*) from public.alerts a where a.state = 'open' and a.acknowledged_at is null);
end
$$;
comment on function public.open_alert_count() is 'How many open alerts nobody deals with yet: the badge in the navigation.';
grant execute on function public.open_alert_count() to authenticated;
