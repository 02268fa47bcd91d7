-- The transcript in both directions: at the newest, before or after a bubble, or around one that was
-- found by search; with notes in their places, what a kind carries beside its words, and earlier versions.

create or replace function public.session_header(p_session_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_header jsonb;
begin
  perform public.require_staff_role('support', 'privacy', 'admin');
  select public.console_session_row(s) || jsonb_build_object(
    'customer_id', s.customer_id,
    'customer_since', c.created_at,
    'marketing', c.marketing_status,
    'owner_since', s.owner_since,
    'refusal', public.send_refusal(s.id, 'staff', 'staff_reply'),
    'template_refusal', public.send_refusal(s.id, 'staff', 'template', clock_timestamp(), 'UTILITY'),
    'marketing_refusal', public.send_refusal(s.id, 'staff', 'template', clock_timestamp(), 'MARKETING'),
    'newer_session_id', case when s.status = 'closed' then (
      select o.id from public.chat_sessions o
      where o.customer_id = s.customer_id and o.phone_number_id = s.phone_number_id and o.status = 'active') end,
    'can_write', public.current_staff_role() in ('support', 'admin'),
    'mine', s.assigned_to is not distinct from auth.uid())
  into v_header
  from public.chat_sessions s join public.customers c on c.id = s.customer_id
  where s.id = p_session_id;
  if v_header is null then
    raise exception 'session_not_found' using errcode = 'PT404';
  end if;
  return v_header;
end
$$;
comment on function public.session_header(uuid) is
  'The head of a conversation: who answers, the window, consent, and why staff may not write or send a template now, if so. 404 when it does not exist.';

create or replace function public.console_message_row(p_message public.chat_messages) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'id', p_message.id, 'seq', p_message.seq,
    'direction', p_message.direction, 'author', p_message.author,
    'author_name', (select f.display_name from public.staff f where f.user_id = p_message.author_id),
    'by_me', p_message.author_id is not null and p_message.author_id = auth.uid(),
    'type', p_message.message_type, 'text', p_message.rendered_text, 'written', p_message.text,
    'event', case when p_message.direction = 'system' then p_message.payload ->> 'event' end,
    'event_reason', case when p_message.direction = 'system' then p_message.payload ->> 'reason' end,
    'event_staff_name', case when p_message.direction = 'system' and p_message.payload ? 'staff_id' then (
      select f.display_name from public.staff f where f.user_id = (p_message.payload ->> 'staff_id')::uuid) end,
    'details', case when p_message.direction <> 'system' and p_message.deleted_at is null then jsonb_strip_nulls(jsonb_build_object(
      'voice', p_message.payload -> 'voice', 'location', p_message.payload -> 'location',
      'order', p_message.payload -> 'order', 'referral', p_message.payload -> 'referral',
      'forwarded', p_message.payload -> 'forwarded', 'template', p_message.payload -> 'template')) end,
    'media', case when p_message.deleted_at is null then (
      select jsonb_build_object('mime_type', x.mime_type, 'file_name', x.file_name, 'file_size', x.file_size,
               'status', x.status, 'error', x.error)
      from public.chat_media x where x.message_id = p_message.id) end,
    'edits', case when p_message.deleted_at is null and jsonb_typeof(p_message.payload -> 'edits') = 'array' then (
      select coalesce(jsonb_agg(jsonb_build_object('text', x.edit ->> 'text', 'replaced_at', x.edit ->> 'replaced_at')
                                order by x.place), '[]')
      from jsonb_array_elements(p_message.payload -> 'edits') with ordinality x (edit, place)) else '[]'::jsonb end,
    'purpose', p_message.purpose, 'turn_id', p_message.turn_id, 'client_key', p_message.client_key,
    'state', p_message.state, 'state_reason', p_message.state_reason, 'state_changed_at', p_message.state_changed_at,
    'not_before', p_message.not_before,
    'at', p_message.created_at, 'edited', p_message.edited_at is not null, 'deleted', p_message.deleted_at is not null,
    'quote', (select jsonb_build_object('id', q.id, 'seq', q.seq, 'here', q.session_id = p_message.session_id,
                       'session_id', q.session_id, 'author', q.author, 'text', left(q.rendered_text, 160))
              from public.chat_messages q where q.id = p_message.reply_to),
    'reactions', coalesce((
      select jsonb_agg(jsonb_build_object('author', r.author, 'emoji', r.payload #>> '{reaction,emoji}') order by r.seq)
      from public.chat_messages r where r.reply_to = p_message.id and r.message_type = 'reaction'), '[]'),
    'attempt', (
      select jsonb_build_object('no', a.attempt_no, 'error_code', a.error_code, 'error_reason', a.error_reason,
               'sent_at', a.sent_at, 'delivered_at', a.delivered_at, 'read_at', a.read_at, 'played_at', a.played_at,
               'failed_at', a.failed_at, 'unknown_at', a.unknown_at)
      from public.send_attempts a where a.message_id = p_message.id order by a.attempt_no desc limit 1))
$$;
comment on function public.console_message_row(public.chat_messages) is
  'One bubble as the transcript shows it: its words, what its kind carries beside them, earlier versions, what it answers, the reactions to it and its newest send attempt.';

create function public.transcript_seqs(p_session_id uuid, p_from bigint, p_upward boolean, p_limit integer)
returns bigint[]
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan
as $$
begin
  -- Reactions show at what they react to; edits and deletions show in what they changed.
  if p_upward then
    return array(
      select m.seq from public.chat_messages m
      where m.session_id = p_session_id and m.seq < p_from
        and not (m.message_type in ('reaction', 'edit', 'revoke') and m.reply_to is not null)
      order by m.seq desc limit p_limit);
  end if;
  return array(
    select m.seq from public.chat_messages m
    where m.session_id = p_session_id and m.seq >= p_from
      and not (m.message_type in ('reaction', 'edit', 'revoke') and m.reply_to is not null)
    order by m.seq limit p_limit);
end
$$;
comment on function public.transcript_seqs(uuid, bigint, boolean, integer) is
  'Places of bubbles before a seq, nearest first (upward), or from a seq on.';
grant execute on function public.transcript_seqs(uuid, bigint, boolean, integer) to authenticated;

drop function public.session_transcript(uuid, bigint, integer);
create function public.session_transcript(
  p_session_id uuid, p_before bigint default null, p_limit integer default 50,
  p_after bigint default null, p_around bigint default null)
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_limit integer := least(greatest(p_limit, 1), 200);
  v_older bigint[] := '{}';
  v_newer bigint[] := '{}';
  v_more boolean;
  v_more_newer boolean := false;
  v_first bigint;
  v_next bigint;
begin
  perform public.require_staff_role('support', 'privacy', 'admin');
  if p_after is not null then
    v_newer := public.transcript_seqs(p_session_id, p_after + 1, false, v_limit + 1);
    v_more := true;
  elsif p_around is not null then
    v_older := public.transcript_seqs(p_session_id, p_around, true, v_limit / 2 + 1);
    v_newer := public.transcript_seqs(p_session_id, p_around, false, v_limit - v_limit / 2 + 1);
    v_more := cardinality(v_older) > v_limit / 2;
    v_older := v_older[:v_limit / 2];
  else
    v_older := public.transcript_seqs(p_session_id, coalesce(p_before, 9223372036854775807), true, v_limit + 1);
    v_more := cardinality(v_older) > v_limit;
    v_older := v_older[:v_limit];
    v_next := p_before;
    v_more_newer := p_before is not null;
  end if;
  if p_after is not null or p_around is not null then
    v_limit := case when p_after is not null then v_limit else v_limit - v_limit / 2 end;
    v_more_newer := cardinality(v_newer) > v_limit;
    v_next := v_newer[v_limit + 1];
    v_newer := v_newer[:v_limit];
  end if;
  select min(x) into v_first from unnest(v_older || v_newer) x;
  return jsonb_build_object(
    'messages', (select coalesce(jsonb_agg(public.console_message_row(m) order by m.seq), '[]')
                 from public.chat_messages m where m.seq = any (v_older || v_newer)),
    -- Each page has the notes from its first bubble up to the first of the page after it.
    'notes', (select coalesce(jsonb_agg(public.console_note_row(n) order by n.after_seq, n.created_at), '[]')
              from public.session_notes n
              where n.session_id = p_session_id and n.deleted_at is null
                and n.after_seq >= case when v_more then coalesce(v_first, 9223372036854775807) else 0 end
                and n.after_seq < coalesce(v_next, 9223372036854775807)),
    'more', v_more, 'newer', v_more_newer, 'as_of', now());
end
$$;
comment on function public.session_transcript(uuid, bigint, integer, bigint, bigint) is
  'A page of bubbles, oldest first: the newest, those before p_before, those after p_after, or those around p_around. more: there are older ones; newer: there are newer ones.';
grant execute on function public.session_transcript(uuid, bigint, integer, bigint, bigint) to authenticated;

create or replace function public.session_changes(p_session_id uuid, p_since timestamptz) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_ids uuid[];
begin
  perform public.require_staff_role('support', 'privacy', 'admin');
  v_ids := array(
    select case when m.message_type in ('reaction', 'edit', 'revoke') and m.reply_to is not null then m.reply_to else m.id end
    from public.chat_messages m
    where m.session_id = p_session_id and m.updated_at > p_since - interval '10 seconds'
    order by m.updated_at desc limit 201);
  return jsonb_build_object(
    'reset', cardinality(v_ids) > 200,
    'session', public.session_header(p_session_id),
    'messages', case when cardinality(v_ids) > 200 then '[]'::jsonb else (
      select coalesce(jsonb_agg(public.console_message_row(m) order by m.seq), '[]')
      from public.chat_messages m where m.id = any (v_ids) and m.session_id = p_session_id) end,
    'notes', (
      select coalesce(jsonb_agg(public.console_note_row(n) order by n.after_seq, n.created_at), '[]')
      from public.session_notes n
      where n.session_id = p_session_id and n.updated_at > p_since - interval '10 seconds'),
    'as_of', now());
end
$$;
comment on function public.session_changes(uuid, timestamptz) is
  'What changed in one conversation since as_of: the header, every bubble and note that is new or changed; reset when it is too much to merge.';

create function public.poll_session(p_session_id uuid, p_since timestamptz, p_activity text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('support', 'privacy', 'admin');
  v_changes jsonb;
begin
  if coalesce(p_activity, '') not in ('viewing', 'writing', 'left', 'hidden') then
    raise exception 'unknown_activity' using errcode = '22023';
  end if;
  v_changes := public.session_changes(p_session_id, p_since);
  if p_activity <> 'hidden' then
    perform public.touch_presence(p_session_id, v_me, p_activity);
  end if;
  return v_changes || jsonb_build_object('presence', public.presence_of_others(p_session_id, v_me));
end
$$;
comment on function public.poll_session(uuid, timestamptz, text) is
  'One call for an open conversation: says what the caller does there (viewing, writing, left; hidden says nothing), returns what changed and who else is there.';
grant execute on function public.poll_session(uuid, timestamptz, text) to authenticated;
