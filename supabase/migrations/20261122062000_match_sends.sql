-- Which of our sends an echo or a receipt without a known id belongs to (P11).

create index chat_messages_in_flight_by_customer_idx
  on public.chat_messages (customer_id, seq) where state in ('sending', 'unknown');
create function public.decoded_entities(p_text text) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  v_text text := p_text;
  v_entity text;
  v_code integer;
begin
  for v_entity in
    select distinct x[1] from regexp_matches(p_text, '&#(x[0-9a-f]{1,6}|[0-9]{1,7});', 'gi') x limit 200
  loop
    v_code := case when lower(left(v_entity, 1)) = 'x'
      then ('x' || lpad(substr(v_entity, 2), 8, '0'))::bit(32)::integer else v_entity::integer end;
    if v_code between 1 and 55295 or v_code between 57344 and 1114111 then
      v_text := replace(v_text, '&#' || v_entity || ';', chr(v_code));
    end if;
  end loop;
  return replace(replace(replace(replace(replace(replace(v_text,
    '&nbsp;', ' '), '&lt;', '<'), '&gt;', '>'), '&quot;', '"'), '&apos;', ''''), '&amp;', '&');
end
$$;
comment on function public.decoded_entities(text) is 'One layer of HTML entities undone.';

create function public.normalised_for_match(p_text text) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  v_text text := left(coalesce(p_text, ''), 8192);
  v_decoded text;
begin
  for layer in 1..4 loop
    v_decoded := public.decoded_entities(v_text);
    exit when v_decoded = v_text;
    v_text := v_decoded;
  end loop;
  v_text := regexp_replace(v_text, '</?[a-z!][^<>]*>', '', 'gi');
  return lower(btrim(regexp_replace(replace(normalize(v_text, nfc), chr(160), ' '), '\s+', ' ', 'g')));
end
$$;
comment on function public.normalised_for_match(text) is
  'Form in which a text and its echo compare equal: Luminous'' purifier drops tags and may encode entities.';

create function public.match_echo(p_echo jsonb, p_at timestamptz, p_settings jsonb) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  v_at timestamptz := least(coalesce(p_at, clock_timestamp()), clock_timestamp());
  v_wa_message_id text := p_echo ->> 'wa_message_id';
  v_customer_id uuid := public.customer_of_person(p_echo -> 'recipient');
  v_text text;
  v_attempt_id uuid;
begin
  perform public.lock_customer_sessions(v_customer_id);
  select a.id into v_attempt_id from public.send_attempts a where a.wa_message_id = v_wa_message_id;
  if v_attempt_id is not null then
    perform public.advance_attempt(v_attempt_id, 'sent', v_at, null, null, null, null);
    return true;
  end if;
  v_text := public.normalised_for_match(p_echo ->> 'text');
  -- One on its way now before one that has been in doubt for a while; the newest before the older.
  select a.id into v_attempt_id
  from public.chat_messages m join public.send_attempts a on a.message_id = m.id
  where m.customer_id = v_customer_id and m.state in ('sending', 'unknown')
    and a.state in ('sending', 'unknown') and a.wa_message_id is null
    and a.started_at between v_at - interval '10 minutes' and v_at + interval '1 minute'
    and public.normalised_for_match(m.text) = v_text
  order by a.state = 'sending' desc, a.started_at desc limit 1;
  if v_attempt_id is null then
    return false;
  end if;
  if v_wa_message_id is null then
    perform public.advance_attempt(v_attempt_id, 'sent', v_at, null, null, null, null);
  else
    perform public.settle_attempt_with_id(v_attempt_id, v_wa_message_id, v_at, p_settings, true);
  end if;
  return true;
end
$$;
comment on function public.match_echo(jsonb, timestamptz, jsonb) is
  'Finds the send that an echo belongs to: by id, else by recipient and normalised text among sends in flight at that time (P11). Returns false when it matches none.';

create function public.settle_by_receipt(p_customer_id uuid, p_settings jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_attempt_ids uuid[];
  v_ids text[];
begin
  -- Only when nothing is ambiguous: one send of the last minutes in doubt, one receipt id nobody owns.
  v_attempt_ids := array(
    select a.id from public.chat_messages m join public.send_attempts a on a.message_id = m.id
    where m.customer_id = p_customer_id and m.state in ('sending', 'unknown')
      and a.state in ('sending', 'unknown') and a.wa_message_id is null
      and a.started_at > clock_timestamp() - interval '10 minutes');
  if cardinality(v_attempt_ids) <> 1
     or not exists (select 1 from public.send_attempts a where a.id = v_attempt_ids[1] and a.state = 'unknown') then
    return;
  end if;
  v_ids := array(
    select distinct e.item #>> '{status,wa_message_id}' from public.wa_events e
    where e.event_type = 'status' and e.item is not null and e.status = 'stored'
      and e.received_at > clock_timestamp() - interval '10 minutes'
      and public.customer_of_person(e.item #> '{status,recipient}') = p_customer_id
      and e.occurred_at >= (select date_trunc('second', a.started_at) from public.send_attempts a where a.id = v_attempt_ids[1])
      and not exists (select 1 from public.wa_events o where o.dedupe_key = 'echo:' || (e.item #>> '{status,wa_message_id}')));
  if cardinality(v_ids) = 1 then
    perform public.settle_attempt_with_id(v_attempt_ids[1], v_ids[1], clock_timestamp(), p_settings, true);
  end if;
end
$$;
comment on function public.settle_by_receipt(uuid, jsonb) is
  'Settles the customer''s one send in doubt by the one receipt whose message nobody knows (P11). The caller holds the session lock.';
