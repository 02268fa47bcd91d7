-- The right to write a session's notes, and how each attempt ends. A claim reads under the session lock;
-- saving checks that nobody else claimed since and that the cursor is where the claim found it.

create function public.session_memory(p_session_id uuid, p_upto_seq bigint default null) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object('id', x.id, 'version', x.version, 'upto_seq', x.upto_seq, 'is_earlier', x.is_earlier,
                            'text', x.rendered_text, 'created_at', x.created_at)
  from (
    (select m.id, m.version, m.upto_seq, false as is_earlier, m.rendered_text, m.created_at
     from public.session_summaries m
     where m.session_id = p_session_id and m.upto_seq <= coalesce(p_upto_seq, 9223372036854775807)
     order by m.upto_seq desc, m.version desc limit 1)
    union all
    (select m.id, m.version, m.upto_seq, true, m.rendered_text, m.created_at
     from public.chat_sessions s
     join public.session_summaries m on m.customer_id = s.customer_id
     join public.chat_sessions e on e.id = m.session_id and e.created_at < s.created_at
     where s.id = p_session_id and m.upto_seq <= coalesce(p_upto_seq, 9223372036854775807)
     order by m.created_at desc, m.version desc limit 1)
  ) x
  where x.rendered_text <> ''
  order by x.is_earlier limit 1
$$;
comment on function public.session_memory(uuid, bigint) is
  'The newest notes on a conversation, as of a message where one is given; before a session has any of its own, the last of the customer''s previous one.';
grant execute on function public.session_memory(uuid, bigint) to authenticated, service_role;

create function public.summary_is_wanted(p_session public.chat_sessions, p_settings jsonb, p_now timestamptz) returns boolean
language sql stable security definer set search_path = ''
as $$
  select p_session.unsummarised_since is not null
    and (p_session.summary_lease_until is null or p_session.summary_lease_until <= p_now)
    and (p_session.summary_retry_at is null or p_session.summary_retry_at <= p_now)
    and (p_session.status = 'closed'
         or p_session.last_message_at < p_now - (p_settings ->> 'idle_ms')::bigint * interval '1 millisecond'
         or (p_settings ->> 'threshold')::integer <= (
           select count(*) from (
             select 1 from public.chat_messages m
             where m.session_id = p_session.id and m.seq > p_session.summarised_upto_seq and public.is_summarised_kind(m)
             limit (p_settings ->> 'threshold')::integer) x))
$$;
comment on function public.summary_is_wanted(public.chat_sessions, jsonb, timestamptz) is
  'Enough new messages, or the conversation has come to rest with some; and nobody is at it, and no failure asks for patience. settings: threshold, idle_ms.';

create function public.summary_is_due(p_session_id uuid, p_settings jsonb) returns boolean
language sql stable security definer set search_path = ''
as $$
  select coalesce((select public.summary_is_wanted(s, p_settings, clock_timestamp())
                   from public.chat_sessions s where s.id = p_session_id), false)
$$;
comment on function public.summary_is_due(uuid, jsonb) is 'Whether a session wants its notes brought up to date now.';
revoke all on function public.summary_is_due(uuid, jsonb) from public;
grant execute on function public.summary_is_due(uuid, jsonb) to service_role;

create function public.find_due_summaries(
  p_settings jsonb, p_now timestamptz default clock_timestamp(), p_limit integer default 50)
returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(x.id order by x.unsummarised_since, x.id), '[]') from (
    select s.id, s.unsummarised_since from public.chat_sessions s
    where s.unsummarised_since is not null and public.summary_is_wanted(s, p_settings, p_now)
    order by s.unsummarised_since, s.id limit p_limit) x
$$;
comment on function public.find_due_summaries(jsonb, timestamptz, integer) is
  'Sessions whose notes are due, those that have waited longest first. p_now lets tests look ahead.';
revoke all on function public.find_due_summaries(jsonb, timestamptz, integer) from public;
grant execute on function public.find_due_summaries(jsonb, timestamptz, integer) to service_role;

create function public.summary_base(p_session public.chat_sessions) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object('id', b.id, 'is_earlier', b.session_id <> p_session.id,
    'content', case when b.session_id = p_session.id then b.content
                    else jsonb_set(b.content, '{requests}', '[]') end)
  from public.session_summaries b
  where b.id = (public.session_memory(p_session.id) ->> 'id')::uuid
$$;
comment on function public.summary_base(public.chat_sessions) is 'The notes that the next version of a session''s folds in. Of an earlier conversation: what is known, promised and open; what was asked for then and is not open has passed.';

create function public.begin_summary(p_session_id uuid, p_run_id text, p_is_going_on boolean, p_settings jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_session public.chat_sessions;
  v_now timestamptz;
  v_messages jsonb;
  v_most integer := (p_settings ->> 'most_messages')::integer;
begin
  select s.* into v_session from public.chat_sessions s where s.id = p_session_id for update;
  v_now := clock_timestamp();
  if v_session.id is null or v_session.unsummarised_since is null then
    return jsonb_build_object('kind', 'nothing');
  end if;
  if v_session.summary_lease_until > v_now and v_session.summary_run_id is distinct from p_run_id then
    return jsonb_build_object('kind', 'busy');
  end if;
  v_session.summary_lease_until := null; -- Ours, or one that ran out.
  if v_session.summary_retry_at > v_now
     or not (p_is_going_on or public.summary_is_wanted(v_session, p_settings, v_now)) then
    return jsonb_build_object('kind', 'nothing');
  end if;
  select coalesce(jsonb_agg(jsonb_build_object(
           'seq', x.seq, 'author', x.author, 'created_at', x.created_at, 'length', length(x.rendered_text),
           'text', left(x.rendered_text, (p_settings ->> 'most_characters')::integer)) order by x.seq), '[]')
  into v_messages
  from (select m.seq, m.author, m.created_at, m.rendered_text from public.chat_messages m
        where m.session_id = p_session_id and m.seq > v_session.summarised_upto_seq and public.is_summarised_kind(m)
        order by m.seq limit v_most) x;
  if jsonb_array_length(v_messages) = 0 then
    -- Only lines about the conversation itself: nothing to fold, nothing to wait for.
    update public.chat_sessions s
    set summarised_upto_seq = s.last_message_seq, summary_lease_until = null where s.id = p_session_id;
    return jsonb_build_object('kind', 'nothing');
  end if;
  update public.chat_sessions s
  set summary_fence = s.summary_fence + 1, summary_run_id = p_run_id,
      summary_lease_until = v_now + (p_settings ->> 'lease_ms')::bigint * interval '1 millisecond'
  where s.id = p_session_id returning s.* into v_session;
  return jsonb_build_object(
    'kind', 'claimed', 'fence', v_session.summary_fence, 'customer_id', v_session.customer_id,
    'after_seq', v_session.summarised_upto_seq, 'last_seq', v_session.last_message_seq,
    'failures', v_session.summary_failures, 'base', public.summary_base(v_session), 'messages', v_messages,
    'is_all', jsonb_array_length(v_messages) < v_most);
end
$$;
comment on function public.begin_summary(uuid, text, boolean, jsonb) is
  'Claims a session''s notes and hands out what to fold: the notes so far and the oldest messages after the cursor. p_is_going_on: a run that has begun goes on to the newest message below the threshold too. settings: threshold, idle_ms, lease_ms, most_messages, most_characters.';
revoke all on function public.begin_summary(uuid, text, boolean, jsonb) from public;
grant execute on function public.begin_summary(uuid, text, boolean, jsonb) to service_role;

create function public.save_summary(
  p_session_id uuid, p_fence bigint, p_after_seq bigint, p_upto_seq bigint, p_notes jsonb, p_record jsonb)
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_session public.chat_sessions;
  v_id uuid;
begin
  if p_upto_seq <= p_after_seq then
    raise exception 'Notes need a later cursor than the one they started from' using errcode = '22023';
  end if;
  select s.* into v_session from public.chat_sessions s where s.id = p_session_id for update;
  if v_session.id is null then
    return jsonb_build_object('kind', 'superseded');
  end if;
  if not exists (select 1 from public.session_summaries m where m.session_id = p_session_id and m.fence = p_fence) then
    if v_session.summary_fence <> p_fence or v_session.summarised_upto_seq <> p_after_seq
       -- The notes it began with, of an earlier conversation too, were dropped because their words had to go.
       or (p_notes ->> 'base_id' is not null
           and not exists (select 1 from public.session_summaries b where b.id = (p_notes ->> 'base_id')::uuid)) then
      return jsonb_build_object('kind', 'superseded');
    end if;
    insert into public.session_summaries
      (session_id, customer_id, version, base_id, from_seq, upto_seq, content, rendered_text, message_count, cut_count,
       left_out_count, dropped_count, evicted_count, model, input_tokens, cached_tokens, output_tokens, cost_usd, latency_ms, fence)
    values (
      p_session_id, v_session.customer_id,
      1 + coalesce((select max(m.version) from public.session_summaries m where m.session_id = p_session_id), 0),
      (p_notes ->> 'base_id')::uuid, p_after_seq, p_upto_seq,
      p_notes -> 'content', p_notes ->> 'rendered_text', (p_record ->> 'message_count')::integer,
      (p_record ->> 'cut_count')::integer, (p_record ->> 'left_out_count')::integer, (p_record ->> 'dropped_count')::integer,
      (p_record ->> 'evicted_count')::integer, p_record ->> 'model', (p_record ->> 'input_tokens')::integer,
      (p_record ->> 'cached_tokens')::integer, (p_record ->> 'output_tokens')::integer, (p_record ->> 'cost_usd')::numeric,
      (p_record ->> 'latency_ms')::integer, p_fence)
    returning id into v_id;
    update public.chat_sessions s
    set summarised_upto_seq = p_upto_seq, summary_lease_until = null, summary_failures = 0, summary_retry_at = null
    where s.id = p_session_id returning s.* into v_session;
  end if;
  return jsonb_build_object('kind', 'saved', 'is_more', v_session.unsummarised_since is not null);
end
$$;
comment on function public.save_summary(uuid, bigint, bigint, bigint, jsonb, jsonb) is
  'Writes a version and moves the cursor, if the claim is still the newest and the cursor where it found it. Safe to run twice. is_more: messages are left.';
revoke all on function public.save_summary(uuid, bigint, bigint, bigint, jsonb, jsonb) from public;
grant execute on function public.save_summary(uuid, bigint, bigint, bigint, jsonb, jsonb) to service_role;

create function public.put_off_summary(p_session_id uuid, p_fence bigint, p_wait_ms bigint, p_is_unusable boolean) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  update public.chat_sessions s
  set summary_failures = s.summary_failures + p_is_unusable::integer, summary_lease_until = null,
      summary_retry_at = clock_timestamp() + p_wait_ms * interval '1 millisecond'
  where s.id = p_session_id and s.summary_fence = p_fence and s.summary_lease_until is not null;
  return found;
end
$$;
comment on function public.put_off_summary(uuid, bigint, bigint, boolean) is
  'Ends a claim without notes: the ones so far stay, the cursor stays, redrive tries again after the wait. Only an answer that could not be used is counted: it makes the next round smaller, an outage must not.';
revoke all on function public.put_off_summary(uuid, bigint, bigint, boolean) from public;
grant execute on function public.put_off_summary(uuid, bigint, bigint, boolean) to service_role;
