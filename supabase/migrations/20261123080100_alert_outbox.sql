-- Handing what is to be told to Telegram: claimed in batches, at most so many a minute over all processes.

create function public.alert_batch(p_batch_id uuid, p_with_personal boolean) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'batch_id', p_batch_id,
    'kind', min(m.kind),
    'messages', count(*),
    'sessions', count(distinct coalesce(c.session_id, t.session_id)),
    'first_at', min(m.created_at),
    'alert', (select public.alert_row(a) from public.alerts a where a.id = (array_agg(m.alert_id))[1]),
    'session_id', (array_agg(coalesce(c.session_id, t.session_id) order by m.created_at))[1],
    'turn_id', (array_agg(m.turn_id))[1],
    'message_type', (array_agg(c.message_type order by m.created_at))[1],
    'author', (array_agg(c.author order by m.created_at))[1],
    'reason', (array_agg(coalesce(t.hand_off_reason, t.outcome_reason)))[1],
    'text', case when p_with_personal and count(*) = 1 then (array_agg(left(c.rendered_text, 500)))[1] end,
    'number', case when p_with_personal and count(*) = 1 then (
      select i.value from public.customer_identities i
      where i.customer_id = coalesce((array_agg(c.customer_id))[1], (array_agg(t.customer_id))[1])
        and i.kind = 'phone' and i.valid_to is null limit 1) end)
  from public.alert_messages m
  left join public.chat_messages c on c.id = m.message_id
  left join public.agent_turns t on t.id = m.turn_id
  where m.batch_id = p_batch_id
$$;
comment on function public.alert_batch(uuid, boolean) is
  'What one Telegram message is about. Words and number only of a single message and where they are asked for. Granted to nobody.';

create function public.claim_alert_batch(p_settings jsonb, p_now timestamptz default clock_timestamp()) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_channel public.alert_channel;
  v_batch uuid := gen_random_uuid();
  v_first public.alert_messages;
  v_waiting integer;
begin
  -- One after another, so that the rate holds over all processes.
  select c.* into v_channel from public.alert_channel c for update;
  if v_channel.paused_until > p_now then
    return jsonb_build_object('kind', 'wait', 'until', v_channel.paused_until);
  end if;
  -- An hour late it is no news that a customer wrote; that something hurts is, as long as it does.
  update public.alert_messages m set state = 'expired'
  where m.state in ('queued', 'sending') and m.alert_id is null and m.created_at < p_now - interval '1 hour';
  update public.alert_messages m set state = 'expired'
  from public.alerts a
  where m.state in ('queued', 'sending') and a.id = m.alert_id and m.kind in ('raised', 'reminded')
    and a.state = 'cleared' and m.lease_until is null;
  if (select count(distinct m.batch_id) from public.alert_messages m
      where m.sent_at > p_now - interval '1 minute') >= (p_settings ->> 'per_minute')::integer then
    return jsonb_build_object('kind', 'wait', 'until', p_now + interval '20 seconds');
  end if;
  select m.* into v_first from public.alert_messages m
  where (m.state = 'queued' and m.not_before <= p_now) or (m.state = 'sending' and m.lease_until < p_now)
  order by (m.alert_id is null), m.created_at, m.id limit 1;
  if v_first.id is null then
    return jsonb_build_object('kind', 'nothing');
  end if;
  -- A burst is one message: of more than three notices of a kind, all that wait go together.
  select count(*) into v_waiting from public.alert_messages m
  where m.kind = v_first.kind and m.alert_id is null
    and ((m.state = 'queued' and m.not_before <= p_now) or (m.state = 'sending' and m.lease_until < p_now));
  update public.alert_messages m
  set state = 'sending', batch_id = v_batch, attempts = m.attempts + 1,
      lease_until = p_now + (p_settings ->> 'lease_ms')::integer * interval '1 millisecond'
  where m.id = v_first.id
     or (v_waiting > 3 and v_first.alert_id is null and m.kind = v_first.kind and m.alert_id is null
         and ((m.state = 'queued' and m.not_before <= p_now) or (m.state = 'sending' and m.lease_until < p_now)));
  return jsonb_build_object('kind', 'send',
    'batch', public.alert_batch(v_batch, coalesce((p_settings ->> 'with_personal')::boolean, false)));
end
$$;
comment on function public.claim_alert_batch(jsonb, timestamptz) is
  'The next Telegram message: an alert, a notice, or a burst of notices as one. wait: the rate is used up or Telegram is paused. Settings: per_minute, lease_ms, with_personal.';
grant execute on function public.claim_alert_batch(jsonb, timestamptz) to service_role;

create function public.settle_alert_batch(p_batch_id uuid, p_result jsonb, p_now timestamptz default clock_timestamp()) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_channel public.alert_channel;
  v_pause interval;
begin
  select c.* into v_channel from public.alert_channel c for update;
  if p_result ->> 'kind' = 'sent' then
    update public.alert_messages m set state = 'sent', sent_at = p_now, lease_until = null, error_code = null
    where m.batch_id = p_batch_id and m.state = 'sending';
    update public.alerts a set told_at = p_now from public.alert_messages m
    where m.batch_id = p_batch_id and a.id = m.alert_id;
    update public.alert_channel set paused_until = null, failures = 0, failing_since = null, error_code = null, last_sent_at = p_now;
    return;
  end if;
  -- What Telegram cannot read it will not read the next time; everything else is tried again.
  update public.alert_messages m
  set state = case when p_result ->> 'kind' = 'unreadable' then 'failed' else 'queued' end,
      batch_id = null, lease_until = null, error_code = p_result ->> 'code'
  where m.batch_id = p_batch_id and m.state = 'sending';
  if p_result ->> 'kind' = 'unreadable' then
    return;
  end if;
  v_pause := coalesce((p_result ->> 'retry_after_ms')::bigint * interval '1 millisecond',
    least(interval '15 minutes', interval '10 seconds' * power(2, least(v_channel.failures, 10))));
  update public.alert_channel set paused_until = p_now + v_pause, failures = v_channel.failures + 1,
    failing_since = coalesce(v_channel.failing_since, p_now), error_code = p_result ->> 'code';
end
$$;
comment on function public.settle_alert_batch(uuid, jsonb, timestamptz) is
  'What became of a Telegram message: sent, retry (with retry_after_ms when Telegram says how long), unreadable. A failure pauses the whole channel, 10 s at first and 15 minutes at most.';
grant execute on function public.settle_alert_batch(uuid, jsonb, timestamptz) to service_role;
