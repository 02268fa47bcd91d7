-- A scrape stays short whatever has happened meanwhile: it counts half an hour of rows at most, reads each
-- queue once, and looks at no table from end to end.

create index chat_media_not_understood_idx on public.chat_media (enriched_at) where status = 'stored' and enrichment_status = 'failed';

create or replace function public.metrics_now(p_now timestamptz default clock_timestamp()) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_queues jsonb := public.queue_ages(p_now);
  v_counted jsonb := jsonb_build_object('more', true);
begin
  -- A scrape must not work off hours of rows: what is further behind is left to the job count-metrics, and
  -- the counters stand still meanwhile, as parcelo_counters_behind_seconds shows.
  if exists (select 1 from public.metric_cursor c where c.counted_upto > p_now - interval '30 minutes') then
    v_counted := public.count_metrics(p_now, 1);
  end if;
  return jsonb_build_object('counted', v_counted, 'samples', (
    select jsonb_agg(jsonb_build_object('name', x.name, 'labels', x.labels, 'value', x.value) order by x.name, x.labels)
    from (
      select t.name, t.labels, t.value from public.metric_totals t
      union all
      select 'parcelo_counters_behind_seconds', '{}', greatest(0, extract(epoch from p_now - c.counted_upto))
      from public.metric_cursor c
      union all
      select 'parcelo_queue_waiting', jsonb_build_object('queue', a.q ->> 'kind'), (a.q ->> 'waiting')::numeric
      from jsonb_array_elements(v_queues) a (q)
      union all
      select 'parcelo_queue_oldest_seconds', jsonb_build_object('queue', a.q ->> 'kind'), coalesce((a.q ->> 'age_ms')::numeric, 0) / 1000
      from jsonb_array_elements(v_queues) a (q)
      union all
      select 'parcelo_parked_events', '{}', count(*) from (
        select 1 from public.wa_events e where e.status = 'parked' limit 10000) p
      union all
      select 'parcelo_sessions_with_a_person', '{}', count(*) from (
        select 1 from public.chat_sessions s where s.owner = 'human' and s.status = 'active' limit 10000) h
      union all
      -- Each state by name: for a rare one the planner then knows that an index serves, not the whole table.
      select 'parcelo_media_files', '{"status": "pending"}', count(*) from (
        select 1 from public.chat_media f where f.status = 'pending' limit 10000) c
      union all
      select 'parcelo_media_files', '{"status": "stored"}', count(*) from (
        select 1 from public.chat_media f where f.status = 'stored' limit 10000) c
      union all
      select 'parcelo_media_files', '{"status": "rejected"}', count(*) from (
        select 1 from public.chat_media f where f.status = 'rejected' limit 10000) c
      union all
      select 'parcelo_media_files', '{"status": "failed"}', count(*) from (
        select 1 from public.chat_media f where f.status = 'failed' limit 10000) c
      union all
      select 'parcelo_media_files', '{"status": "expired"}', count(*) from (
        select 1 from public.chat_media f where f.status = 'expired' limit 10000) c
      union all
      select 'parcelo_media_understanding', '{"status": "pending"}', count(*) from (
        select 1 from public.chat_media f where f.status = 'stored' and f.enrichment_status = 'pending' limit 10000) c
      union all
      select 'parcelo_media_understanding', '{"status": "failed"}', count(*) from (
        select 1 from public.chat_media f where f.status = 'stored' and f.enrichment_status = 'failed' limit 10000) c
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
  'Every figure of /metrics that comes from the database: counters, brought up to date first when little is missing, and how things stand now.';
