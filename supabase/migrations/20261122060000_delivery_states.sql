-- Delivery receipts, echoes and our own send results meet here. Order of locks everywhere:
-- advisory locks (identities and wamids, sorted) → customer rows → session rows → message → attempt.

create function public.lock_intake_keys(p_keys text[]) returns void
language sql security definer set search_path = ''
as $$
  select pg_advisory_xact_lock(k.hash)
  -- 1,024 locks at most, since all transactions share one lock table: two strangers may wait for each other.
  from (select distinct hashtextextended(x, 20261122) & 1023 as hash from unnest(p_keys) x where x is not null order by 1) k
$$;
comment on function public.lock_intake_keys(text[]) is
  'Takes the advisory locks of identities and message ids in one global order, so that batches never deadlock.';

create function public.attempt_rank(p_state text) returns integer
language sql immutable set search_path = ''
as $$
  select case p_state
    when 'sending' then 0 when 'unknown' then 1 when 'sent' then 2 when 'failed' then 3
    when 'delivered' then 4 when 'read' then 5 when 'played' then 6 end
$$;
comment on function public.attempt_rank(text) is
  'Order in which a send may move forward; null for a status we do not know.';

create function public.advance_attempt(
  p_attempt_id uuid, p_state text, p_at timestamptz, p_error_code integer, p_error_reason text,
  p_pricing jsonb, p_retry_delay_ms bigint)
returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_at timestamptz := least(coalesce(p_at, clock_timestamp()), clock_timestamp());
  v_attempt public.send_attempts;
  v_newest boolean;
  v_retry boolean;
begin
  if public.attempt_rank(p_state) is null then
    return;
  end if;
  -- The message first, then the attempt: the same order as every other writer.
  perform 1 from public.chat_messages m
  where m.id = (select a.message_id from public.send_attempts a where a.id = p_attempt_id) for update;
  select a.* into v_attempt from public.send_attempts a where a.id = p_attempt_id for update;
  update public.send_attempts a
  set state = case when public.attempt_rank(p_state) > public.attempt_rank(a.state) then p_state else a.state end,
      sent_at = case when p_state = 'sent' then least(a.sent_at, v_at) else a.sent_at end,
      delivered_at = case when p_state = 'delivered' then least(a.delivered_at, v_at) else a.delivered_at end,
      read_at = case when p_state = 'read' then least(a.read_at, v_at) else a.read_at end,
      played_at = case when p_state = 'played' then least(a.played_at, v_at) else a.played_at end,
      failed_at = case when p_state = 'failed' then least(a.failed_at, v_at) else a.failed_at end,
      unknown_at = case when p_state = 'unknown' then least(a.unknown_at, v_at) else a.unknown_at end,
      error_code = coalesce(a.error_code, p_error_code),
      error_reason = coalesce(a.error_reason, p_error_reason),
      pricing = coalesce(a.pricing, p_pricing)
  where a.id = p_attempt_id
  returning * into v_attempt;
  v_newest := not exists (select 1 from public.send_attempts a
                          where a.message_id = v_attempt.message_id and a.attempt_no > v_attempt.attempt_no);
  if not v_newest then
    return;
  end if;
  v_retry := v_attempt.state = 'failed' and p_state = 'failed' and p_retry_delay_ms is not null;
  update public.chat_messages m
  set state = case when v_retry then 'queued' else v_attempt.state end,
      state_reason = case
        when v_attempt.state in ('failed', 'unknown')
          then coalesce(v_attempt.error_code::text, v_attempt.error_reason, m.state_reason) end,
      not_before = case when v_retry then clock_timestamp() + p_retry_delay_ms * interval '1 millisecond' else m.not_before end,
      state_changed_at = clock_timestamp(), updated_at = clock_timestamp()
  where m.id = v_attempt.message_id
    and m.state is distinct from case when v_retry then 'queued' else v_attempt.state end
    -- A retry that waits is not undone by the failure it came from.
    and not (m.state = 'queued' and v_attempt.state = 'failed');
end
$$;
comment on function public.advance_attempt(uuid, text, timestamptz, integer, text, jsonb, bigint) is
  'Moves one attempt forward, never back, fills in its times in any order, and shows the newest attempt on the message (P5). p_retry_delay_ms: queue the message again after that delay when the failure is one that passes.';

create function public.retry_delay_ms(p_settings jsonb, p_error_code integer, p_attempt_no integer) returns bigint
language sql immutable set search_path = ''
as $$
  select (p_settings #>> array['retry_delays_ms', coalesce(p_error_code::text, 'none'), (p_attempt_no - 1)::text])::bigint
$$;
comment on function public.retry_delay_ms(jsonb, integer, integer) is
  'Delay before the next attempt after this failure, from the error table that the caller passes; null when it must not be tried again. A failure without a code is looked up as none.';

create function public.act_on_failure(p_message_id uuid, p_error_code integer, p_stops_account boolean, p_settings jsonb)
returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_message public.chat_messages;
begin
  select m.* into v_message from public.chat_messages m where m.id = p_message_id;
  if p_error_code = 131050 then
    perform public.record_consent_change(v_message.customer_id, 'marketing', 'stopped', 'provider_error', '131050',
      null, clock_timestamp());
  end if;
  if p_stops_account or coalesce(p_settings -> 'stop_codes' @> to_jsonb(p_error_code), false) then
    insert into public.send_stops (phone_number_id, error_code)
    select s.phone_number_id, p_error_code from public.chat_sessions s where s.id = v_message.session_id
    on conflict do nothing;
  end if;
  if v_message.turn_id is not null then
    perform public.settle_turn_outcome(v_message.turn_id);
  end if;
  if v_message.state = 'failed' and v_message.author = 'bot' then
    -- The customer has not been answered: a person must know.
    perform public.give_to_human(v_message.session_id, 'send_failed');
  end if;
end
$$;
comment on function public.act_on_failure(uuid, integer, boolean, jsonb) is
  'What a failed send means beyond its own state, whether the provider said so at once or in a receipt later. The caller holds the session lock. settings: stop_codes, the codes that concern the whole account.';

create function public.apply_status(p_wa_message_id text, p_status jsonb, p_at timestamptz, p_settings jsonb)
returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  v_attempt public.send_attempts;
  v_session_id uuid;
  v_code integer := case when p_status ->> 'error_code' ~ '^[0-9]{1,9}$' then (p_status ->> 'error_code')::integer end;
  v_customer_id uuid;
begin
  select m.session_id into v_session_id
  from public.send_attempts a join public.chat_messages m on m.id = a.message_id
  where a.wa_message_id = p_wa_message_id;
  if v_session_id is null then
    if v_code = 131050 then
      v_customer_id := public.customer_of_person(p_status -> 'recipient');
      if v_customer_id is not null then
        perform public.record_consent_change(v_customer_id, 'marketing', 'stopped', 'provider_error', '131050', null,
          coalesce(p_at, now()));
      end if;
    end if;
    return false;
  end if;
  perform 1 from public.chat_sessions s where s.id = v_session_id for update;
  select a.* into v_attempt from public.send_attempts a where a.wa_message_id = p_wa_message_id;
  perform public.advance_attempt(v_attempt.id, p_status ->> 'status', p_at, v_code, null,
    p_status #> '{payload,pricing}',
    case when v_code is not null then public.retry_delay_ms(p_settings, v_code, v_attempt.attempt_no) end);
  if p_status ->> 'status' = 'failed' then
    perform public.act_on_failure(v_attempt.message_id, v_code, false, p_settings);
  end if;
  return true;
end
$$;
comment on function public.apply_status(text, jsonb, timestamptz, jsonb) is
  'Applies one delivery receipt. Returns false when the message is not known yet: the event stays and is applied when the send result names its id.';

create function public.customer_of_person(p_person jsonb) returns uuid
language sql stable security definer set search_path = ''
as $$
  select coalesce(public.find_customer('phone', p_person ->> 'phone'),
                  public.find_customer('wa_user_id', p_person ->> 'wa_user_id'))
$$;
comment on function public.customer_of_person(jsonb) is 'The customer whom a receipt or an echo names, by number or scoped id.';

create function public.settle_attempt_with_id(
  p_attempt_id uuid, p_wa_message_id text, p_at timestamptz, p_settings jsonb, p_is_guess boolean)
returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_event record;
  v_wronged uuid;
begin
  -- The provider names the id of this attempt: whoever got it by a guess goes back into doubt.
  if not p_is_guess then
    update public.send_attempts a
    set wa_message_id = null, is_guess = false, state = 'unknown', sent_at = null, delivered_at = null,
        read_at = null, played_at = null, failed_at = null
    where a.wa_message_id = p_wa_message_id and a.id <> p_attempt_id and a.is_guess
    returning a.message_id into v_wronged;
    update public.chat_messages m
    set state = 'unknown', state_reason = 'no_answer_recorded', state_changed_at = clock_timestamp(), updated_at = clock_timestamp()
    where m.id = v_wronged;
  end if;
  update public.send_attempts a set wa_message_id = p_wa_message_id, is_guess = p_is_guess
  where a.id = p_attempt_id and (a.wa_message_id is null or a.is_guess)
    and not exists (select 1 from public.send_attempts o where o.wa_message_id = p_wa_message_id and o.id <> a.id);
  perform public.advance_attempt(p_attempt_id, 'sent', p_at, null, null, null, null);
  for v_event in
    select e.item, e.occurred_at, split_part(e.dedupe_key, ':', -1) as status, e.id
    from public.wa_events e
    where e.status = 'stored' and e.dedupe_key = any (array(
      select 'status:' || p_wa_message_id || ':' || s
      from unnest(array['sent', 'failed', 'delivered', 'read', 'played']) s))
  loop
    perform public.apply_status(p_wa_message_id,
      coalesce(v_event.item -> 'status', jsonb_build_object('status', v_event.status)), v_event.occurred_at, p_settings);
    update public.wa_events e set item = null where e.id = v_event.id and e.item is not null;
  end loop;
  update public.wa_events e set settle_after = null, item = null
  where e.dedupe_key = 'echo:' || p_wa_message_id and e.settle_after is not null;
end
$$;
comment on function public.settle_attempt_with_id(uuid, text, timestamptz, jsonb, boolean) is
  'Gives an attempt its WhatsApp id, then applies what arrived for that id before we knew it: receipts and the echo (P5, P11). p_is_guess: matched, not named by the provider. The caller holds the id''s advisory lock and the session lock.';
