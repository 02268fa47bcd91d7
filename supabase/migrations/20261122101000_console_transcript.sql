-- One conversation for the console: its header, its bubbles, and what changed since.

create function public.session_header(p_session_id uuid) returns jsonb
language plpgsql stable set search_path = ''
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
  'The head of a conversation: who answers, the window, consent, and why staff may not write now (refusal), if so. 404 when it does not exist.';
grant execute on function public.session_header(uuid) to authenticated;

create function public.console_message_row(p_message public.chat_messages) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'id', p_message.id, 'seq', p_message.seq,
    'direction', p_message.direction, 'author', p_message.author,
    'author_name', (select f.display_name from public.staff f where f.user_id = p_message.author_id),
    'by_me', p_message.author_id is not null and p_message.author_id = auth.uid(),
    'type', p_message.message_type, 'text', p_message.rendered_text,
    'event', case when p_message.direction = 'system' then p_message.payload ->> 'event' end,
    'event_reason', case when p_message.direction = 'system' then p_message.payload ->> 'reason' end,
    'purpose', p_message.purpose, 'turn_id', p_message.turn_id, 'client_key', p_message.client_key,
    'state', p_message.state, 'state_reason', p_message.state_reason, 'state_changed_at', p_message.state_changed_at,
    'not_before', p_message.not_before,
    'at', p_message.created_at, 'edited', p_message.edited_at is not null, 'deleted', p_message.deleted_at is not null,
    'quote', (select jsonb_build_object('id', q.id, 'author', q.author, 'text', left(q.rendered_text, 160))
              from public.chat_messages q where q.id = p_message.reply_to),
    'reactions', coalesce((
      select jsonb_agg(jsonb_build_object('author', r.author, 'emoji', r.payload ->> 'emoji') order by r.seq)
      from public.chat_messages r where r.reply_to = p_message.id and r.message_type = 'reaction'), '[]'),
    'attempt', (
      select jsonb_build_object('no', a.attempt_no, 'error_code', a.error_code, 'error_reason', a.error_reason,
               'sent_at', a.sent_at, 'delivered_at', a.delivered_at, 'read_at', a.read_at, 'failed_at', a.failed_at,
               'unknown_at', a.unknown_at)
      from public.send_attempts a where a.message_id = p_message.id order by a.attempt_no desc limit 1))
$$;
comment on function public.console_message_row(public.chat_messages) is
  'One bubble as the transcript shows it, with what it answers, the reactions to it and its newest send attempt.';
grant execute on function public.console_message_row(public.chat_messages) to authenticated;

create function public.session_transcript(p_session_id uuid, p_before bigint default null, p_limit integer default 50)
returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  v_limit integer := least(greatest(p_limit, 1), 200);
  v_rows jsonb;
  v_more boolean;
begin
  perform public.require_staff_role('support', 'privacy', 'admin');
  -- Reactions show at what they react to; edits and deletions show in what they changed.
  with found as materialized (
    select m from public.chat_messages m
    where m.session_id = p_session_id and m.seq < coalesce(p_before, 9223372036854775807)
      and not (m.message_type in ('reaction', 'edit', 'revoke') and m.reply_to is not null)
    order by m.seq desc limit v_limit + 1
  ), page as (
    select f.m from found f order by (f.m).seq desc limit v_limit
  )
  select coalesce((select jsonb_agg(public.console_message_row(p.m) order by (p.m).seq) from page p), '[]'),
         (select count(*) from found) > v_limit
  into v_rows, v_more;
  return jsonb_build_object('messages', v_rows, 'more', v_more, 'as_of', now());
end
$$;
comment on function public.session_transcript(uuid, bigint, integer) is
  'A page of bubbles, oldest first, that ends before p_before (or at the newest); more: there are older ones.';
grant execute on function public.session_transcript(uuid, bigint, integer) to authenticated;

create function public.session_changes(p_session_id uuid, p_since timestamptz) returns jsonb
language plpgsql stable set search_path = ''
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
      from public.chat_messages m where m.id = any (v_ids)) end,
    'as_of', now());
end
$$;
comment on function public.session_changes(uuid, timestamptz) is
  'What changed in one conversation since as_of: the header and every bubble that is new or moved; reset when it is too much to merge.';
grant execute on function public.session_changes(uuid, timestamptz) to authenticated;
