-- The overview page: figures over time in the viewer's own days.

create function public.overview(p_days integer default 14, p_zone text default 'UTC') returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_by text := case when p_days <= 2 then 'hour' else 'day' end;
  v_from timestamptz;
  v_live_from timestamptz;
begin
  perform public.require_staff_role('support', 'privacy', 'admin');
  if p_days not between 1 and 366 then
    raise exception 'days_out_of_range' using errcode = '22023';
  end if;
  if not exists (select 1 from pg_catalog.pg_timezone_names z where z.name = p_zone) then
    raise exception 'unknown_time_zone' using errcode = '22023';
  end if;
  v_from := date_trunc('day', now(), p_zone) - make_interval(days => p_days - 1);
  -- What the roll-up has not reached, or may still correct, is counted from the rows; never more than two days of it.
  v_live_from := greatest(v_from, date_trunc('hour', now(), 'UTC') - interval '48 hours',
    coalesce((select max(f.hour) + interval '1 hour' from public.hourly_figures f), '-infinity'));
  return (
    with figures as materialized (
      select f.* from public.hourly_figures f where f.hour >= v_from and f.hour < v_live_from
      union all select f.* from public.count_figures(v_live_from, now()) f),
    waits as materialized (
      select r.* from public.hourly_reply_times r where r.hour >= v_from and r.hour < v_live_from
      union all select r.* from public.count_reply_times(v_live_from, now()) r),
    reasons as (
      select x.reason, sum(x.hand_overs) as hand_overs from (
        select o.reason, o.hand_overs from public.hourly_hand_overs o where o.hour >= v_from and o.hour < v_live_from
        union all select o.reason, o.hand_overs from public.count_hand_overs(v_live_from, now()) o) x
      group by x.reason),
    spans as (
      select g.at from generate_series(v_from, now(), make_interval(
        days => (v_by = 'day')::integer, hours => (v_by = 'hour')::integer), p_zone) g (at)),
    -- Per span, and once for the whole range (at is null).
    running as (
      select x.at, x.bucket, sum(x.replies) over (partition by x.at order by x.bucket) as upto,
             sum(x.replies) over (partition by x.at) as total
      from (select date_trunc(v_by, w.hour, p_zone) as at, w.bucket, sum(w.replies) as replies
            from waits w group by grouping sets ((1, 2), (2))) x),
    percentiles as (
      select r.at, public.reply_time_ms(min(r.bucket) filter (where r.upto >= 0.5 * r.total)) as p50,
             public.reply_time_ms(min(r.bucket) filter (where r.upto >= 0.95 * r.total)) as p95
      from running r group by r.at)
    select jsonb_build_object(
      'by', v_by, 'zone', p_zone, 'from', v_from, 'as_of', now(),
      'reply_ms', (select jsonb_build_object('p50', p.p50, 'p95', p.p95) from percentiles p where p.at is null),
      'before', (
        select jsonb_build_object(
          'received', coalesce(sum(f.received), 0), 'replies', coalesce(sum(f.replies), 0),
          'handed_over', coalesce(sum(f.handed_over), 0), 'opted_out', coalesce(sum(f.opted_out), 0),
          'cost_usd', coalesce(sum(f.cost_usd), 0))
        from public.hourly_figures f
        where f.hour >= v_from - (now() - v_from) and f.hour < v_from),
      'hand_over_reasons', (
        select coalesce(jsonb_agg(jsonb_build_object('reason', r.reason, 'hand_overs', r.hand_overs)
                 order by r.hand_overs desc, r.reason), '[]')
        from reasons r),
      'spans', (
        select jsonb_agg(jsonb_build_object(
          'at', s.at, 'received', coalesce(f.received, 0), 'bot_messages', coalesce(f.bot_messages, 0),
          'staff_messages', coalesce(f.staff_messages, 0), 'replies', coalesce(f.replies, 0),
          'handed_over', coalesce(f.handed_over, 0), 'opted_out', coalesce(f.opted_out, 0),
          'opted_in', coalesce(f.opted_in, 0), 'failed_sends', coalesce(f.failed_sends, 0),
          'input_tokens', coalesce(f.input_tokens, 0), 'cached_tokens', coalesce(f.cached_tokens, 0),
          'output_tokens', coalesce(f.output_tokens, 0), 'cost_usd', coalesce(f.cost_usd, 0),
          'reply_p50_ms', p.p50, 'reply_p95_ms', p.p95) order by s.at)
        from spans s
        left join (
          select date_trunc(v_by, f.hour, p_zone) as at, sum(f.received) as received, sum(f.bot_messages) as bot_messages,
                 sum(f.staff_messages) as staff_messages, sum(f.replies) as replies, sum(f.handed_over) as handed_over,
                 sum(f.opted_out) as opted_out, sum(f.opted_in) as opted_in, sum(f.failed_sends) as failed_sends,
                 sum(f.input_tokens) as input_tokens, sum(f.cached_tokens) as cached_tokens,
                 sum(f.output_tokens) as output_tokens, sum(f.cost_usd) as cost_usd
          from figures f group by 1) f on f.at = s.at
        left join percentiles p on p.at = s.at)));
end
$$;
comment on function public.overview(integer, text) is
  'The last days (today included) in the viewer''s time zone, an hour a span up to two days and a day a span beyond; reply_ms p50 and p95 from the histogram, before the totals of the stretch of the same length just before. Days of zones that are not whole hours from UTC are cut at the next whole hour.';
grant execute on function public.overview(integer, text) to authenticated;
