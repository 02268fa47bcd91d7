-- Every kind of unfinished work shows in a column with a partial index; these functions find it,
-- settle what time alone settles, and name the rest to be announced again (P2). Each row is settled in
-- a subtransaction of its own: one that cannot be settled must not stop the others, minute after minute.

create function public.settle_stale_sends(p_now timestamptz, p_limit integer, p_settings jsonb) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  v_row record;
  v_count integer := 0;
begin
  -- A crash between opening an attempt and its answer: it may have left. In doubt, never sent again.
  for v_row in
    select x.id, x.session_id, x.customer_id from (
      select a.id, m.session_id, m.customer_id
      from public.send_attempts a join public.chat_messages m on m.id = a.message_id
      where a.state = 'sending' and a.lease_until < p_now order by a.lease_until limit p_limit) x
    order by x.session_id
  loop
    -- A session that somebody works on now is left for the next minute: no waiting, no cycle.
    perform 1 from public.chat_sessions s where s.id = v_row.session_id for update skip locked;
    continue when not found;
    begin
      perform public.advance_attempt(v_row.id, 'unknown', p_now, null, 'no_answer_recorded', null, null);
      perform public.settle_by_receipt(v_row.customer_id, p_settings);
      v_count := v_count + 1;
    exception when data_exception or integrity_constraint_violation then
      raise warning 'Attempt % could not be settled (%)', v_row.id, sqlstate;
    end;
  end loop;
  -- Five minutes without a receipt or an echo: a person decides (P11).
  for v_row in
    select x.id, x.session_id, x.turn_id from (
      select m.id, m.session_id, m.turn_id from public.chat_messages m
      where m.state = 'unknown' and m.escalated_at is null and m.state_changed_at < p_now - interval '5 minutes'
      order by m.state_changed_at limit p_limit) x
    order by x.session_id
  loop
    perform 1 from public.chat_sessions s where s.id = v_row.session_id for update skip locked;
    continue when not found;
    update public.chat_messages m set escalated_at = clock_timestamp(), updated_at = clock_timestamp()
    where m.id = v_row.id and m.state = 'unknown' and m.escalated_at is null;
    if found then
      perform public.give_to_human(v_row.session_id, 'send_unconfirmed');
      perform public.finish_turn(v_row.turn_id, 'handed_off', 'send_unconfirmed');
      v_count := v_count + 1;
    end if;
  end loop;
  return v_count;
end
$$;
comment on function public.settle_stale_sends(timestamptz, integer, jsonb) is
  'Attempts whose answer was lost become unknown; unknown ones unsettled for five minutes go to a person.';

create function public.record_outside_message(p_event public.wa_events, p_settings jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_echo jsonb := p_event.item -> 'echo';
  v_recipient jsonb := v_echo -> 'recipient';
  v_wa_message_id text := v_echo ->> 'wa_message_id';
  v_session public.chat_sessions;
  v_text text := coalesce(v_echo ->> 'text', '[Message sent outside this service]');
  v_at timestamptz := least(coalesce(p_event.occurred_at, p_event.received_at), clock_timestamp());
  v_id uuid;
  v_attempt_id uuid;
  v_seq bigint;
begin
  v_session := public.open_session(
    public.resolve_customer(v_recipient ->> 'phone', v_recipient ->> 'wa_user_id', null),
    coalesce(p_event.phone_number_id, p_settings ->> 'default_phone_number_id'));
  insert into public.chat_messages
    (session_id, customer_id, direction, author, message_type, text, rendered_text, purpose, state, state_changed_at, wa_timestamp)
  values (v_session.id, v_session.customer_id, 'outbound', 'staff', 'text', v_text, v_text, 'outside', 'sending',
          clock_timestamp(), v_at)
  returning id, seq into v_id, v_seq;
  insert into public.send_attempts (message_id, attempt_no, lease_until, started_at)
  values (v_id, 1, 'infinity', v_at)
  returning id into v_attempt_id;
  update public.chat_sessions s
  set last_message_seq = v_seq, last_message_at = clock_timestamp(), last_outbound_at = greatest(s.last_outbound_at, v_at),
      updated_at = clock_timestamp()
  where s.id = v_session.id;
  perform public.give_to_human(v_session.id, 'answered_in_provider_inbox');
  if v_wa_message_id is null then
    perform public.advance_attempt(v_attempt_id, 'sent', v_at, null, null, null, null);
  else
    perform public.settle_attempt_with_id(v_attempt_id, v_wa_message_id, v_at, p_settings, false);
  end if;
end
$$;
comment on function public.record_outside_message(public.wa_events, jsonb) is
  'A person wrote to the customer in Luminous'' own inbox: keep the message in the transcript and pause the bot (P11).';

create function public.settle_echo(p_event_id uuid, p_settings jsonb) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  v_event public.wa_events;
begin
  select e.* into v_event from public.wa_events e where e.id = p_event_id and e.settle_after is not null;
  if v_event.id is null then
    return false;
  end if;
  perform public.lock_for_intake(jsonb_build_array(v_event.item));
  select e.* into v_event from public.wa_events e where e.id = p_event_id and e.settle_after is not null for update;
  if v_event.id is null then
    return false;
  end if;
  begin
    if not public.match_echo(v_event.item -> 'echo', v_event.occurred_at, p_settings)
       and coalesce(v_event.item #>> '{echo,recipient,phone}', v_event.item #>> '{echo,recipient,wa_user_id}') is not null then
      perform public.record_outside_message(v_event, p_settings);
    end if;
    update public.wa_events e set settle_after = null, item = null where e.id = v_event.id;
  exception when data_exception or integrity_constraint_violation then
    update public.wa_events e
    set settle_after = null, status = 'parked', park_reason = 'handling_failed', review_note = sqlstate
    where e.id = v_event.id;
  end;
  return true;
end
$$;
comment on function public.settle_echo(uuid, jsonb) is
  'One echo that matched no send of ours for two minutes: matched after all, or written by a person elsewhere; parked when it cannot be recorded.';
revoke all on function public.settle_echo(uuid, jsonb) from public;
grant execute on function public.settle_echo(uuid, jsonb) to service_role;

create function public.settle_unfinished(p_settings jsonb, p_now timestamptz default clock_timestamp(), p_limit integer default 200)
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_sends integer;
  v_turn_id uuid;
begin
  v_sends := public.settle_stale_sends(p_now, p_limit, p_settings);
  for v_turn_id in
    select t.id from public.agent_turns t
    where t.state = 'committed' and t.lease_until < p_now order by t.lease_until limit p_limit
  loop
    perform public.settle_turn_outcome(v_turn_id);
  end loop;
  -- Died while a person took over or the customer opted out: nobody waits for it, and nobody claims again.
  update public.agent_turns t
  set state = 'finished', outcome = 'superseded', outcome_reason = 'lease_expired', finished_at = clock_timestamp(), draft = null
  from public.chat_sessions s
  where t.state = 'running' and t.lease_until < p_now and s.id = t.session_id and s.pending_turn_seq is null;
  return jsonb_build_object('settled_sends', v_sends, 'echo_event_ids', (
    select coalesce(jsonb_agg(x.id), '[]') from (
      select e.id from public.wa_events e where e.settle_after < p_now order by e.settle_after limit p_limit) x));
end
$$;
comment on function public.settle_unfinished(jsonb, timestamptz, integer) is
  'Settles sends and turns that time alone settles, and names the echoes to settle one by one. p_now lets tests look ahead.';
revoke all on function public.settle_unfinished(jsonb, timestamptz, integer) from public;
grant execute on function public.settle_unfinished(jsonb, timestamptz, integer) to service_role;

create function public.find_unfinished(p_settings jsonb, p_now timestamptz default clock_timestamp(), p_limit integer default 200)
returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'turn_session_ids', (
      select coalesce(jsonb_agg(x.id), '[]') from (
        select s.id from public.chat_sessions s
        where s.pending_turn_seq is not null
          and s.turn_requested_at < p_now - (p_settings ->> 'grace_ms')::bigint * interval '1 millisecond'
          and not exists (select 1 from public.send_stops z
                          where z.phone_number_id = s.phone_number_id and z.ended_at is null)
          and not exists (select 1 from public.agent_turns t
                          where t.session_id = s.id and t.state = 'running' and t.lease_until > p_now)
        order by s.turn_requested_at limit p_limit) x),
    'send_message_ids', (
      select coalesce(jsonb_agg(x.id), '[]') from (
        select m.id from public.chat_messages m
        where m.state = 'queued'
          and not exists (select 1 from public.chat_sessions s join public.send_stops z
                            on z.phone_number_id = s.phone_number_id and z.ended_at is null
                          where s.id = m.session_id)
          and coalesce(m.not_before, m.created_at) < p_now - (p_settings ->> 'grace_ms')::bigint * interval '1 millisecond'
        order by coalesce(m.not_before, m.created_at) limit p_limit) x))
$$;
comment on function public.find_unfinished(jsonb, timestamptz, integer) is
  'Ids of turns and sends that nobody seems to be working on, oldest first. settings: grace_ms, how long the normal path is given.';
revoke all on function public.find_unfinished(jsonb, timestamptz, integer) from public;
grant execute on function public.find_unfinished(jsonb, timestamptz, integer) to service_role;
