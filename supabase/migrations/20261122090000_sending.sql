-- Handing one message to the provider. queued → sending happens at most once an attempt and under
-- the session lock, so a crash between here and the answer leaves an attempt in doubt, never a
-- second send (P9, P10, P11).

create index chat_messages_sent_to_customer_idx
  on public.chat_messages (customer_id, dispatched_at desc) where dispatched_at is not null;

create table public.send_pacing (
  phone_number_id text primary key,
  touched_at timestamptz not null default now()
);
comment on table public.send_pacing is
  'One row a number of ours: its lock makes counting the last minute''s sends and adding one a single act.';
alter table public.send_pacing enable row level security;
grant select on public.send_pacing to service_role;

create function public.settle_turn_outcome(p_turn_id uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_open integer;
  v_left integer;
  v_suppressed text;
  v_outcome text;
begin
  select count(*) filter (where m.state in ('queued', 'sending', 'unknown')),
         count(*) filter (where m.state in ('sent', 'delivered', 'read', 'played')),
         max(m.state_reason) filter (where m.state = 'suppressed')
  into v_open, v_left, v_suppressed
  from public.chat_messages m where m.turn_id = p_turn_id;
  if v_open > 0 then
    return;
  end if;
  v_outcome := case when v_left > 0 then 'sent' when v_suppressed is not null then 'suppressed' else 'failed' end;
  update public.agent_turns t
  set state = 'finished', outcome = v_outcome, finished_at = coalesce(t.finished_at, clock_timestamp()),
      outcome_reason = case when v_left > 0 then null else coalesce(v_suppressed, 'send_failed') end
  -- A receipt may say later that nothing arrived.
  where t.id = p_turn_id and (t.state <> 'finished' or (t.outcome = 'sent' and v_outcome = 'failed'));
end
$$;
comment on function public.settle_turn_outcome(uuid) is
  'Ends a committed turn once none of its bubbles is on its way any more.';

create function public.wait_to_send(p_message_id uuid, p_until timestamptz, p_reason text) returns jsonb
language sql security definer set search_path = ''
as $$
  update public.chat_messages m set not_before = p_until where m.id = p_message_id
  returning jsonb_build_object('kind', 'wait', 'until', p_until, 'reason', p_reason)
$$;
comment on function public.wait_to_send(uuid, timestamptz, text) is
  'Notes when a message may be tried again, so that redrive leaves it alone until then.';

create function public.begin_send(p_message_id uuid, p_settings jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_message public.chat_messages;
  v_session public.chat_sessions;
  v_now timestamptz;
  v_wait timestamptz;
  v_refusal text;
  v_attempt public.send_attempts;
  v_phone text;
  v_ahead bigint;
begin
  select s.* into v_session from public.chat_sessions s
  where s.id = (select m.session_id from public.chat_messages m where m.id = p_message_id) for update;
  select m.* into v_message from public.chat_messages m where m.id = p_message_id for update;
  v_now := clock_timestamp();
  if v_message.id is null or v_message.state <> 'queued' then
    return jsonb_build_object('kind', 'done', 'state', v_message.state);
  end if;

  v_refusal := public.send_refusal(v_session.id, v_message.author, v_message.purpose, v_now,
    v_message.payload #>> '{template,category}');
  if v_refusal = 'account_stopped' then
    -- Nothing is dropped: it leaves when a person lifts the stop, if it still may.
    return jsonb_build_object('kind', 'held', 'reason', v_refusal);
  end if;
  if v_refusal is not null then
    update public.chat_messages m
    set state = 'suppressed', state_reason = v_refusal, state_changed_at = v_now, updated_at = v_now,
        embedding_status = 'skipped'
    where m.id = p_message_id;
    if v_message.turn_id is not null then
      perform public.settle_turn_outcome(v_message.turn_id);
      if v_refusal <> 'opted_out' then
        perform public.give_to_human(v_session.id, v_refusal);
      end if;
    end if;
    return jsonb_build_object('kind', 'refused', 'reason', v_refusal);
  end if;

  -- Order within a conversation: an earlier message that has not left yet goes first.
  if exists (select 1 from public.chat_messages m
             where m.session_id = v_session.id and m.seq < v_message.seq and m.state in ('queued', 'sending')) then
    return jsonb_build_object('kind', 'wait', 'until', v_now + interval '1 second', 'reason', 'order');
  end if;
  if v_message.not_before > v_now then
    return jsonb_build_object('kind', 'wait', 'until', v_message.not_before, 'reason', 'retry_delay');
  end if;

  -- Meta: one message in six seconds to one person, 45 of them at once (error 131056 otherwise).
  select a.started_at + interval '270 seconds' into v_wait
  from public.chat_messages m join public.send_attempts a on a.message_id = m.id
  where m.customer_id = v_session.customer_id and m.dispatched_at > v_now - interval '270 seconds'
    and a.started_at > v_now - interval '270 seconds'
  order by a.started_at desc offset 44 limit 1;
  if v_wait > v_now then
    return public.wait_to_send(p_message_id, v_wait, 'recipient_pace');
  end if;

  insert into public.send_pacing as p (phone_number_id) values (v_session.phone_number_id)
  on conflict (phone_number_id) do update set touched_at = clock_timestamp();
  v_now := clock_timestamp();
  select a.started_at + interval '60 seconds' into v_wait from public.send_attempts a
  where a.started_at > v_now - interval '60 seconds'
  order by a.started_at desc offset (p_settings ->> 'requests_per_minute')::integer - 1 limit 1;
  if v_wait > v_now then
    -- Each comes back for a slot of its own, in order of age, instead of all for the next one.
    select least(count(*), 10000) into v_ahead from public.chat_messages m
    where m.state = 'queued' and coalesce(m.not_before, m.created_at) < coalesce(v_message.not_before, v_message.created_at);
    return public.wait_to_send(p_message_id,
      v_wait + v_ahead * interval '60 seconds' / (p_settings ->> 'requests_per_minute')::integer, 'provider_rate');
  end if;

  insert into public.send_attempts (message_id, attempt_no, lease_until, started_at)
  values (p_message_id,
          coalesce((select max(a.attempt_no) from public.send_attempts a where a.message_id = p_message_id), 0) + 1,
          v_now + (p_settings ->> 'lease_ms')::bigint * interval '1 millisecond', v_now)
  returning * into v_attempt;
  update public.chat_messages m
  set state = 'sending', state_reason = null, state_changed_at = v_now, dispatched_at = v_now, updated_at = v_now
  where m.id = p_message_id;
  select i.value into v_phone from public.customer_identities i
  where i.customer_id = v_session.customer_id and i.kind = 'phone' and i.valid_to is null;
  return jsonb_build_object('kind', 'send', 'attempt_id', v_attempt.id, 'attempt_no', v_attempt.attempt_no,
    'to', v_phone, 'purpose', v_message.purpose, 'text', v_message.text, 'payload', v_message.payload);
end
$$;
comment on function public.begin_send(uuid, jsonb) is
  'The step queued → sending: asks the gate again, keeps order within the conversation and the provider''s rate, opens an attempt. settings: requests_per_minute, lease_ms. Kinds: send, wait (until), held, refused, done.';
revoke all on function public.begin_send(uuid, jsonb) from public;
grant execute on function public.begin_send(uuid, jsonb) to service_role;

create function public.record_send_result(p_attempt_id uuid, p_result jsonb, p_settings jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_wa_message_id text := p_result ->> 'wa_message_id';
  v_attempt public.send_attempts;
  v_message public.chat_messages;
  v_session public.chat_sessions;
  v_code integer := (p_result ->> 'error_code')::integer;
  v_delay bigint;
begin
  perform public.lock_intake_keys(array[v_wa_message_id]);
  if v_code = 131050 then
    perform 1 from public.customers c
    where c.id = (select m.customer_id from public.chat_messages m join public.send_attempts a on a.message_id = m.id
                  where a.id = p_attempt_id) for no key update;
  end if;
  select s.* into v_session from public.chat_sessions s
  where s.id = (select m.session_id from public.chat_messages m join public.send_attempts a on a.message_id = m.id
                where a.id = p_attempt_id) for update;
  select a.* into v_attempt from public.send_attempts a where a.id = p_attempt_id;
  if v_attempt.id is null then
    return jsonb_build_object('state', null);
  end if;
  case p_result ->> 'kind'
    when 'accepted' then
      perform public.settle_attempt_with_id(p_attempt_id, v_wa_message_id, clock_timestamp(), p_settings, false);
      update public.chat_sessions s
      set last_outbound_at = greatest(s.last_outbound_at, clock_timestamp()), updated_at = clock_timestamp()
      where s.id = v_session.id;
    when 'failed' then
      v_delay := public.retry_delay_ms(p_settings, v_code, v_attempt.attempt_no);
      -- The list of delays is the number of attempts: when it is used up, the message has failed.
      if v_delay is not null and (p_result ->> 'retry')::boolean then
        v_delay := greatest(v_delay, coalesce((p_result ->> 'retry_after_ms')::bigint, 0));
      else
        v_delay := null;
      end if;
      perform public.advance_attempt(p_attempt_id, 'failed', clock_timestamp(), v_code, p_result ->> 'reason', null, v_delay);
      perform public.act_on_failure(v_attempt.message_id, v_code, (p_result ->> 'stops_account')::boolean, p_settings);
    when 'unknown' then
      perform public.advance_attempt(p_attempt_id, 'unknown', clock_timestamp(), null, p_result ->> 'reason', null, null);
      perform public.settle_by_receipt(v_session.customer_id, p_settings);
  end case;
  select m.* into v_message from public.chat_messages m where m.id = v_attempt.message_id;
  if v_message.turn_id is not null then
    perform public.settle_turn_outcome(v_message.turn_id);
  end if;
  return jsonb_build_object('state', v_message.state, 'not_before', v_message.not_before);
end
$$;
comment on function public.record_send_result(uuid, jsonb, jsonb) is
  'Writes what the provider answered: accepted with its id, failed (queued again when it passes), or unknown, which is never resent (P11). Applies receipts that came before the answer.';
revoke all on function public.record_send_result(uuid, jsonb, jsonb) from public;
grant execute on function public.record_send_result(uuid, jsonb, jsonb) to service_role;
