-- A reply in SQL: claim, then generate outside, then commit with everything checked again under
-- the session lock. The queue may deliver late, twice or never; correctness rests here (P7, P8, P9).

create function public.send_refusal(
  p_session_id uuid, p_author text, p_purpose text, p_now timestamptz default clock_timestamp(),
  p_template_category text default null)
returns text
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_session public.chat_sessions;
  v_customer public.customers;
begin
  if auth.role() = 'authenticated' and public.current_staff_role() is null then
    raise exception 'Only active staff may ask this' using errcode = '42501';
  end if;
  select s.* into v_session from public.chat_sessions s where s.id = p_session_id;
  select c.* into v_customer from public.customers c where c.id = v_session.customer_id;
  if v_session.id is null or v_customer.erased_at is not null then
    return 'customer_erased';
  end if;
  if not exists (select 1 from public.customer_identities i
                 where i.customer_id = v_customer.id and i.kind = 'phone' and i.valid_to is null) then
    return 'no_phone_number';
  end if;
  if exists (select 1 from public.send_stops x
             where x.phone_number_id = v_session.phone_number_id and x.ended_at is null) then
    return 'account_stopped';
  end if;
  if p_author = 'bot' and p_purpose = 'reply' and v_session.owner = 'human' then
    return 'human_owns_session';
  end if;
  if v_customer.consent_status = 'opted_out' and p_purpose not in ('consent_confirmation', 'privacy') then
    if not (p_author = 'staff' and p_purpose = 'staff_reply' and exists (
      -- Written after it, not merely delivered after it; another STOP or a reaction is no question.
      select 1 from public.chat_messages m
      where m.session_id = p_session_id and m.direction = 'inbound' and m.starts_turn
        and coalesce(m.wa_timestamp, m.created_at) > (
          select max(e.occurred_at) from public.consent_events e
          where e.customer_id = v_customer.id and e.scope = 'service' and e.to_status = 'opted_out'))) then
      return 'opted_out';
    end if;
  end if;
  if p_purpose = 'template' and upper(p_template_category) = 'MARKETING' and v_customer.marketing_status <> 'allowed' then
    return 'marketing_not_allowed';
  end if;
  if p_purpose <> 'template' and p_now >= coalesce(v_session.wa_window_expires_at, '-infinity') then
    return 'window_closed';
  end if;
  return null;
end
$$;
comment on function public.send_refusal(uuid, text, text, timestamptz, text) is
  'The gate: why something may not be sent now, as a word that staff see translated; null when it may (P10). Asked inside every send transaction, and by the composer.';
grant execute on function public.send_refusal(uuid, text, text, timestamptz, text) to authenticated, service_role;

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

create function public.insert_reply_parts(p_turn public.agent_turns, p_parts text[], p_state text, p_reason text)
returns jsonb
language sql security definer set search_path = ''
as $$
  with inserted as (
    insert into public.chat_messages
      (session_id, customer_id, direction, author, message_type, text, rendered_text, purpose, state, state_reason,
       state_changed_at, turn_id, part_index, embedding_status)
    select p_turn.session_id, p_turn.customer_id, 'outbound', 'bot', 'text', part.text, part.text, 'reply', p_state,
           p_reason, clock_timestamp(), p_turn.id, (part.position - 1)::integer,
           case when p_state = 'suppressed' then 'skipped' else 'pending' end
    from unnest(p_parts) with ordinality part (text, position) order by part.position
    returning id, seq
  ), touched as (
    update public.chat_sessions s
    set last_message_seq = (select max(i.seq) from inserted i), last_message_at = clock_timestamp(),
        updated_at = clock_timestamp()
    where s.id = p_turn.session_id and exists (select 1 from inserted)
  )
  select coalesce(jsonb_agg(i.id order by i.seq), '[]') from inserted i
$$;
comment on function public.insert_reply_parts(public.agent_turns, text[], text, text) is
  'Writes the bubbles of one reply: queued to be sent, or suppressed with the reason staff see. The caller holds the session lock.';

create function public.save_draft(p_turn_id uuid, p_fence bigint, p_parts text[], p_record jsonb) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  if coalesce(cardinality(p_parts), 0) = 0 or exists (select 1 from unnest(p_parts) x where btrim(x) = '') then
    raise exception 'A draft needs at least one part and no empty ones' using errcode = '22023';
  end if;
  update public.agent_turns t
  set draft = p_parts, route = p_record ->> 'route', route_reason = p_record ->> 'route_reason', model = p_record ->> 'model',
      input_tokens = coalesce(t.input_tokens, 0) + (p_record ->> 'input_tokens')::integer,
      cached_tokens = coalesce(t.cached_tokens, 0) + (p_record ->> 'cached_tokens')::integer,
      output_tokens = coalesce(t.output_tokens, 0) + (p_record ->> 'output_tokens')::integer,
      cost_usd = coalesce(t.cost_usd, 0) + (p_record ->> 'cost_usd')::numeric,
      latency_ms = t.latency_ms || coalesce(p_record -> 'latency_ms', '{}'),
      trimmed = coalesce(p_record -> 'trimmed', '{}')
  where t.id = p_turn_id and t.fence = p_fence and t.state = 'running';
  return found;
end
$$;
comment on function public.save_draft(uuid, bigint, text[], jsonb) is
  'Keeps a generated reply on its turn until commit, and adds up what it cost (a restarted turn pays twice). False when the turn is no longer running under this fence.';
revoke all on function public.save_draft(uuid, bigint, text[], jsonb) from public;
grant execute on function public.save_draft(uuid, bigint, text[], jsonb) to service_role;

create function public.restart_answer(p_session public.chat_sessions, p_turn public.agent_turns, p_settings jsonb)
returns jsonb
language sql immutable set search_path = ''
as $$
  select jsonb_build_object('kind', 'restart', 'until', coalesce(least(
    p_session.turn_quiet_from + (p_settings ->> 'quiet_window_ms')::bigint * interval '1 millisecond',
    p_turn.requested_at + (p_settings ->> 'max_wait_ms')::bigint * interval '1 millisecond'), p_turn.requested_at))
$$;
comment on function public.restart_answer(public.chat_sessions, public.agent_turns, jsonb) is
  'Tells a run to generate again, and when the customer will have been quiet.';

create function public.commit_turn(p_turn_id uuid, p_fence bigint, p_settings jsonb)
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_turn public.agent_turns;
  v_session public.chat_sessions;
  v_now timestamptz;
  v_refusal text;
  v_ids jsonb;
begin
  select s.* into v_session from public.chat_sessions s
  where s.id = (select t.session_id from public.agent_turns t where t.id = p_turn_id) for update;
  select t.* into v_turn from public.agent_turns t where t.id = p_turn_id for update;
  v_now := clock_timestamp();
  if v_turn.id is null then
    return jsonb_build_object('kind', 'superseded');
  end if;
  if v_turn.state = 'committed' or (v_turn.state = 'finished' and v_turn.outcome = 'sent') then
    -- This step ran before and its answer was lost on the way: same answer again.
    return jsonb_build_object('kind', 'committed', 'message_ids', (
      select coalesce(jsonb_agg(m.id order by m.part_index), '[]') from public.chat_messages m where m.turn_id = p_turn_id));
  end if;
  if v_turn.state = 'finished' then
    return jsonb_build_object('kind', v_turn.outcome, 'reason', v_turn.outcome_reason);
  end if;
  if v_session.turn_fence <> p_fence then
    perform public.finish_turn(p_turn_id, 'superseded', 'newer_claim');
    return jsonb_build_object('kind', 'superseded');
  end if;

  if v_turn.draft is null and v_turn.restarts > 0 then
    -- This step ran before, sent the turn back, and its answer was lost on the way.
    return public.restart_answer(v_session, v_turn, p_settings);
  end if;
  v_refusal := public.send_refusal(v_session.id, 'bot', 'reply', v_now);
  if v_refusal is null and v_session.owner_since > v_turn.claimed_at then
    -- A person took over and handed back meanwhile: the draft knows nothing of what they said.
    v_refusal := 'human_owned_meanwhile';
  end if;

  if v_refusal is null and v_session.pending_turn_seq > v_turn.upto_seq
     and v_turn.restarts < (p_settings ->> 'max_restarts')::integer
     and v_now < v_turn.requested_at + (p_settings ->> 'max_wait_ms')::bigint * interval '1 millisecond' then
    -- The customer went on writing while we were thinking: one reply covers it all (P7).
    update public.agent_turns t
    set restarts = t.restarts + 1, upto_seq = v_session.pending_turn_seq, draft = null,
        lease_until = v_now + (p_settings ->> 'lease_ms')::bigint * interval '1 millisecond'
    where t.id = p_turn_id;
    return public.restart_answer(v_session, v_turn, p_settings);
  end if;

  if v_turn.draft is null then
    raise exception 'Turn % has no draft to commit', p_turn_id using errcode = '55000';
  end if;
  update public.agent_turns t set draft = null where t.id = p_turn_id;

  if v_refusal is not null and v_refusal <> 'account_stopped' then
    perform public.insert_reply_parts(v_turn, v_turn.draft, 'suppressed', v_refusal);
    perform public.finish_turn(p_turn_id, 'suppressed', v_refusal);
    -- Who opted out is owed nothing; who wrote again after a person handed back gets a turn of its own.
    if v_refusal not in ('opted_out', 'human_owned_meanwhile') then
      perform public.give_to_human(v_session.id, v_refusal);
    end if;
    return jsonb_build_object('kind', 'suppressed', 'reason', v_refusal, 'more_waiting', exists (
      select 1 from public.chat_sessions s where s.id = v_session.id and s.pending_turn_seq is not null));
  end if;

  v_ids := public.insert_reply_parts(v_turn, v_turn.draft, 'queued', null);
  update public.agent_turns t set state = 'committed' where t.id = p_turn_id;
  update public.chat_sessions s
  set replied_upto_seq = v_turn.upto_seq, turn_failures = 0,
      pending_turn_seq = case when s.pending_turn_seq > v_turn.upto_seq then s.pending_turn_seq end,
      turn_requested_at = case when s.pending_turn_seq > v_turn.upto_seq then (
        select min(m.created_at) from public.chat_messages m
        where m.session_id = s.id and m.seq > v_turn.upto_seq and m.starts_turn) end,
      turn_quiet_from = case when s.pending_turn_seq > v_turn.upto_seq then s.turn_quiet_from end
  where s.id = v_session.id
  returning s.* into v_session;
  return jsonb_build_object('kind', 'committed', 'message_ids', v_ids,
    'more_waiting', v_session.pending_turn_seq is not null);
end
$$;
comment on function public.commit_turn(uuid, bigint, jsonb) is
  'Writes the reply if the turn still holds the newest fence and sending is still allowed; else restarts, supersedes or suppresses it. Safe to run twice. settings: quiet_window_ms, max_wait_ms, max_restarts, lease_ms.';
revoke all on function public.commit_turn(uuid, bigint, jsonb) from public;
grant execute on function public.commit_turn(uuid, bigint, jsonb) to service_role;

create function public.hand_off_turn(p_turn_id uuid, p_fence bigint, p_outcome text, p_reason text) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  v_session public.chat_sessions;
begin
  select s.* into v_session from public.chat_sessions s
  where s.id = (select t.session_id from public.agent_turns t where t.id = p_turn_id and t.state = 'running') for update;
  if v_session.id is null or v_session.turn_fence <> p_fence then
    return false;
  end if;
  perform public.finish_turn(p_turn_id, p_outcome, p_reason);
  perform public.give_to_human(v_session.id, p_reason);
  return true;
end
$$;
comment on function public.hand_off_turn(uuid, bigint, text, text) is
  'Ends a turn that could not produce a reply and gives the session to a person with the reason. False when the turn is no longer ours.';
revoke all on function public.hand_off_turn(uuid, bigint, text, text) from public;
grant execute on function public.hand_off_turn(uuid, bigint, text, text) to service_role;
