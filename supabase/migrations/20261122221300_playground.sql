-- The playground: what the bot would know of a conversation at any moment of it. Nothing is stored or sent.

create function public.playground_context(
  p_session_id uuid, p_upto_seq bigint default null, p_at timestamptz default null,
  p_is_question boolean default false, p_window_size integer default 12)
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_session public.chat_sessions;
  v_upto bigint;
  v_from bigint;
begin
  perform public.require_staff_role('support', 'admin');
  select s.* into v_session from public.chat_sessions s where s.id = p_session_id;
  if v_session.id is null then
    raise exception 'session_not_found' using errcode = 'PT404';
  end if;
  select max(m.seq) into v_upto from public.chat_messages m
  where m.session_id = p_session_id and m.seq <= coalesce(p_upto_seq, 9223372036854775807)
    and m.created_at <= coalesce(p_at, 'infinity');
  v_upto := coalesce(v_upto, 0);
  v_from := v_upto;
  if p_is_question then
    -- The customer's own words up to there are the question, as they were for the turn.
    select coalesce(max(m.seq), 0) into v_from from public.chat_messages m
    where m.session_id = p_session_id and m.seq < v_upto and m.direction = 'outbound'
      and m.state not in ('suppressed', 'failed');
  end if;
  return jsonb_build_object(
    'session_id', v_session.id, 'customer_id', v_session.customer_id, 'customer_name', null,
    'locale', (select c.locale from public.customers c where c.id = v_session.customer_id),
    'from_seq', v_from, 'upto_seq', v_upto,
    'as_of', (select m.created_at from public.chat_messages m where m.session_id = p_session_id and m.seq = v_upto),
    'memory', public.session_memory(p_session_id, v_upto),
    'last_language', (
      select t.triage ->> 'language' from public.agent_turns t
      where t.session_id = p_session_id and t.upto_seq < v_upto and t.triage ->> 'language' is not null
      order by t.claimed_at desc limit 1),
    'messages', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', w.id, 'seq', w.seq, 'author', w.author, 'direction', w.direction, 'message_type', w.message_type,
        'rendered_text', w.rendered_text, 'created_at', w.created_at,
        'quoted_text', q.rendered_text, 'quoted_author', q.author) order by w.seq)
      from (
        select m.id, m.seq, m.author, m.direction, m.message_type, m.rendered_text, m.created_at, m.reply_to
        from public.chat_messages m
        where m.session_id = p_session_id and m.seq <= v_upto and m.direction <> 'system' and m.deleted_at is null
          and m.message_type not in ('edit', 'revoke')
          and (m.direction = 'inbound' or m.state not in ('suppressed', 'failed'))
        order by m.seq desc
        limit greatest(p_window_size, (
          select count(*) from public.chat_messages u
          where u.session_id = p_session_id and u.seq > v_from and u.seq <= v_upto)::integer)
      ) w left join public.chat_messages q on q.id = w.reply_to), '[]'));
end
$$;
comment on function public.playground_context(uuid, bigint, timestamptz, boolean, integer) is
  'A conversation as a turn would have seen it at a message or a time (now without either): window, summary as of then, language. p_is_question: the customer''s last words are the question themselves.';
revoke all on function public.playground_context(uuid, bigint, timestamptz, boolean, integer) from public;
grant execute on function public.playground_context(uuid, bigint, timestamptz, boolean, integer) to authenticated;

create function public.note_playground_call(p_session_id uuid, p_purpose text, p_model text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform public.require_staff_role('support', 'admin');
  if p_purpose not in ('triage', 'draft') then
    raise exception 'unknown_purpose' using errcode = '22023';
  end if;
  if not exists (select 1 from public.chat_sessions s where s.id = p_session_id) then
    raise exception 'session_not_found' using errcode = 'PT404';
  end if;
  perform public.audit('playground_' || p_purpose, 'chat_session', p_session_id,
    jsonb_build_object('model', left(p_model, 100)));
end
$$;
comment on function public.note_playground_call(uuid, text, text) is
  'Audits that somebody had the model read a conversation in the playground; written before the call is made.';
revoke all on function public.note_playground_call(uuid, text, text) from public;
grant execute on function public.note_playground_call(uuid, text, text) to authenticated;
