-- What waits for somebody at this moment: the upper half of the overview, and the badges in the navigation.

create index chat_sessions_human_oldest_first_idx
  on public.chat_sessions (owner_since) where owner = 'human' and status = 'active';

create function public.overview_now() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_counts jsonb;
begin
  perform public.require_staff_role('support', 'privacy', 'admin');
  -- The very counts of the list's filters: a figure and the list behind it never disagree.
  v_counts := public.console_session_counts();
  return jsonb_build_object(
    'as_of', now(),
    'sessions', v_counts,
    'human_since', (select min(x.owner_since) from (
      select s.owner_since from public.chat_sessions s
      where s.owner = 'human' and s.status = 'active' order by s.owner_since limit 1) x),
    'closing_next', (select min(s.wa_window_expires_at) from public.chat_sessions s
      where s.id = any (public.console_session_ids('window_closing', null, null, null, 1))),
    'jobs', public.job_figures() - 'functions',
    'queues', public.queue_ages(),
    'parked', (select jsonb_build_object('count', count(*), 'oldest_at', min(x.received_at)) from (
      select e.received_at from public.wa_events e where e.status = 'parked' order by e.received_at limit 1000) x),
    'tickets', (select count(*) from (
      select 1 from public.support_tickets t where t.status = 'open' limit 1000) x),
    'send_stops', (select coalesce(jsonb_agg(jsonb_build_object(
        'id', z.id, 'error_code', z.error_code, 'started_at', z.started_at) order by z.started_at), '[]')
      from public.send_stops z where z.ended_at is null));
end
$$;
comment on function public.overview_now() is
  'Counts of what waits, each up to 1,000, with since when the oldest does; send_stops that hold everything; ages of the queues.';
grant execute on function public.overview_now() to authenticated;

create function public.navigation_badges() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_is_admin boolean := public.current_staff_role() = 'admin';
begin
  perform public.require_staff_role('support', 'privacy', 'admin');
  return jsonb_strip_nulls(jsonb_build_object(
    'sessions', (select count(*) from (
      select 1 from public.chat_sessions s where s.owner = 'human' and s.status = 'active' limit 1000) x),
    'tickets', (select count(*) from (
      select 1 from public.support_tickets t where t.status = 'open' limit 1000) x),
    'jobs', case when v_is_admin then (select count(*) from (
      select 1 from public.job_runs r where r.is_failure and r.retried_at is null and r.seen_at is null limit 1000) x) end,
    'parked', case when v_is_admin then (select count(*) from (
      select 1 from public.wa_events e where e.status = 'parked' limit 1000) x) end));
end
$$;
comment on function public.navigation_badges() is
  'Only what waits on a person, by the page on which they deal with it, each up to 1,000.';
grant execute on function public.navigation_badges() to authenticated;
