-- The right to answer a session. The queue may deliver late, twice or never; correctness rests on the
-- session lock, the fence and one running turn a session (P7, P8).

create function public.finish_turn(p_turn_id uuid, p_outcome text, p_reason text) returns void
language sql security definer set search_path = ''
as $$
  update public.agent_turns t
  set state = 'finished', outcome = p_outcome, outcome_reason = p_reason, finished_at = clock_timestamp()
  where t.id = p_turn_id and t.state <> 'finished'
$$;
comment on function public.finish_turn(uuid, text, text) is 'Ends a turn once; a second end changes nothing.';

create function public.loop_suspicion(p_session_id uuid, p_now timestamptz) returns text
language sql stable security definer set search_path = ''
as $$
  with recent as (
    select m.text, m.created_at from public.chat_messages m
    where m.session_id = p_session_id and m.direction = 'inbound' and m.starts_turn
    order by m.seq desc limit 3
  ), answered as (
    select count(*) filter (where t.claimed_at > p_now - interval '1 minute') as within_a_minute,
           count(*) filter (where t.claimed_at > (select min(r.created_at) from recent r)) as since_third_last
    from public.agent_turns t
    where t.session_id = p_session_id and t.claimed_at > p_now - interval '10 minutes' and t.state in ('committed', 'finished')
      and t.outcome is distinct from 'superseded'
  )
  select case
    when a.within_a_minute >= 7 then 'ping_pong'
    when a.since_third_last >= 2 and (
      select count(*) = 3 and count(distinct public.normalised_for_match(r.text)) = 1
             and min(r.created_at) > p_now - interval '10 minutes' and bool_and(r.text is not null) from recent r)
      then 'repeated_text' end
  from answered a
$$;
comment on function public.loop_suspicion(uuid, timestamptz) is
  'Signs that a machine answers us (P12): more exchanges in a minute than a person can write, or the same words after each of our replies.';

create function public.claim_turn(p_session_id uuid, p_run_id text, p_settings jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_session public.chat_sessions;
  v_now timestamptz;
  v_due timestamptz;
  v_running public.agent_turns;
  v_turn public.agent_turns;
  v_refusal text;
begin
  select s.* into v_session from public.chat_sessions s where s.id = p_session_id for update;
  v_now := clock_timestamp(); -- After the lock: now() is when we began to wait for it.
  select t.* into v_running from public.agent_turns t where t.session_id = p_session_id and t.state = 'running';
  if v_running.run_id = p_run_id then
    return jsonb_build_object('kind', 'claimed', 'turn_id', v_running.id, 'fence', v_running.fence);
  end if;
  if v_session.id is null or v_session.pending_turn_seq is null then
    return jsonb_build_object('kind', 'nothing');
  end if;

  if v_running.id is not null and v_running.lease_until > v_now then
    return jsonb_build_object('kind', 'wait', 'until', v_running.lease_until, 'reason', 'turn_running');
  end if;

  v_due := least(
    v_session.turn_quiet_from + (p_settings ->> 'quiet_window_ms')::bigint * interval '1 millisecond',
    v_session.turn_requested_at + (p_settings ->> 'max_wait_ms')::bigint * interval '1 millisecond');
  if v_now < v_due then
    return jsonb_build_object('kind', 'wait', 'until', v_due, 'reason', 'quiet_window');
  end if;

  if v_running.id is not null then
    perform public.finish_turn(v_running.id, 'failed', 'lease_expired');
    update public.chat_sessions s set turn_failures = s.turn_failures + 1
    where s.id = p_session_id returning s.turn_failures into v_session.turn_failures;
  end if;

  v_refusal := public.send_refusal(p_session_id, 'bot', 'reply', v_now);
  if v_refusal = 'account_stopped' then
    -- For everybody and for a while: the answer waits with the rest until a person lifts the stop.
    return jsonb_build_object('kind', 'held', 'reason', v_refusal);
  end if;
  if v_refusal is null and v_session.turn_failures >= (p_settings ->> 'max_failures')::integer then
    v_refusal := 'turns_failed';
  end if;
  if v_refusal is null and (p_settings ->> 'max_replies_per_hour')::integer <= (
    select count(*) from public.agent_turns t
    where t.session_id = p_session_id and t.claimed_at > v_now - interval '1 hour' and t.outcome = 'sent') then
    v_refusal := 'reply_cap';
  end if;
  if v_refusal is null then
    v_refusal := public.loop_suspicion(p_session_id, v_now);
  end if;
  if v_refusal is not null then
    perform public.give_to_human(p_session_id, v_refusal);
    return jsonb_build_object('kind', 'handed_off', 'reason', v_refusal);
  end if;

  update public.chat_sessions s set turn_fence = s.turn_fence + 1
  where s.id = p_session_id returning s.* into v_session;
  insert into public.agent_turns
    (session_id, customer_id, fence, run_id, claimed_at, lease_until, from_seq, upto_seq, requested_at)
  values (p_session_id, v_session.customer_id, v_session.turn_fence, p_run_id, v_now,
          v_now + (p_settings ->> 'lease_ms')::bigint * interval '1 millisecond',
          v_session.replied_upto_seq, v_session.pending_turn_seq, v_session.turn_requested_at)
  returning * into v_turn;
  return jsonb_build_object('kind', 'claimed', 'turn_id', v_turn.id, 'fence', v_turn.fence);
end
$$;
comment on function public.claim_turn(uuid, text, jsonb) is
  'Claims the right to answer a session: waits for quiet, takes over a claim whose lease ran out, hands over to a person what the bot may not answer. settings: quiet_window_ms, max_wait_ms, lease_ms, max_failures, max_replies_per_hour.';
revoke all on function public.claim_turn(uuid, text, jsonb) from public;
grant execute on function public.claim_turn(uuid, text, jsonb) to service_role;

create function public.begin_generation(p_turn_id uuid, p_fence bigint, p_lease_ms bigint) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  v_session_id uuid;
begin
  select t.session_id into v_session_id from public.agent_turns t where t.id = p_turn_id;
  perform 1 from public.chat_sessions s where s.id = v_session_id and s.turn_fence = p_fence for update;
  if not found then
    return false;
  end if;
  update public.agent_turns t set lease_until = clock_timestamp() + p_lease_ms * interval '1 millisecond'
  where t.id = p_turn_id and t.state = 'running';
  return found;
end
$$;
comment on function public.begin_generation(uuid, bigint, bigint) is
  'Renews the lease before a model call. False: another run has taken over, or the turn has ended; stop quietly.';
revoke all on function public.begin_generation(uuid, bigint, bigint) from public;
grant execute on function public.begin_generation(uuid, bigint, bigint) to service_role;

create function public.turn_context(p_turn_id uuid, p_window_size integer) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'session_id', t.session_id, 'customer_id', t.customer_id, 'from_seq', t.from_seq, 'upto_seq', t.upto_seq,
    'customer_name', c.display_name, 'locale', c.locale,
    'messages', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', w.id, 'seq', w.seq, 'author', w.author, 'direction', w.direction, 'message_type', w.message_type,
        'rendered_text', w.rendered_text, 'created_at', w.created_at,
        'quoted_text', q.rendered_text, 'quoted_author', q.author) order by w.seq)
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
  'What the model reads for a turn: the newest window of messages up to the covered one, never fewer than the unanswered ones; drafts that never left are not part of the conversation.';
revoke all on function public.turn_context(uuid, integer) from public;
grant execute on function public.turn_context(uuid, integer) to service_role;
