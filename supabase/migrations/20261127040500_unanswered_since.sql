-- How long the longest unanswered customer waits: the queue of turns, which stood for it, is empty while people own them.

create or replace function public.overview_now() returns jsonb
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
    -- Since the customer's last words, of those that the count takes in; a colleague's conversations too.
    'unanswered_since', (select min(x.last_inbound_at) from (
      select s.last_inbound_at from public.chat_sessions s
      where s.status = 'active' and s.last_inbound_at > coalesce(s.last_outbound_at, '-infinity')
      order by s.last_message_at, s.id limit 1000) x),
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
