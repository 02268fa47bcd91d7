-- Figures for /metrics. Several processes and short-lived functions serve this product, so what must be
-- right is counted here, once a row, and only grows: retention and erasure take rows away, never counts.

create table public.metric_totals (
  name text not null check (length(name) <= 80),
  labels jsonb not null default '{}',
  value numeric not null,
  primary key (name, labels)
);
comment on table public.metric_totals is
  'Counters since the beginning, by name and labels of fixed sets. Nothing personal; written by count_metrics alone.';
create table public.metric_cursor (
  is_only boolean primary key default true check (is_only),
  counted_upto timestamptz not null
);
comment on table public.metric_cursor is 'Up to which moment rows are in metric_totals: one row.';
insert into public.metric_cursor (counted_upto)
values (coalesce((select min(e.received_at) from public.wa_events e), now()));
alter table public.metric_totals enable row level security;
alter table public.metric_cursor enable row level security;
grant select, insert, update, delete on public.metric_totals, public.metric_cursor to service_role;

create function public.metric_word(p_value text, p_known text[]) returns text
language sql immutable set search_path = ''
as $$ select case when p_value is null then 'none' when p_value = any (p_known) then p_value else 'other' end $$;
comment on function public.metric_word(text, text[]) is
  'A label of a fixed set: what is not in it is "other", so that nobody outside decides how many series there are.';

create function public.metric_increments(p_from timestamptz, p_to timestamptz)
returns table (name text, labels jsonb, value numeric)
language plpgsql stable security definer set search_path = ''
as $$
begin
  return query
  select 'parcelo_intake_events_total', jsonb_build_object(
      'kind', public.metric_word(e.event_type, '{message,status,echo,user_preference,user_id_update,group,platform,unknown}'),
      'outcome', e.status), count(*)::numeric
  from public.wa_events e where e.received_at >= p_from and e.received_at < p_to group by 1, 2;
  return query
  select 'parcelo_receipts_total', jsonb_build_object('status',
      public.metric_word(split_part(e.dedupe_key, ':', 3), '{sent,delivered,read,played,failed}')), count(*)::numeric
  from public.wa_events e
  where e.received_at >= p_from and e.received_at < p_to and e.event_type = 'status' group by 1, 2;
  return query
  select 'parcelo_send_attempts_total', jsonb_build_object('outcome', case
      when a.state in ('sent', 'delivered', 'read', 'played') then 'accepted'
      when a.state = 'sending' then 'open' else a.state end), count(*)::numeric
  from public.send_attempts a where a.started_at >= p_from and a.started_at < p_to group by 1, 2;
  return query
  select 'parcelo_hand_overs_total', jsonb_build_object('reason', h.reason), sum(h.hand_overs)::numeric
  from public.count_hand_overs(p_from, p_to) h group by 1, 2;
  return query
  with turns as materialized (
    select t.outcome, t.route, t.latency_ms, t.recall_count, t.recall_included, t.triage, t.requested_at, t.finished_at,
           coalesce(t.input_tokens, 0) as input_tokens, coalesce(t.cached_tokens, 0) as cached_tokens,
           coalesce(t.output_tokens, 0) as output_tokens, coalesce(t.cost_usd, 0) as cost_usd,
           case when t.model ~ '^[[:alnum:]._:-]{1,60}$' then t.model when t.model is null then 'none' else 'other' end as model
    from public.agent_turns t
    where t.state = 'finished' and t.finished_at >= p_from and t.finished_at < p_to),
  times as (
    select 'parcelo_turn_step_seconds' as name, jsonb_build_object('step', l.key) as labels, l.value::numeric / 1000 as seconds
    from turns t, jsonb_each_text(t.latency_ms) l
    where l.key in ('quiet', 'claim', 'triage', 'recall', 'assemble', 'model', 'tools', 'commit', 'send')
    union all
    select 'parcelo_reply_seconds', '{}', greatest(0, extract(epoch from t.finished_at - t.requested_at))
    from turns t where t.outcome = 'sent')
  select 'parcelo_turns_total', jsonb_build_object('outcome', t.outcome,
      'route', public.metric_word(t.route, '{quotation,wishlist,payments,orders,escalation,shipping,subscription,web_access,general,unsafe}')), count(*)::numeric
  from turns t group by 1, 2
  union all
  select 'parcelo_model_tokens_total', jsonb_build_object('model', t.model, 'kind', k.kind), sum(k.tokens)::numeric
  from turns t cross join lateral (values ('input', t.input_tokens), ('cached_input', t.cached_tokens), ('output', t.output_tokens)) k (kind, tokens)
  where t.model <> 'none' group by 1, 2
  union all
  select 'parcelo_model_cost_usd_total', jsonb_build_object('model', t.model), sum(t.cost_usd) from turns t
  where t.model <> 'none' group by 1, 2
  union all
  select 'parcelo_recall_turns_total', jsonb_build_object(
      'found', case when t.recall_count > 0 then 'hits' else 'nothing' end,
      'vector', public.metric_word(t.triage #>> '{recall_arms,vector}', '{ok,off,failed}'),
      'lexical', public.metric_word(t.triage #>> '{recall_arms,lexical}', '{ok,off,failed}')), count(*)::numeric
  from turns t where t.triage is not null group by 1, 2
  union all
  select 'parcelo_recall_hits_total', jsonb_build_object('in_prompt', t.recall_included), sum(t.recall_count)::numeric
  from turns t where t.recall_count > 0 group by 1, 2
  union all
  select x.name || '_bucket', x.labels || jsonb_build_object('le', b.le), count(*)::numeric
  from times x cross join lateral unnest(array['0.05', '0.1', '0.25', '0.5', '1', '2.5', '5', '10', '20', '30', '60', '300', '+Inf']) b (le)
  where b.le = '+Inf' or x.seconds <= nullif(b.le, '+Inf')::numeric group by 1, 2
  union all
  select x.name || '_sum', x.labels, sum(x.seconds) from times x group by 1, 2
  union all
  select x.name || '_count', x.labels, count(*)::numeric from times x group by 1, 2;
end
$$;
comment on function public.metric_increments(timestamptz, timestamptz) is
  'What the rows of a span add to the counters, each walked by its index on time. Granted to nobody.';

create function public.count_metrics(p_now timestamptz default clock_timestamp(), p_most_hours integer default 24) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_upto timestamptz;
  v_to timestamptz;
  -- Longer than a transaction that writes these rows may take, and than a send takes to be answered.
  v_settled timestamptz := p_now - interval '90 seconds';
begin
  select c.counted_upto into v_upto from public.metric_cursor c for update skip locked;
  if not found then
    return jsonb_build_object('more', false, 'is_busy', true);
  end if;
  for v_slice in 1..p_most_hours loop
    v_to := least(v_settled, v_upto + interval '1 hour');
    exit when v_to <= v_upto;
    insert into public.metric_totals as m (name, labels, value)
    select i.name, i.labels, sum(i.value) from public.metric_increments(v_upto, v_to) i group by 1, 2
    on conflict (name, labels) do update set value = m.value + excluded.value;
    v_upto := v_to;
  end loop;
  update public.metric_cursor set counted_upto = v_upto;
  return jsonb_build_object('more', v_upto < v_settled, 'counted_upto', v_upto);
end
$$;
comment on function public.count_metrics(timestamptz, integer) is
  'Adds the rows since the last call to the counters, an hour a slice, up to 90 seconds ago. May run twice or side by side: the second leaves it to the first.';
grant execute on function public.count_metrics(timestamptz, integer) to service_role;

create function public.metrics_now(p_now timestamptz default clock_timestamp()) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_counted jsonb := public.count_metrics(p_now, 6);
begin
  return jsonb_build_object('counted', v_counted, 'samples', (
    select jsonb_agg(jsonb_build_object('name', x.name, 'labels', x.labels, 'value', x.value) order by x.name, x.labels)
    from (
      select t.name, t.labels, t.value from public.metric_totals t
      union all
      select 'parcelo_queue_waiting', jsonb_build_object('queue', a.q ->> 'kind'), (a.q ->> 'waiting')::numeric
      from jsonb_array_elements(public.queue_ages(p_now)) a (q)
      union all
      select 'parcelo_queue_oldest_seconds', jsonb_build_object('queue', a.q ->> 'kind'), coalesce((a.q ->> 'age_ms')::numeric, 0) / 1000
      from jsonb_array_elements(public.queue_ages(p_now)) a (q)
      union all
      select 'parcelo_parked_events', '{}', count(*) from (
        select 1 from public.wa_events e where e.status = 'parked' limit 10000) p
      union all
      select 'parcelo_sessions_with_a_person', '{}', count(*) from (
        select 1 from public.chat_sessions s where s.owner = 'human' and s.status = 'active' limit 10000) h
      union all
      select 'parcelo_media_files', jsonb_build_object('status', s.status), (
        select count(*) from (select 1 from public.chat_media f where f.status = s.status limit 10000) c)
      from unnest(array['pending', 'stored', 'rejected', 'failed', 'expired']) s (status)
      union all
      select 'parcelo_open_alerts', jsonb_build_object('kind', k.kind), (
        select count(*) from public.alerts a where a.state = 'open' and a.kind = k.kind)
      from unnest(array['hand_over_waiting', 'send_account_stopped', 'parked_events', 'job_dead', 'privacy_deadline_near',
        'privacy_deadline_over', 'queue_age', 'sends_in_doubt', 'media_failed']) k (kind)
      union all
      select 'parcelo_job_failures_open', jsonb_build_object('function', f.function_id), count(*) from (
        select r.function_id from public.job_runs r
        where r.is_failure and r.retried_at is null and r.seen_at is null limit 10000) f
      group by f.function_id
      union all
      select 'parcelo_send_stops_open', '{}', count(*) from public.send_stops z where z.ended_at is null
      union all
      select 'parcelo_telegram_failing_seconds', '{}', coalesce(extract(epoch from p_now - c.failing_since), 0)
      from public.alert_channel c
      union all
      select 'parcelo_database_bytes', '{}', pg_catalog.pg_database_size(pg_catalog.current_database())
      union all
      select 'parcelo_database_connections', '{}', coalesce(d.numbackends, 0)
      from pg_catalog.pg_stat_database d where d.datname = pg_catalog.current_database()) x));
end
$$;
comment on function public.metrics_now(timestamptz) is
  'Every figure of /metrics that comes from the database: counters, brought up to date first, and how things stand now.';
grant execute on function public.metrics_now(timestamptz) to service_role;
create index chat_media_by_status_idx on public.chat_media (status);
