-- How old the oldest unfinished work of each kind is: for the console, alerts and metrics alike.

create index chat_media_waiting_idx on public.chat_media (created_at) where status = 'pending';
create index chat_messages_unknown_idx on public.chat_messages (state_changed_at) where state = 'unknown';

create function public.queue_ages(p_now timestamptz default clock_timestamp()) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  if coalesce(auth.role(), '') <> 'service_role' then
    perform public.require_staff_role('admin', 'support', 'privacy');
  end if;
  -- Each kind is one walk along its partial index, counted up to 1000.
  return (
    select jsonb_agg(jsonb_build_object('kind', q.kind, 'waiting', q.waiting, 'oldest_at', q.oldest_at,
      'age_ms', case when q.oldest_at is not null then greatest(0, (extract(epoch from p_now - q.oldest_at) * 1000)::bigint) end) order by q.place)
    from (
      select 1 as place, 'turns' as kind, count(*) as waiting, min(x.at) as oldest_at from (
        select s.turn_requested_at as at from public.chat_sessions s
        where s.pending_turn_seq is not null order by s.turn_requested_at limit 1000) x
      union all
      select 2, 'sends', count(*), min(x.at) from (
        select coalesce(m.not_before, m.created_at) as at from public.chat_messages m
        where m.state = 'queued' order by coalesce(m.not_before, m.created_at) limit 1000) x
      union all
      select 3, 'unknown_sends', count(*), min(x.at) from (
        select m.state_changed_at as at from public.chat_messages m
        where m.state = 'unknown' order by m.state_changed_at limit 1000) x
      union all
      select 4, 'embeddings', count(*), min(x.at) from (
        select m.created_at as at from public.chat_messages m
        where m.embedding_status = 'pending' order by m.created_at limit 1000) x
      union all
      select 5, 'media', count(*), min(x.at) from (
        select f.created_at as at from public.chat_media f
        where f.status = 'pending' order by f.created_at limit 1000) x
      union all
      select 6, 'echoes', count(*), min(x.at) - interval '2 minutes' from (
        select e.settle_after as at from public.wa_events e
        where e.settle_after is not null order by e.settle_after limit 1000) x
      union all
      select 7, 'reprocessing', count(*), min(x.at) from (
        select e.reprocess_requested_at as at from public.wa_events e
        where e.reprocess_requested_at is not null order by e.reprocess_requested_at limit 1000) x) q);
end
$$;
comment on function public.queue_ages(timestamptz) is
  'Unfinished work by kind (turns, sends, unknown_sends, embeddings, media, echoes, reprocessing): how much, up to 1000, since when the oldest waits, and its age.';
grant execute on function public.queue_ages(timestamptz) to authenticated, service_role;
