-- What happened hour by hour, without a word of anybody: the overview reads these rows instead of the
-- messages, so it costs the same at any size, and the figures outlive the messages' retention.

create table public.hourly_figures (
  hour timestamptz primary key check (hour = date_trunc('hour', hour, 'UTC')),
  received integer not null default 0,
  bot_messages integer not null default 0,
  staff_messages integer not null default 0,
  replies integer not null default 0,
  handed_over integer not null default 0,
  opted_out integer not null default 0,
  opted_in integer not null default 0,
  failed_sends integer not null default 0,
  input_tokens bigint not null default 0,
  cached_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  cost_usd numeric(14, 6) not null default 0,
  rolled_at timestamptz not null default now()
);
comment on table public.hourly_figures is
  'Counts of one hour (UTC). replies are turns whose reply left; handed_over excludes take-overs by staff. Nothing personal.';

create table public.hourly_reply_times (
  hour timestamptz not null references public.hourly_figures (hour) on delete cascade,
  bucket smallint not null check (bucket between 0 and 119),
  replies integer not null,
  primary key (hour, bucket)
);
comment on table public.hourly_reply_times is
  'How long customers waited for the bot''s replies of an hour, as a histogram that can be added up: bucket b holds 20 ms * 1.15^b up to the next, so a percentile read from it is off by at most 7 %.';

create table public.hourly_hand_overs (
  hour timestamptz not null references public.hourly_figures (hour) on delete cascade,
  reason text not null,
  hand_overs integer not null,
  primary key (hour, reason)
);
comment on table public.hourly_hand_overs is
  'Why conversations went to a person in an hour, by reason code; take-overs by staff are not in it.';

create index chat_messages_by_age_idx on public.chat_messages (created_at);
create index agent_turns_by_end_idx on public.agent_turns (finished_at) where state = 'finished';
create index consent_events_by_time_idx on public.consent_events (recorded_at);

alter table public.hourly_figures enable row level security;
alter table public.hourly_reply_times enable row level security;
alter table public.hourly_hand_overs enable row level security;
create policy "active staff read figures" on public.hourly_figures for select to authenticated
  using ((select public.current_staff_role()) is not null);
create policy "active staff read reply times" on public.hourly_reply_times for select to authenticated
  using ((select public.current_staff_role()) is not null);
create policy "active staff read reasons of hand-overs" on public.hourly_hand_overs for select to authenticated
  using ((select public.current_staff_role()) is not null);
grant select on public.hourly_figures, public.hourly_reply_times, public.hourly_hand_overs to authenticated, service_role;

create function public.reply_time_bucket(p_wait interval) returns smallint
language sql immutable set search_path = ''
as $$
  select least(119, greatest(0,
    floor(ln(greatest(extract(epoch from p_wait) * 1000, 20) / 20) / ln(1.15))))::smallint
$$;
comment on function public.reply_time_bucket(interval) is 'The histogram bucket of one wait; 20 ms and less is 0, over four days is 119.';

create function public.reply_time_ms(p_bucket integer) returns integer
language sql immutable set search_path = ''
as $$
  select round(20 * power(1.15, p_bucket + 0.5))::integer
$$;
comment on function public.reply_time_ms(integer) is 'The middle of a bucket in milliseconds.';
grant execute on function public.reply_time_ms(integer) to authenticated;

create function public.count_figures(p_from timestamptz, p_to timestamptz) returns setof public.hourly_figures
language sql stable security definer set search_path = ''
as $$
  with counted as (
    select date_trunc('hour', m.created_at, 'UTC') as hour,
           count(*) filter (where m.direction = 'inbound') as received,
           count(*) filter (where m.direction = 'outbound' and m.author = 'bot' and m.state <> 'suppressed') as bot_messages,
           count(*) filter (where m.direction = 'outbound' and m.author = 'staff' and m.state <> 'suppressed') as staff_messages,
           0 as replies,
           count(*) filter (where m.direction = 'system' and m.payload ->> 'event' = 'given_to_human'
                              and m.payload ->> 'reason' is distinct from 'staff_took_over') as handed_over,
           0 as opted_out, 0 as opted_in,
           count(*) filter (where m.state = 'failed') as failed_sends,
           0::bigint as input_tokens, 0::bigint as cached_tokens, 0::bigint as output_tokens, 0::numeric as cost_usd
    from public.chat_messages m where m.created_at >= p_from and m.created_at < p_to group by 1
    union all
    select date_trunc('hour', t.finished_at, 'UTC'), 0, 0, 0, count(*) filter (where t.outcome = 'sent'), 0, 0, 0, 0,
           coalesce(sum(t.input_tokens), 0), coalesce(sum(t.cached_tokens), 0), coalesce(sum(t.output_tokens), 0),
           coalesce(sum(t.cost_usd), 0)
    from public.agent_turns t
    where t.state = 'finished' and t.finished_at >= p_from and t.finished_at < p_to group by 1
    union all
    select date_trunc('hour', e.recorded_at, 'UTC'), 0, 0, 0, 0, 0,
           count(*) filter (where e.to_status = 'opted_out'), count(*) filter (where e.to_status = 'opted_in'),
           0, 0, 0, 0, 0
    from public.consent_events e
    where e.scope = 'service' and e.recorded_at >= p_from and e.recorded_at < p_to group by 1)
  select c.hour, sum(c.received)::integer, sum(c.bot_messages)::integer, sum(c.staff_messages)::integer,
         sum(c.replies)::integer, sum(c.handed_over)::integer, sum(c.opted_out)::integer, sum(c.opted_in)::integer,
         sum(c.failed_sends)::integer, sum(c.input_tokens)::bigint, sum(c.cached_tokens)::bigint,
         sum(c.output_tokens)::bigint, sum(c.cost_usd)::numeric(14, 6), now()
  from counted c group by c.hour
$$;
comment on function public.count_figures(timestamptz, timestamptz) is
  'Figures counted from the rows themselves, an hour a row: for the roll-up, and for the hours not rolled up yet. Granted to nobody.';

create function public.count_reply_times(p_from timestamptz, p_to timestamptz) returns setof public.hourly_reply_times
language sql stable security definer set search_path = ''
as $$
  select date_trunc('hour', t.finished_at, 'UTC'), public.reply_time_bucket(t.finished_at - t.requested_at), count(*)::integer
  from public.agent_turns t
  where t.state = 'finished' and t.outcome = 'sent' and t.finished_at >= p_from and t.finished_at < p_to
  group by 1, 2
$$;
comment on function public.count_reply_times(timestamptz, timestamptz) is
  'Waits counted from the turns themselves: from the first unanswered message to the reply that WhatsApp took. Granted to nobody.';

create function public.count_hand_overs(p_from timestamptz, p_to timestamptz) returns setof public.hourly_hand_overs
language sql stable security definer set search_path = ''
as $$
  select date_trunc('hour', m.created_at, 'UTC'), coalesce(m.payload ->> 'reason', 'unknown'), count(*)::integer
  from public.chat_messages m
  where m.created_at >= p_from and m.created_at < p_to and m.direction = 'system'
    and m.payload ->> 'event' = 'given_to_human' and m.payload ->> 'reason' is distinct from 'staff_took_over'
  group by 1, 2
$$;
comment on function public.count_hand_overs(timestamptz, timestamptz) is
  'Hand-overs counted from the transcript''s own events. Granted to nobody.';

create function public.roll_up_figures(p_now timestamptz default clock_timestamp(), p_most_hours integer default 240)
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_this_hour timestamptz := date_trunc('hour', p_now, 'UTC');
  v_last timestamptz;
  v_from timestamptz;
  v_to timestamptz;
begin
  -- Two at once would both work on the same hours; the second leaves it to the first.
  if not pg_try_advisory_xact_lock(hashtextextended('roll_up_figures', 0)) then
    return jsonb_build_object('rolled_upto', null, 'more', false);
  end if;
  select max(f.hour) into v_last from public.hourly_figures f;
  -- Receipts and outcomes come late: the three newest rolled hours are counted again.
  v_from := coalesce(v_last - interval '3 hours',
                     (select date_trunc('hour', min(m.created_at), 'UTC') from public.chat_messages m));
  if v_from is null or v_from >= v_this_hour then
    return jsonb_build_object('rolled_upto', v_last, 'more', false);
  end if;
  v_to := least(v_this_hour, v_from + p_most_hours * interval '1 hour');
  insert into public.hourly_figures as f
  select h.hour, coalesce(c.received, 0), coalesce(c.bot_messages, 0), coalesce(c.staff_messages, 0),
         coalesce(c.replies, 0), coalesce(c.handed_over, 0), coalesce(c.opted_out, 0), coalesce(c.opted_in, 0),
         coalesce(c.failed_sends, 0), coalesce(c.input_tokens, 0), coalesce(c.cached_tokens, 0),
         coalesce(c.output_tokens, 0), coalesce(c.cost_usd, 0), now()
  from generate_series(v_from, v_to - interval '1 hour', interval '1 hour') h (hour)
  left join public.count_figures(v_from, v_to) c on c.hour = h.hour
  on conflict (hour) do update
  -- Never downwards: by then retention or an erasure may have removed rows that were counted.
  set received = greatest(f.received, excluded.received), bot_messages = greatest(f.bot_messages, excluded.bot_messages),
      staff_messages = greatest(f.staff_messages, excluded.staff_messages), replies = greatest(f.replies, excluded.replies),
      handed_over = greatest(f.handed_over, excluded.handed_over), opted_out = greatest(f.opted_out, excluded.opted_out),
      opted_in = greatest(f.opted_in, excluded.opted_in), failed_sends = greatest(f.failed_sends, excluded.failed_sends),
      input_tokens = greatest(f.input_tokens, excluded.input_tokens),
      cached_tokens = greatest(f.cached_tokens, excluded.cached_tokens),
      output_tokens = greatest(f.output_tokens, excluded.output_tokens),
      cost_usd = greatest(f.cost_usd, excluded.cost_usd), rolled_at = now();
  insert into public.hourly_reply_times as r
  select c.hour, c.bucket, c.replies from public.count_reply_times(v_from, v_to) c
  on conflict (hour, bucket) do update set replies = greatest(r.replies, excluded.replies);
  insert into public.hourly_hand_overs as o
  select c.hour, c.reason, c.hand_overs from public.count_hand_overs(v_from, v_to) c
  on conflict (hour, reason) do update set hand_overs = greatest(o.hand_overs, excluded.hand_overs);
  return jsonb_build_object('rolled_upto', v_to - interval '1 hour', 'more', v_to < v_this_hour);
end
$$;
comment on function public.roll_up_figures(timestamptz, integer) is
  'Counts the hours that have ended into hourly_figures, at most this many a call; more says that hours are left. May run twice, late, or side by side.';
grant execute on function public.roll_up_figures(timestamptz, integer) to service_role;
