-- From a generated draft to queued bubbles, with everything checked again under the session lock (P7, P9).

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
