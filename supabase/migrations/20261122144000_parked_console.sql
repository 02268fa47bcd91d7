-- Parked events in the console: listed without personal values, opened by an admin on the record, handled again once.

alter table public.wa_events
  add column reprocess_requested_at timestamptz,
  add column reprocess_requested_by uuid references public.staff (user_id) on delete set null,
  add column reprocessed_at timestamptz,
  add column reprocess_count integer not null default 0;
comment on column public.wa_events.reprocess_requested_at is
  'Somebody asked for it to be handled again and no answer has come yet; redrive announces it once more when nothing happens.';
create index wa_events_parked_reason_idx on public.wa_events (park_reason, received_at desc, id desc) where status = 'parked';
create index wa_events_parked_type_idx on public.wa_events (event_type, received_at desc, id desc) where status = 'parked';
create index wa_events_reviewed_idx on public.wa_events (status, received_at desc, id desc) where reviewed_at is not null;
create index wa_events_reprocessing_idx on public.wa_events (reprocess_requested_at) where reprocess_requested_at is not null;

-- Keys, raw bodies and parsed items hold numbers and words: from here on they leave through the functions below only.
revoke select on public.wa_events from authenticated;
grant select (id, event_type, phone_number_id, customer_id, occurred_at, received_at, status, park_reason, settle_after,
              reviewed_at, reviewed_by, review_note, reprocess_requested_at, reprocessed_at, reprocess_count)
  on public.wa_events to authenticated;
drop function public.list_parked_events(text, timestamptz, uuid, integer);

create function public.redacted_json(p_value jsonb, p_key text default null, p_depth integer default 0) returns jsonb
language plpgsql immutable set search_path = ''
as $$
declare
  v_text text;
begin
  case jsonb_typeof(p_value)
    when 'object' then
      if p_depth >= 24 then
        return '"••• deeper than shown"';
      end if;
      return (select coalesce(jsonb_object_agg(
                -- A key may hold a number as well: maps keyed by a person's id exist.
                case when x.key ~ '[0-9]{5,}' or length(x.key) > 60 then '••• key ' || x.place else x.key end,
                public.redacted_json(x.value, x.key, p_depth + 1)), '{}')
              from jsonb_each(p_value) with ordinality x (key, value, place));
    when 'array' then
      if p_depth >= 24 then
        return '"••• deeper than shown"';
      end if;
      return (select coalesce(jsonb_agg(public.redacted_json(x.value, p_key, p_depth + 1) order by x.place), '[]')
              from jsonb_array_elements(p_value) with ordinality x (value, place));
    when 'string' then
      v_text := p_value #>> '{}';
      if p_key in ('event', 'field', 'type', 'status', 'object', 'messaging_product', 'mime_type', 'category', 'user_preference',
                   'pricing_model', 'code', 'error_subcode', 'source_type', 'version')
         and v_text ~ '^[a-z][a-z0-9_./-]{0,59}$' and v_text !~ '[0-9]{5,}' then
        return p_value;
      end if;
      if p_key in ('timestamp', 'created_at', 'updated_at') and v_text ~ '^([0-9]{10}|[0-9]{13}|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{5,15}(Z|[+-][0-9:]{4,6})?)$' then
        return p_value;
      end if;
      return to_jsonb('••• ' || length(v_text) || case when length(v_text) = 1 then ' character' else ' characters' end);
    when 'number' then
      if p_key in ('timestamp', 'code', 'error_code', 'status', 'count') or (p_value)::numeric in (0, 1) then
        return p_value;
      end if;
      return '"••• number"';
    else
      return p_value;
  end case;
end
$$;
comment on function public.redacted_json(jsonb, text, integer) is
  'The shape of a raw body with its values hidden: only words of fixed sets, times and flags stay. What is not known to be harmless is hidden.';

create function public.parked_event_row(p_event public.wa_events) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'id', p_event.id, 'event_type', p_event.event_type, 'status', p_event.status, 'park_reason', p_event.park_reason,
    'received_at', p_event.received_at, 'occurred_at', p_event.occurred_at, 'customer_id', p_event.customer_id,
    'note', case when p_event.reviewed_by is not null or p_event.status = 'dismissed' then p_event.review_note end,
    'error_code', case when p_event.status = 'parked' and p_event.review_note ~ '^[0-9A-Z]{5}$' then p_event.review_note end,
    'reviewed_at', p_event.reviewed_at,
    'reviewed_by', (select f.display_name from public.staff f where f.user_id = p_event.reviewed_by),
    'requested_at', p_event.reprocess_requested_at,
    'requested_by', (select f.display_name from public.staff f where f.user_id = p_event.reprocess_requested_by),
    'reprocessed_at', p_event.reprocessed_at, 'reprocess_count', p_event.reprocess_count,
    'size', length(p_event.raw::text))
$$;
comment on function public.parked_event_row(public.wa_events) is
  'One event as the list of parked events shows it; nothing of its body but the size.';

create function public.list_parked_events(p_filter jsonb default '{}', p_before jsonb default null, p_limit integer default 50)
returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
declare
  v_limit integer := least(greatest(p_limit, 1), 200);
  v_status text := coalesce(p_filter ->> 'status', 'parked');
  v_reason text := p_filter ->> 'reason';
  v_type text := p_filter ->> 'type';
  v_from timestamptz := (p_filter ->> 'from')::timestamptz;
  v_rows public.wa_events[];
begin
  perform public.require_staff_role('admin');
  if v_status not in ('parked', 'dismissed', 'stored') then
    raise exception 'unknown_status' using errcode = '22023';
  end if;
  v_rows := array(
    select e from public.wa_events e
    where e.status = v_status and (v_status = 'parked' or e.reviewed_at is not null)
      and (v_reason is null or e.park_reason = v_reason)
      and (v_type is null or e.event_type = v_type)
      and (v_from is null or e.received_at >= v_from)
      and (p_before is null or (e.received_at, e.id) < ((p_before ->> 'at')::timestamptz, (p_before ->> 'id')::uuid))
    order by e.received_at desc, e.id desc limit v_limit + 1);
  return jsonb_build_object(
    'rows', (select coalesce(jsonb_agg(public.parked_event_row(x) order by x.received_at desc, x.id desc), '[]')
             from unnest(v_rows[:v_limit]) x),
    'next', case when cardinality(v_rows) > v_limit
            then jsonb_build_object('at', (v_rows[v_limit]).received_at, 'id', (v_rows[v_limit]).id) end,
    'counts', jsonb_build_object(
      'parked', (select count(*) from (select 1 from public.wa_events e where e.status = 'parked' limit 1000) x),
      'reprocessing', (select count(*) from (
        select 1 from public.wa_events e where e.reprocess_requested_at is not null limit 1000) x)));
end
$$;
comment on function public.list_parked_events(jsonb, jsonb, integer) is
  'Parked, dismissed or since handled events, newest first, by keyset. filter: status, reason, type, from. Bodies are not in it.';
grant execute on function public.list_parked_events(jsonb, jsonb, integer) to authenticated;

create function public.reviewable_event(p_event_id uuid) returns public.wa_events
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_event public.wa_events;
begin
  perform public.require_staff_role('admin');
  select e.* into v_event from public.wa_events e
  where e.id = p_event_id and (e.status = 'parked' or e.reviewed_at is not null);
  if v_event.id is null then
    raise exception 'event_not_found' using errcode = 'PT404';
  end if;
  return v_event;
end
$$;
comment on function public.reviewable_event(uuid) is
  'An event that is or was parked; 404 for any other. For use inside other functions: granted to nobody.';

create function public.read_parked_event(p_event_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_event public.wa_events;
begin
  perform public.require_staff_role('admin');
  v_event := public.reviewable_event(p_event_id);
  return public.parked_event_row(v_event) || jsonb_build_object('body', public.redacted_json(v_event.raw));
end
$$;
comment on function public.read_parked_event(uuid) is 'One parked event with its raw body, redacted.';
grant execute on function public.read_parked_event(uuid) to authenticated;

create function public.reveal_parked_event(p_event_id uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_event public.wa_events;
begin
  perform public.require_staff_role('admin');
  v_event := public.reviewable_event(p_event_id);
  perform public.audit('parked_event_revealed', 'wa_event', p_event_id,
    jsonb_strip_nulls(jsonb_build_object('customer_id', v_event.customer_id)));
  return v_event.raw;
end
$$;
comment on function public.reveal_parked_event(uuid) is
  'The raw body as it came: personal data, for an admin, and each time on the record.';
grant execute on function public.reveal_parked_event(uuid) to authenticated;

create or replace function public.request_reprocessing(p_event_ids uuid[]) returns uuid[]
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('admin');
  v_ids uuid[];
begin
  -- Asked by somebody else a moment ago: theirs counts. After five minutes without an answer, ask again.
  with asked as (
    update public.wa_events e
    set reprocess_requested_at = clock_timestamp(), reprocess_requested_by = v_me
    where e.id in (select x.id from public.wa_events x
                   where x.id = any (p_event_ids[1:500]) and x.status = 'parked'
                     and coalesce(x.reprocess_requested_at, '-infinity') < clock_timestamp() - interval '5 minutes'
                   order by x.id for update)
    returning e.id)
  select coalesce(array_agg(a.id), '{}') into v_ids from asked a;
  if cardinality(v_ids) > 0 then
    perform public.audit('parked_events_reprocessed', 'wa_event', null, jsonb_build_object('event_ids', to_jsonb(v_ids)));
  end if;
  return v_ids;
end
$$;
comment on function public.request_reprocessing(uuid[]) is
  'Marks parked events to be handled again and returns those that nobody asked for yet, to be announced. The job reads the raw body with today''s parser.';

create or replace function public.reprocess_event(p_event_id uuid, p_item jsonb, p_settings jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_event public.wa_events;
begin
  perform public.lock_for_intake(jsonb_build_array(p_item));
  select e.* into v_event from public.wa_events e where e.id = p_event_id for update;
  if v_event.id is null or v_event.status <> 'parked' then
    return jsonb_build_object('kind', 'already_handled');
  end if;
  update public.wa_events e
  set reprocess_requested_at = null, reprocessed_at = clock_timestamp(), reprocess_count = e.reprocess_count + 1
  where e.id = p_event_id;
  if p_item is null or p_item ->> 'park_reason' is not null then
    update public.wa_events e set park_reason = coalesce(p_item ->> 'park_reason', e.park_reason) where e.id = p_event_id;
    return jsonb_build_object('kind', 'still_parked', 'reason', coalesce(p_item ->> 'park_reason', v_event.park_reason));
  end if;
  if v_event.dedupe_key <> p_item ->> 'dedupe_key'
     and exists (select 1 from public.wa_events e where e.dedupe_key = p_item ->> 'dedupe_key') then
    update public.wa_events e
    set status = 'dismissed', reviewed_at = clock_timestamp(), review_note = 'The same item arrived again and was handled.'
    where e.id = p_event_id;
    return jsonb_build_object('kind', 'duplicate');
  end if;
  update public.wa_events e
  set status = 'stored', item = null, dedupe_key = p_item ->> 'dedupe_key',
      event_type = p_item ->> 'event_type', phone_number_id = p_item ->> 'phone_number_id',
      occurred_at = (p_item ->> 'occurred_at')::timestamptz, reviewed_at = clock_timestamp(),
      reviewed_by = v_event.reprocess_requested_by, review_note = null
  where e.id = p_event_id;
  -- An item without a time of its own came when it came, not now: it must not open a fresh window.
  return public.ingest_item(
    p_item || jsonb_build_object('occurred_at', coalesce(p_item ->> 'occurred_at', v_event.received_at::text)),
    p_settings, p_event_id);
end
$$;
comment on function public.reprocess_event(uuid, jsonb, jsonb) is
  'Handles a parked event again from a fresh reading of its raw body, once: a second call, or the same item arrived meanwhile, changes nothing. Without an item (nothing can be read) it stays parked. Why it was parked stays on record.';

create function public.find_requested_reprocessing(p_now timestamptz default clock_timestamp(), p_limit integer default 200)
returns uuid[]
language sql stable security definer set search_path = ''
as $$
  select array(
    select e.id from public.wa_events e
    where e.reprocess_requested_at between p_now - interval '15 minutes' and p_now - interval '1 minute' and e.status = 'parked'
    order by e.reprocess_requested_at limit p_limit)
$$;
comment on function public.find_requested_reprocessing(timestamptz, integer) is
  'Parked events that somebody asked for and that no job has answered within a minute; given up after 15, then to be asked for again.';
revoke all on function public.find_requested_reprocessing(timestamptz, integer) from public;
grant execute on function public.find_requested_reprocessing(timestamptz, integer) to service_role;

create function public.parked_progress(p_event_ids uuid[]) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform public.require_staff_role('admin');
  return (
    select jsonb_build_object(
      'waiting', count(*) filter (where e.status = 'parked' and e.reprocess_requested_at is not null),
      'still_parked', count(*) filter (where e.status = 'parked' and e.reprocess_requested_at is null),
      'handled', count(*) filter (where e.status = 'stored'),
      'dismissed', count(*) filter (where e.status = 'dismissed'))
    from public.wa_events e where e.id = any (p_event_ids[1:500]));
end
$$;
comment on function public.parked_progress(uuid[]) is 'How far a bulk act on these events is.';
grant execute on function public.parked_progress(uuid[]) to authenticated;

create or replace function public.dismiss_parked_events(p_event_ids uuid[], p_note text) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('admin');
  v_ids uuid[];
begin
  if length(btrim(coalesce(p_note, ''))) = 0 or length(p_note) > 1000 then
    raise exception 'A note says why the events are dismissed' using errcode = '22023';
  end if;
  with dismissed as (
    update public.wa_events e
    set status = 'dismissed', reviewed_at = clock_timestamp(), reviewed_by = v_me, review_note = btrim(p_note), item = null,
        reprocess_requested_at = null
    where e.id in (select x.id from public.wa_events x
                   where x.id = any (p_event_ids[1:500]) and x.status = 'parked' order by x.id for update)
    returning e.id)
  select coalesce(array_agg(d.id), '{}') into v_ids from dismissed d;
  perform public.audit('parked_events_dismissed', 'wa_event', null,
    jsonb_build_object('event_ids', to_jsonb(v_ids), 'count', cardinality(v_ids)));
  return cardinality(v_ids);
end
$$;
comment on function public.dismiss_parked_events(uuid[], text) is
  'Puts parked events away with a note. Returns how many were still parked.';

create function public.restore_parked_events(p_event_ids uuid[]) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  v_ids uuid[];
begin
  perform public.require_staff_role('admin');
  with restored as (
    update public.wa_events e
    set status = 'parked', reviewed_at = null, reviewed_by = null, review_note = null
    where e.id in (select x.id from public.wa_events x
                   where x.id = any (p_event_ids[1:500]) and x.status = 'dismissed' and x.reviewed_by is not null
                     and x.park_reason is not null
                   order by x.id for update)
    returning e.id)
  select coalesce(array_agg(r.id), '{}') into v_ids from restored r;
  perform public.audit('parked_events_restored', 'wa_event', null,
    jsonb_build_object('event_ids', to_jsonb(v_ids), 'count', cardinality(v_ids)));
  return cardinality(v_ids);
end
$$;
comment on function public.restore_parked_events(uuid[]) is
  'Takes a dismissal back. Returns how many were dismissed by a person and are parked again.';
grant execute on function public.restore_parked_events(uuid[]) to authenticated;
