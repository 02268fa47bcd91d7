-- Traces that are found by value and not by a key: message ids, raw events, files.

create function public.erasure_wamids(p_run_id uuid, p_limit integer default 1000) returns text[]
language plpgsql security definer set search_path = ''
as $$
declare
  v_run public.erasure_runs;
begin
  select r.* into v_run from public.erasure_runs r where r.id = p_run_id;
  if not exists (select 1 from public.erasure_targets t where t.run_id = p_run_id and t.kind = 'wamid') then
    insert into public.erasure_targets (run_id, kind, value)
    select p_run_id, 'wamid', m.wa_message_id from public.chat_messages m
    where m.customer_id = v_run.customer_id and m.wa_message_id is not null
    union
    select p_run_id, 'wamid', a.wa_message_id
    from public.chat_messages m join public.send_attempts a on a.message_id = m.id
    where m.customer_id = v_run.customer_id and a.wa_message_id is not null
    on conflict do nothing;
  end if;
  return array(select t.value from public.erasure_targets t
               where t.run_id = p_run_id and t.kind = 'wamid' and not t.settled order by t.value limit p_limit);
end
$$;
comment on function public.erasure_wamids(uuid, integer) is
  'Message ids of the person that no keyed hash stands for yet; the first call collects them.';
revoke all on function public.erasure_wamids(uuid, integer) from public;
grant execute on function public.erasure_wamids(uuid, integer) to service_role;

create function public.keep_wamid_hashes(p_run_id uuid, p_wamids jsonb) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  v_run public.erasure_runs;
begin
  select r.* into v_run from public.erasure_runs r where r.id = p_run_id for update;
  if v_run.state is distinct from 'running' then
    return 0;
  end if;
  -- Receipts come for at most 30 days; ours stay longer than any queue in between.
  insert into public.suppressions (hash, kind, erased_at, expires_at)
  select x ->> 'hash', 'wamid', v_run.fenced_at, v_run.fenced_at + interval '90 days' from jsonb_array_elements(p_wamids) x
  on conflict (hash) do nothing;
  update public.erasure_targets t set settled = true
  from jsonb_array_elements(p_wamids) x
  where t.run_id = p_run_id and t.kind = 'wamid' and t.value = x ->> 'value';
  update public.erasure_steps s set count = s.count + jsonb_array_length(p_wamids)
  where s.run_id = p_run_id and s.store = 'wamids';
  return jsonb_array_length(p_wamids);
end
$$;
comment on function public.keep_wamid_hashes(uuid, jsonb) is
  'Keeps keyed hashes of erased message ids, so that a late receipt for one is known without its id (P20).';
revoke all on function public.keep_wamid_hashes(uuid, jsonb) from public;
grant execute on function public.keep_wamid_hashes(uuid, jsonb) to service_role;

create function public.names_erased(p_run_id uuid, p_text text) returns text
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_form public.erasure_targets;
begin
  select t.* into v_form from public.erasure_targets t
  where t.run_id = p_run_id and t.kind in ('phone', 'wa_user_id', 'form') and strpos(p_text, t.value) > 0
  order by t.kind <> 'wa_user_id' limit 1;
  if v_form.kind is not null then
    return case v_form.kind when 'wa_user_id' then 'id' else 'number' end;
  end if;
  if strpos(p_text, 'wamid.') > 0 and exists (
       select 1 from regexp_matches(p_text, 'wamid\.[A-Za-z0-9+/_-]+=*', 'g') x
       join public.erasure_targets t on t.run_id = p_run_id and t.kind = 'wamid' and t.value = x[1]) then
    return 'wamid';
  end if;
  -- One word alone ("Grace") is too many people; the whole name is asked for.
  if exists (select 1 from public.erasure_targets t
             where t.run_id = p_run_id and t.kind = 'name' and t.value ~ '\S\s+\S'
               and strpos(lower(p_text), lower(t.value)) > 0) then
    return 'name';
  end if;
  return null;
end
$$;
comment on function public.names_erased(uuid, text) is
  'By what a text names the person of an erasure: number (in any written form, also inside a wamid''s base64), id, wamid, name; null when by nothing.';
revoke all on function public.names_erased(uuid, text) from public;

create function public.erasure_events(p_run_id uuid, p_limit integer default 500) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_run public.erasure_runs;
  v_step public.erasure_steps;
  v_events jsonb;
  v_last record;
begin
  select r.* into v_run from public.erasure_runs r where r.id = p_run_id for update;
  select s.* into v_step from public.erasure_steps s where s.run_id = p_run_id and s.store = 'events';
  -- First those that name their customer, by the index.
  select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'dedupe_key', x.dedupe_key)), '[]') into v_events
  from (select e.id, e.dedupe_key from public.wa_events e where e.customer_id = v_run.customer_id limit p_limit) x;
  if jsonb_array_length(v_events) > 0 then
    return jsonb_build_object('events', v_events, 'more', true);
  end if;
  -- Then parked and unlinked ones, read through once in order of arrival, up to the moment of the fence.
  select x.received_at, x.id into v_last from (
    select e.received_at, e.id from public.wa_events e
    where e.customer_id is null and e.status <> 'erased' and e.received_at <= v_run.fenced_at
      and (v_step.cursor ->> 'at' is null
           or (e.received_at, e.id) > ((v_step.cursor ->> 'at')::timestamptz, (v_step.cursor ->> 'id')::uuid))
    order by e.received_at, e.id limit 2000) x
  order by x.received_at desc, x.id desc limit 1;
  if v_last.id is null then
    return jsonb_build_object('events', '[]'::jsonb, 'more', false);
  end if;
  select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'dedupe_key', e.dedupe_key)), '[]') into v_events
  from public.wa_events e
  where e.customer_id is null and e.status <> 'erased'
    and (e.received_at, e.id) <= (v_last.received_at, v_last.id)
    and (v_step.cursor ->> 'at' is null
         or (e.received_at, e.id) > ((v_step.cursor ->> 'at')::timestamptz, (v_step.cursor ->> 'id')::uuid))
    and public.names_erased(p_run_id, concat_ws(e'\n', e.dedupe_key, e.raw::text, e.item::text, e.review_note)) is not null;
  update public.erasure_steps s
  set cursor = jsonb_build_object('at', v_last.received_at, 'id', v_last.id)
  where s.run_id = p_run_id and s.store = 'events';
  -- The cursor has moved on: what was found is linked, so that a crash before its hash arrives loses nothing.
  update public.wa_events e set customer_id = v_run.customer_id
  from jsonb_array_elements(v_events) x where e.id = (x ->> 'id')::uuid;
  return jsonb_build_object('events', v_events, 'more', true);
end
$$;
comment on function public.erasure_events(uuid, integer) is
  'The next raw events of the person, with the keys that the service turns into keyed hashes: linked ones first, then those that only mention them (parked, unreadable).';
revoke all on function public.erasure_events(uuid, integer) from public;
grant execute on function public.erasure_events(uuid, integer) to service_role;

create index wa_events_of_nobody_idx on public.wa_events (received_at, id) where customer_id is null and status <> 'erased';

create function public.erase_events(p_run_id uuid, p_events jsonb) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  v_run public.erasure_runs;
begin
  select r.* into v_run from public.erasure_runs r where r.id = p_run_id for update;
  if v_run.state is distinct from 'running' or public.is_held(v_run.customer_id) then
    return 0;
  end if;
  -- The same item may have come once more since the fence: one trace of it is enough.
  delete from public.wa_events e using jsonb_array_elements(p_events) x
  where e.id = (x ->> 'id')::uuid
    and exists (select 1 from public.wa_events o where o.dedupe_key = 'erased:' || (x ->> 'hash') and o.id <> e.id);
  update public.wa_events e
  set dedupe_key = 'erased:' || (x ->> 'hash'), raw = '{}', item = null, phone_number_id = null, customer_id = null,
      occurred_at = null, status = 'erased', park_reason = null, settle_after = null, review_note = null, reviewed_by = null,
      reviewed_at = null, reprocess_requested_at = null, reprocess_requested_by = null, traceparent = null,
      event_type = case when e.event_type in ('message', 'status', 'echo', 'user_preference', 'user_id_update', 'group', 'platform')
                   then e.event_type else 'unknown' end
  from jsonb_array_elements(p_events) x where e.id = (x ->> 'id')::uuid;
  update public.erasure_steps s set count = s.count + jsonb_array_length(p_events)
  where s.run_id = p_run_id and s.store = 'events';
  return jsonb_array_length(p_events);
end
$$;
comment on function public.erase_events(uuid, jsonb) is
  'Leaves of each event a keyed hash and its kind: a repetition is still recognised, nobody in it is.';
revoke all on function public.erase_events(uuid, jsonb) from public;
grant execute on function public.erase_events(uuid, jsonb) to service_role;

create function public.erasure_objects(p_run_id uuid, p_limit integer default 500) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_run public.erasure_runs;
begin
  select r.* into v_run from public.erasure_runs r where r.id = p_run_id;
  return (
    select coalesce(jsonb_agg(jsonb_build_object('bucket', x.bucket, 'path', x.path)), '[]')
    from (
      select o.bucket_id as bucket, o.name as path from storage.objects o
      where o.name like v_run.customer_id::text || '/%'
         or (v_run.request_id is not null and o.bucket_id = 'privacy-exports' and o.name like '%' || v_run.request_id::text || '%')
         or (o.bucket_id = 'privacy-exports' and o.name like '%' || v_run.customer_id::text || '%')
      union
      select null, t.value from public.erasure_targets t
      where t.run_id = p_run_id and t.kind = 'object' and not t.settled
      limit p_limit) x);
end
$$;
comment on function public.erasure_objects(uuid, integer) is
  'Files of the person that are in a bucket now or had a row; bucket null stands for the media bucket. Exports made for them count.';
revoke all on function public.erasure_objects(uuid, integer) from public;
grant execute on function public.erasure_objects(uuid, integer) to service_role;

create function public.objects_erased(p_run_id uuid, p_paths text[]) returns integer
language plpgsql security definer set search_path = ''
as $$
begin
  perform 1 from public.erasure_runs r where r.id = p_run_id and r.state = 'running' for update;
  update public.erasure_targets t set settled = true
  where t.run_id = p_run_id and t.kind = 'object' and t.value = any (p_paths);
  update public.erasure_steps s set count = s.count + cardinality(p_paths)
  where s.run_id = p_run_id and s.store = 'objects';
  return cardinality(p_paths);
end
$$;
comment on function public.objects_erased(uuid, text[]) is 'These files are no longer in their bucket; gone already counts.';
revoke all on function public.objects_erased(uuid, text[]) from public;
grant execute on function public.objects_erased(uuid, text[]) to service_role;
