-- A turn waits for the files of the messages that it covers, for a while: a photo that is described and a
-- voice note that is written out are answered like words. What comes later serves later turns.

create function public.media_kind(p_message_type text, p_mime_type text) returns text
language sql immutable set search_path = ''
as $$
  select case
    when p_message_type <> 'document' then p_message_type
    when p_mime_type like 'image/%' then 'image'
    when p_mime_type like 'audio/%' then 'audio'
    when p_mime_type = 'application/pdf' then 'pdf'
    else 'document' end
$$;
comment on function public.media_kind(text, text) is
  'What a file is to be looked at as: people send photos and recordings as documents, too.';

create function public.media_due(
  p_session_id uuid, p_after_seq bigint, p_requested_at timestamptz, p_settings jsonb, p_now timestamptz)
returns timestamptz
language sql stable security definer set search_path = ''
as $$
  -- Settings of an older process, which names no kinds, wait for nothing.
  select least(p_now + (p_settings ->> 'media_look_ms')::bigint * interval '1 millisecond', d.deadline)
  from (select p_requested_at + (p_settings ->> 'media_wait_ms')::bigint * interval '1 millisecond' as deadline) d
  where p_now < d.deadline and exists (
    select 1 from public.chat_messages m join public.chat_media f on f.message_id = m.id
    where m.session_id = p_session_id and m.seq > p_after_seq and m.direction = 'inbound' and m.deleted_at is null
      and p_settings -> 'media_kinds' ? public.media_kind(m.message_type, f.mime_type)
      and ((f.status = 'pending' and coalesce(f.next_attempt_at, p_now) < d.deadline)
           or (f.status = 'stored' and f.enrichment_status = 'pending'
               and coalesce(f.enrichment_next_at, p_now) < d.deadline)))
$$;
comment on function public.media_due(uuid, bigint, timestamptz, jsonb, timestamptz) is
  'When to look again whether the files of unanswered messages are understood; null when nothing is worth waiting for. settings: media_kinds, media_wait_ms (from the first message), media_look_ms.';
revoke all on function public.media_due(uuid, bigint, timestamptz, jsonb, timestamptz) from public;

create function public.media_state(p_media public.chat_media) returns text
language sql immutable set search_path = ''
as $$
  select case
    when (p_media).status in ('rejected', 'failed', 'expired') then 'unavailable'
    when (p_media).status = 'pending' or (p_media).enrichment_status = 'pending' then 'waiting'
    when (p_media).enrichment_status = 'nothing_found' then 'nothing_found'
    when (p_media).enrichment_status = 'done' then null
    else 'not_understood' end
$$;
comment on function public.media_state(public.chat_media) is
  'Why the agent does not know what is in a file; null when it does.';

create function public.turn_media_due(p_turn_id uuid, p_fence bigint, p_settings jsonb) returns timestamptz
language sql stable security definer set search_path = ''
as $$
  select public.media_due(t.session_id, t.from_seq, t.requested_at, p_settings, clock_timestamp())
  from public.agent_turns t
  where t.id = p_turn_id and t.fence = p_fence and t.state = 'running'
$$;
comment on function public.turn_media_due(uuid, bigint, jsonb) is
  'media_due for a turn that began anew because its customer went on: what came meanwhile may be a photo.';
revoke all on function public.turn_media_due(uuid, bigint, jsonb) from public;
grant execute on function public.turn_media_due(uuid, bigint, jsonb) to service_role;

create function public.claim_turn_with_media(p_session_id uuid, p_run_id text, p_settings jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_session public.chat_sessions;
  v_due timestamptz;
begin
  select s.* into v_session from public.chat_sessions s where s.id = p_session_id for update;
  if v_session.pending_turn_seq is not null and v_session.owner = 'bot' and not exists (
    select 1 from public.agent_turns t where t.session_id = p_session_id and t.state = 'running') then
    v_due := public.media_due(p_session_id, v_session.replied_upto_seq, v_session.turn_requested_at, p_settings,
      clock_timestamp());
    if v_due is not null then
      -- Looking before the quiet moment would find a burst that still goes on.
      return jsonb_build_object('kind', 'wait', 'reason', 'media', 'until', greatest(v_due, least(
        v_session.turn_quiet_from + (p_settings ->> 'quiet_window_ms')::bigint * interval '1 millisecond',
        v_session.turn_requested_at + (p_settings ->> 'max_wait_ms')::bigint * interval '1 millisecond')));
    end if;
  end if;
  return public.claim_turn(p_session_id, p_run_id, p_settings);
end
$$;
comment on function public.claim_turn_with_media(uuid, text, jsonb) is
  'claim_turn, once the files of the unanswered messages are understood or the time for that is over. settings: those of claim_turn and media_kinds, media_wait_ms, media_look_ms.';
revoke all on function public.claim_turn_with_media(uuid, text, jsonb) from public;
grant execute on function public.claim_turn_with_media(uuid, text, jsonb) to service_role;

create or replace function public.turn_context(p_turn_id uuid, p_window_size integer) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'session_id', t.session_id, 'customer_id', t.customer_id, 'from_seq', t.from_seq, 'upto_seq', t.upto_seq,
    'customer_name', c.display_name, 'locale', c.locale,
    'messages', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', w.id, 'seq', w.seq, 'author', w.author, 'direction', w.direction, 'message_type', w.message_type,
        'rendered_text', w.rendered_text, 'created_at', w.created_at,
        'quoted_text', q.rendered_text, 'quoted_author', q.author,
        'media_state', case when w.direction = 'inbound' then (
          select public.media_state(f) from public.chat_media f where f.message_id = w.id) end) order by w.seq)
      from (
        select m.* from public.chat_messages m
        where m.session_id = t.session_id and m.seq <= t.upto_seq and m.direction <> 'system' and m.deleted_at is null
          and m.message_type not in ('edit', 'revoke')
          and (m.direction = 'inbound' or m.state not in ('suppressed', 'failed'))
        order by m.seq desc
        limit greatest(p_window_size, (
          select count(*) from public.chat_messages u
          where u.session_id = t.session_id and u.seq > t.from_seq and u.seq <= t.upto_seq)::integer)
      ) w left join public.chat_messages q on q.id = w.reply_to), '[]'))
  from public.agent_turns t join public.customers c on c.id = t.customer_id
  where t.id = p_turn_id
$$;
comment on function public.turn_context(uuid, integer) is
  'What the model reads for a turn: the newest window of messages up to the covered one, never fewer than the unanswered ones, and which of their files it cannot know the content of; drafts that never left are not part of the conversation.';
