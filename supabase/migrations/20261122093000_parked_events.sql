-- What was kept aside, and sends that failed: listed, tried again once, or put away with a note.

create function public.list_parked_events(
  p_reason text default null, p_before timestamptz default null, p_before_id uuid default null, p_limit integer default 50)
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform public.require_staff_role('admin', 'support');
  return (
    select coalesce(jsonb_agg(to_jsonb(x) order by x.received_at desc, x.id desc), '[]')
    from (
      select e.id, e.event_type, e.park_reason, e.received_at, e.occurred_at, e.review_note,
             case when public.current_staff_role() = 'admin' then e.raw end as raw
      from public.wa_events e
      where e.status = 'parked' and (p_reason is null or e.park_reason = p_reason)
        and (p_before is null or (e.received_at, e.id) < (p_before, p_before_id))
      order by e.received_at desc, e.id desc
      limit least(p_limit, 200)) x);
end
$$;
comment on function public.list_parked_events(text, timestamptz, uuid, integer) is
  'Parked events, newest first, by keyset. The raw body is personal data: admins only.';
grant execute on function public.list_parked_events(text, timestamptz, uuid, integer) to authenticated;

create function public.dismiss_parked_events(p_event_ids uuid[], p_note text) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('admin');
  v_count integer;
begin
  if length(btrim(coalesce(p_note, ''))) = 0 or length(p_note) > 1000 then
    raise exception 'A note says why the events are dismissed' using errcode = '22023';
  end if;
  update public.wa_events e
  set status = 'dismissed', reviewed_at = clock_timestamp(), reviewed_by = v_me, review_note = p_note, item = null
  where e.id = any (p_event_ids) and e.status = 'parked';
  get diagnostics v_count = row_count;
  perform public.audit('parked_events_dismissed', 'wa_event', null,
    jsonb_build_object('event_ids', to_jsonb(p_event_ids), 'count', v_count));
  return v_count;
end
$$;
comment on function public.dismiss_parked_events(uuid[], text) is
  'Puts parked events away with a note. Returns how many were still parked.';
grant execute on function public.dismiss_parked_events(uuid[], text) to authenticated;

create function public.request_reprocessing(p_event_ids uuid[]) returns uuid[]
language plpgsql security definer set search_path = ''
as $$
declare
  v_ids uuid[];
begin
  perform public.require_staff_role('admin');
  v_ids := array(select e.id from public.wa_events e
                 where e.id = any (p_event_ids) and e.status = 'parked' order by e.received_at limit 500);
  perform public.audit('parked_events_reprocessed', 'wa_event', null, jsonb_build_object('event_ids', to_jsonb(v_ids)));
  return v_ids;
end
$$;
comment on function public.request_reprocessing(uuid[]) is
  'Records who asked for parked events to be handled again and returns those still parked, to be announced. The job reads the raw body with today''s parser.';
grant execute on function public.request_reprocessing(uuid[]) to authenticated;

create function public.reprocess_event(p_event_id uuid, p_item jsonb, p_settings jsonb) returns jsonb
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
  if p_item ->> 'park_reason' is not null then
    update public.wa_events e set park_reason = p_item ->> 'park_reason' where e.id = p_event_id;
    return jsonb_build_object('kind', 'still_parked', 'reason', p_item ->> 'park_reason');
  end if;
  if v_event.dedupe_key <> p_item ->> 'dedupe_key'
     and exists (select 1 from public.wa_events e where e.dedupe_key = p_item ->> 'dedupe_key') then
    update public.wa_events e
    set status = 'dismissed', reviewed_at = clock_timestamp(), review_note = 'The same item arrived again and was handled.'
    where e.id = p_event_id;
    return jsonb_build_object('kind', 'duplicate');
  end if;
  update public.wa_events e
  set status = 'stored', park_reason = null, item = null, dedupe_key = p_item ->> 'dedupe_key',
      event_type = p_item ->> 'event_type', phone_number_id = p_item ->> 'phone_number_id',
      occurred_at = (p_item ->> 'occurred_at')::timestamptz, reviewed_at = clock_timestamp()
  where e.id = p_event_id;
  -- An item without a time of its own came when it came, not now: it must not open a fresh window.
  return public.ingest_item(
    p_item || jsonb_build_object('occurred_at', coalesce(p_item ->> 'occurred_at', v_event.received_at::text)),
    p_settings, p_event_id);
end
$$;
comment on function public.reprocess_event(uuid, jsonb, jsonb) is
  'Handles a parked event again from a fresh reading of its raw body, once: a second call, or the same item arrived meanwhile, changes nothing.';
revoke all on function public.reprocess_event(uuid, jsonb, jsonb) from public;
grant execute on function public.reprocess_event(uuid, jsonb, jsonb) to service_role;

create function public.retry_failed_sends(p_message_ids uuid[]) returns uuid[]
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('admin', 'support');
  v_id uuid;
  v_message public.chat_messages;
  v_done uuid[] := '{}';
begin
  perform 1 from public.chat_sessions s
  where s.id in (select m.session_id from public.chat_messages m where m.id = any (p_message_ids[1:500]))
  order by s.id for update;
  for v_id in select x from unnest(p_message_ids[1:500]) x order by x
  loop
    select m.* into v_message from public.chat_messages m where m.id = v_id for update;
    -- Only what surely failed: a send in doubt is never repeated by us (P11).
    if v_message.state = 'failed' and v_message.purpose <> 'outside' then
      update public.chat_messages m
      -- From here on it is the act of a person: the session is theirs since the failure.
      set state = 'queued', state_reason = null, not_before = null, state_changed_at = clock_timestamp(),
          updated_at = clock_timestamp(), author_id = v_me,
          purpose = case m.purpose when 'reply' then 'staff_reply' else m.purpose end
      where m.id = v_id;
      v_done := v_done || v_id;
    end if;
  end loop;
  perform public.audit('failed_sends_retried', 'chat_message', null, jsonb_build_object('message_ids', to_jsonb(v_done)));
  return v_done;
end
$$;
comment on function public.retry_failed_sends(uuid[]) is
  'Queues failed messages again, each as a new attempt. Messages in doubt, sent or already queued are left alone. Returns those to announce.';
grant execute on function public.retry_failed_sends(uuid[]) to authenticated;
