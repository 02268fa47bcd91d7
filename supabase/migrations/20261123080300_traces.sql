-- One thread from webhook to delivered: a random id that rows carry, so that it survives restarts, redrive
-- and the job engine. It is W3C's traceparent: version, trace id, id of the parent span, flags.

alter table public.wa_events add column traceparent text;
alter table public.chat_messages add column traceparent text;
alter table public.agent_turns add column traceparent text;
comment on column public.wa_events.traceparent is 'The webhook request that brought it. The trace id is the request_id of the log.';
comment on column public.chat_messages.traceparent is 'The request that stored it; null for what a turn wrote, whose own is on the turn.';
comment on column public.agent_turns.traceparent is
  'The turn''s own place in the trace of the first message it covers: what its steps and sends hang under.';
-- Added as columns without a default first, so that no existing row is rewritten or given one.
alter table public.wa_events alter column traceparent set default nullif(current_setting('parcelo.traceparent', true), '');
alter table public.chat_messages alter column traceparent set default nullif(current_setting('parcelo.traceparent', true), '');

create function public.join_trace() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_origin text;
begin
  select m.traceparent into v_origin from public.chat_messages m
  where m.session_id = new.session_id and m.seq > new.from_seq and m.seq <= new.upto_seq and m.starts_turn
  order by m.seq limit 1;
  if v_origin is not null then
    -- The same trace, a span of its own.
    new.traceparent := substr(v_origin, 1, 36)
      || substr(replace(gen_random_uuid()::text, '-', ''), 17, 16) || substr(v_origin, 53);
  end if;
  return new;
end
$$;
comment on function public.join_trace() is 'Puts a turn into the trace of the first message that it answers.';
create trigger join_trace before insert on public.agent_turns for each row execute function public.join_trace();

create function public.ingest_webhook(p_items jsonb, p_settings jsonb, p_traceparent text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_stored jsonb;
begin
  if p_traceparent !~ '^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$' then
    raise exception 'not a traceparent' using errcode = '22023';
  end if;
  perform set_config('parcelo.traceparent', p_traceparent, true);
  v_stored := public.ingest_events(p_items, p_settings);
  perform set_config('parcelo.traceparent', '', true);
  return v_stored;
end
$$;
comment on function public.ingest_webhook(jsonb, jsonb, text) is
  'ingest_events for one webhook request: what it stores carries the request''s trace.';
grant execute on function public.ingest_webhook(jsonb, jsonb, text) to service_role;

create function public.turn_trace(p_turn_id uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object('session_id', t.session_id, 'traceparent', t.traceparent, 'claimed_at', t.claimed_at,
    'origin', (select m.traceparent from public.chat_messages m
      where m.session_id = t.session_id and m.seq > t.from_seq and m.seq <= t.upto_seq and m.starts_turn
      order by m.seq limit 1))
  from public.agent_turns t where t.id = p_turn_id
$$;
comment on function public.turn_trace(uuid) is 'Where a turn stands in its trace: its own span, the one above it, and since when.';
grant execute on function public.turn_trace(uuid) to service_role;

create function public.message_trace(p_message_id uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object('turn_id', m.turn_id, 'session_id', m.session_id,
    'traceparent', coalesce(t.traceparent, m.traceparent))
  from public.chat_messages m left join public.agent_turns t on t.id = m.turn_id
  where m.id = p_message_id
$$;
comment on function public.message_trace(uuid) is 'Where a message to be sent stands in a trace.';
grant execute on function public.message_trace(uuid) to service_role;

create function public.receipt_traces(p_wamids text[]) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('message_id', m.id, 'turn_id', m.turn_id,
      'traceparent', coalesce(t.traceparent, m.traceparent), 'state', a.state,
      'started_at', a.started_at, 'sent_at', a.sent_at, 'delivered_at', a.delivered_at, 'failed_at', a.failed_at)), '[]')
  from public.send_attempts a
  join public.chat_messages m on m.id = a.message_id
  left join public.agent_turns t on t.id = m.turn_id
  where a.wa_message_id = any (p_wamids)
$$;
comment on function public.receipt_traces(text[]) is
  'The sends that these receipts are about, with their traces: asked only while traces are exported.';
grant execute on function public.receipt_traces(text[]) to service_role;
