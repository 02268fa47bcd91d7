-- Every kind of unfinished work shows in a column with a partial index; these functions find it,
-- settle what time alone settles, and name the rest to be announced again (P2).

create function public.settle_stale_sends(p_now timestamptz, p_limit integer) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  v_attempt record;
  v_count integer := 0;
begin
  -- A crash between opening an attempt and its answer: it may have left. In doubt, never sent again.
  for v_attempt in
    select a.id, m.session_id from public.send_attempts a join public.chat_messages m on m.id = a.message_id
    where a.state = 'sending' and a.lease_until < p_now order by a.lease_until limit p_limit
  loop
    perform 1 from public.chat_sessions s where s.id = v_attempt.session_id for update;
    perform public.advance_attempt(v_attempt.id, 'unknown', p_now, null, 'no_answer_recorded', null, null);
    v_count := v_count + 1;
  end loop;
  -- Five minutes without a receipt or an echo: a person decides (P11).
  for v_attempt in
    select m.id, m.session_id from public.chat_messages m
    where m.state = 'unknown' and m.state_changed_at < p_now - interval '5 minutes'
      and m.state_reason is distinct from 'handed_to_human'
    order by m.state_changed_at limit p_limit
  loop
    perform 1 from public.chat_sessions s where s.id = v_attempt.session_id for update;
    update public.chat_messages m set state_reason = 'handed_to_human', updated_at = clock_timestamp()
    where m.id = v_attempt.id and m.state = 'unknown';
    if found then
      perform public.give_to_human(v_attempt.session_id, 'send_unconfirmed');
      update public.agent_turns t
      set state = 'finished', outcome = 'handed_off', outcome_reason = 'send_unconfirmed', finished_at = clock_timestamp()
      where t.id = (select m.turn_id from public.chat_messages m where m.id = v_attempt.id) and t.state = 'committed';
      v_count := v_count + 1;
    end if;
  end loop;
  return v_count;
end
$$;
comment on function public.settle_stale_sends(timestamptz, integer) is
  'Attempts whose answer was lost become unknown; unknown ones unsettled for five minutes go to a person.';

create function public.record_outside_message(p_event public.wa_events) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  v_echo jsonb := p_event.item -> 'echo';
  v_recipient jsonb := v_echo -> 'recipient';
  v_session public.chat_sessions;
  v_text text := coalesce(v_echo ->> 'text', '[Message sent outside this service]');
  v_at timestamptz := least(coalesce(p_event.occurred_at, p_event.received_at), clock_timestamp());
  v_id uuid;
  v_seq bigint;
begin
  v_session := public.open_session(
    public.resolve_customer(v_recipient ->> 'phone', v_recipient ->> 'wa_user_id', null),
    coalesce(p_event.phone_number_id, p_event.item ->> 'default_phone_number_id'));
  insert into public.chat_messages
    (session_id, customer_id, direction, author, message_type, text, rendered_text, purpose, state, state_changed_at, wa_timestamp)
  values (v_session.id, v_session.customer_id, 'outbound', 'staff', 'text', v_text, v_text, 'outside', 'sending',
          clock_timestamp(), v_at)
  returning id, seq into v_id, v_seq;
  insert into public.send_attempts (message_id, attempt_no, lease_until, started_at)
  values (v_id, 1, 'infinity', v_at);
  update public.chat_sessions s
  set last_message_seq = v_seq, last_message_at = clock_timestamp(), last_outbound_at = greatest(s.last_outbound_at, v_at),
      updated_at = clock_timestamp()
  where s.id = v_session.id;
  perform public.give_to_human(v_session.id, 'answered_in_provider_inbox');
  return v_id;
end
$$;
comment on function public.record_outside_message(public.wa_events) is
  'A person wrote to the customer in Luminous'' own inbox: keep the message in the transcript and pause the bot (P11).';

create function public.settle_echoes(p_now timestamptz, p_limit integer, p_settings jsonb) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  v_event public.wa_events;
  v_message_id uuid;
  v_attempt_id uuid;
  v_wa_message_id text;
  v_count integer := 0;
begin
  perform public.lock_intake_keys(array(
    select k from (
      select e.item from public.wa_events e where e.settle_after < p_now order by e.settle_after limit p_limit) d,
      unnest(public.intake_lock_keys(d.item)) k));
  for v_event in
    select e.* from public.wa_events e where e.settle_after < p_now order by e.settle_after limit p_limit
    for update skip locked
  loop
    v_wa_message_id := v_event.item #>> '{echo,wa_message_id}';
    if not public.match_echo(v_event.item -> 'echo', v_event.occurred_at, p_settings)
       and v_event.item #> '{echo,recipient}' is distinct from 'null'::jsonb then
      v_event.item := v_event.item || jsonb_build_object('default_phone_number_id', p_settings ->> 'default_phone_number_id');
      v_message_id := public.record_outside_message(v_event);
      select a.id into v_attempt_id from public.send_attempts a where a.message_id = v_message_id;
      if v_wa_message_id is null then
        perform public.advance_attempt(v_attempt_id, 'sent', v_event.occurred_at, null, null, null, null);
      else
        perform public.settle_attempt_with_id(v_attempt_id, v_wa_message_id, v_event.occurred_at, p_settings);
      end if;
    end if;
    update public.wa_events e set settle_after = null, item = null where e.id = v_event.id;
    v_count := v_count + 1;
  end loop;
  return v_count;
end
$$;
comment on function public.settle_echoes(timestamptz, integer, jsonb) is
  'Echoes that matched no send of ours for two minutes were written by a person elsewhere.';

create function public.redrive_unfinished(p_settings jsonb, p_now timestamptz default clock_timestamp(), p_limit integer default 200)
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_settled integer;
  v_echoes integer;
  v_turn record;
begin
  v_echoes := public.settle_echoes(p_now, p_limit, p_settings);
  v_settled := public.settle_stale_sends(p_now, p_limit);
  for v_turn in
    select t.id from public.agent_turns t
    where t.state = 'committed' and t.lease_until < p_now order by t.lease_until limit p_limit
  loop
    perform public.settle_turn_outcome(v_turn.id);
  end loop;
  return jsonb_build_object(
    'settled_sends', v_settled, 'settled_echoes', v_echoes,
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
        order by coalesce(m.not_before, m.created_at) limit p_limit) x));
end
$$;
comment on function public.redrive_unfinished(jsonb, timestamptz, integer) is
  'Settles what time alone settles and returns the ids of work that nobody seems to be doing. settings: grace_ms (how long the normal path is given), retry_delays_ms, default_phone_number_id. p_now lets tests look ahead.';
revoke all on function public.redrive_unfinished(jsonb, timestamptz, integer) from public;
grant execute on function public.redrive_unfinished(jsonb, timestamptz, integer) to service_role;
