-- Old alerts are deleted by their ids: as a join, the whole table was read each minute.

create or replace function public.raise_alerts(p_settings jsonb, p_now timestamptz default clock_timestamp()) returns jsonb
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

  delete from public.alert_messages m where m.id = any (array(
    select o.id from public.alert_messages o
    where o.created_at < p_now - interval '3 days' and o.kind not in ('raised', 'reminded') order by o.created_at limit 5000));
  delete from public.alerts a where a.id = any (array(
    select o.id from public.alerts o
    where o.state = 'cleared' and o.cleared_at < p_now - (p_settings ->> 'keep_days')::integer * interval '1 day'
    order by o.cleared_at limit 1000));
  return jsonb_build_object('raised', v_raised, 'cleared', v_cleared, 'queued', v_queued, 'is_busy', false);
end
$$;
