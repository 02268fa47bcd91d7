-- How a request ended, or that it takes longer, is told to the person, and the request says that and when they were, or
-- why they could not be (GDPR Art. 12(3) and (4)). The record is the history: `telling` (on its way), `told`, `not_told`;
-- the newest of a matter counts.

create function public.tell_privacy_outcome(
  p_request public.privacy_requests, p_about text, p_kind text, p_values jsonb, p_settings jsonb)
returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  v_way jsonb := public.privacy_send_way(p_request.customer_id, 'answer', p_settings);
  v_message uuid;
begin
  if v_way ? 'refusal' then
    perform public.record_privacy_event(p_request, 'not_told', jsonb_build_object(
      'about', p_about, 'reason', v_way ->> 'refusal', 'run_id', p_values ->> 'run_id'));
    return null;
  end if;
  v_message := public.queue_privacy_message(p_request, p_kind, p_values || jsonb_build_object('about', p_about), p_settings);
  perform public.record_privacy_event(p_request, 'telling', jsonb_build_object(
    'about', p_about, 'way', 'whatsapp', 'message_id', v_message, 'run_id', p_values ->> 'run_id'));
  return v_message;
end
$$;
comment on function public.tell_privacy_outcome(public.privacy_requests, text, text, jsonb, jsonb) is
  'Tells the person about the end or the extension of a locked request, or records why that cannot be. Returns the queued message. Granted to nobody.';
revoke all on function public.tell_privacy_outcome(public.privacy_requests, text, text, jsonb, jsonb) from public;

create function public.record_privacy_notice() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_is_out boolean := new.state in ('sent', 'delivered', 'read', 'played');
begin
  if not v_is_out and new.state not in ('failed', 'suppressed') or v_is_out and old.state in ('sent', 'delivered', 'read', 'played') then
    return null;
  end if;
  insert into public.privacy_request_events (request_id, customer_id, event, detail)
  select r.id, r.customer_id, case when v_is_out then 'told' else 'not_told' end,
         jsonb_strip_nulls(jsonb_build_object('about', new.payload ->> 'about', 'message_id', new.id,
           'way', case when v_is_out then 'whatsapp' end,
           'reason', case when not v_is_out then coalesce(new.state_reason, new.state) end))
  from public.privacy_requests r where r.id = (new.payload ->> 'request_id')::uuid;
  return null;
end
$$;
comment on function public.record_privacy_notice() is
  'Writes into the history of a request when its message left, or that it did not and why.';
revoke all on function public.record_privacy_notice() from public;
create trigger notices_are_recorded after update of state on public.chat_messages
  for each row when (new.purpose = 'privacy' and new.payload ? 'about' and new.state is distinct from old.state)
  execute function public.record_privacy_notice();

create function public.privacy_notices(p_request_id uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('about', n.about, 'state', n.event, 'way', n.detail ->> 'way',
    'reason', n.detail ->> 'reason', 'at', n.at,
    'by_name', (select f.display_name from public.staff f where f.user_id = n.by_staff)) order by n.at desc), '[]')
  from (
    select distinct on (e.detail ->> 'about') e.detail ->> 'about' as about, e.event, e.detail, e.at, e.by_staff
    from public.privacy_request_events e
    where e.request_id = p_request_id and e.event in ('telling', 'told', 'not_told')
    order by e.detail ->> 'about', e.at desc) n
$$;
comment on function public.privacy_notices(uuid) is
  'What the person is to be told about a request and whether they were: [{about, state, way, reason, at, by_name}], newest first. Granted to nobody.';
revoke all on function public.privacy_notices(uuid) from public;

create function public.untold_notice(p_request_id uuid, p_about text) returns void
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_state text := (select x ->> 'state' from jsonb_array_elements(public.privacy_notices(p_request_id)) x where x ->> 'about' = p_about);
begin
  if v_state is null then
    raise exception 'notice_not_found' using errcode = 'PT404';
  elsif v_state <> 'not_told' then
    raise exception 'already_told' using errcode = 'PT409';
  end if;
end
$$;
comment on function public.untold_notice(uuid, text) is
  'Goes through when the person is still to be told of this; 409 already_told otherwise. Granted to nobody.';
revoke all on function public.untold_notice(uuid, text) from public;

create function public.record_privacy_told(p_request_id uuid, p_about text, p_way text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_request public.privacy_requests;
begin
  perform public.require_staff_role('privacy', 'admin');
  if p_way is null or p_way not in ('email', 'letter', 'phone') then
    raise exception 'invalid_way' using errcode = '22023';
  end if;
  v_request := public.lock_privacy_request(p_request_id);
  perform public.untold_notice(p_request_id, p_about);
  perform public.record_privacy_event(v_request, 'told', jsonb_build_object('about', p_about, 'way', p_way));
  perform public.audit('privacy_request_told', 'privacy_request', p_request_id, jsonb_build_object('about', p_about, 'way', p_way));
end
$$;
comment on function public.record_privacy_told(uuid, text, text) is
  'A member of staff told the person by e-mail, letter or phone what WhatsApp could not. 409 already_told.';

create function public.tell_privacy_again(p_request_id uuid, p_about text, p_settings jsonb default '{}') returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_request public.privacy_requests;
  v_refusal text;
begin
  perform public.require_staff_role('privacy', 'admin');
  v_request := public.lock_privacy_request(p_request_id);
  perform public.untold_notice(p_request_id, p_about);
  -- An erasure is told of before it happens or not at all.
  v_refusal := case when p_about = 'completed' and v_request.kind = 'erasure' then 'customer_erased'
                    else public.privacy_send_way(v_request.customer_id, 'answer', p_settings) ->> 'refusal' end;
  if v_refusal is not null then
    raise exception 'not_allowed' using errcode = 'PT409', detail = v_refusal;
  end if;
  return jsonb_build_object('message_id', public.tell_privacy_outcome(v_request, p_about,
    case p_about when 'extended' then 'extended_' || v_request.extension_reason
                 when 'refused' then 'refused_' || v_request.refused_reason
                 else 'completed_' || v_request.kind end,
    jsonb_build_object('date', to_char(v_request.due_at at time zone 'Africa/Kampala', 'FMDD/MM/YYYY')), p_settings));
end
$$;
comment on function public.tell_privacy_again(uuid, text, jsonb) is
  'Tries once more to tell the person on WhatsApp. 409: already_told, not_allowed with the reason.';

drop function public.extend_privacy_request(uuid, text, text);
create function public.extend_privacy_request(p_request_id uuid, p_reason text, p_told text, p_settings jsonb default '{}')
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_now timestamptz := clock_timestamp();
  v_request public.privacy_requests;
  v_due timestamptz;
  v_refusal text;
  v_message uuid;
begin
  perform public.require_staff_role('privacy', 'admin');
  v_request := public.lock_open_privacy_request(p_request_id);
  if p_reason is null or p_reason not in ('complex', 'many_requests')
     or p_told is null or p_told not in ('whatsapp', 'email', 'letter', 'phone') then
    raise exception 'invalid_extension' using errcode = '22023';
  end if;
  if v_request.extended_at is not null then
    raise exception 'already_extended' using errcode = 'PT409';
  elsif v_request.paused_at is not null then
    raise exception 'request_paused' using errcode = 'PT409';
  elsif v_request.due_at < v_now then
    -- The person must hear of it within the first month (GDPR Art. 12(3)).
    raise exception 'too_late_to_extend' using errcode = 'PT409';
  end if;
  v_due := public.privacy_due_at(v_request.received_at, v_request.paused_days, true);
  if p_told = 'whatsapp' then
    -- Without the notice there is no extension, so a closed gate refuses the act itself.
    v_refusal := public.privacy_send_way(v_request.customer_id, 'answer', p_settings) ->> 'refusal';
    if v_refusal is not null then
      raise exception 'not_allowed' using errcode = 'PT409', detail = v_refusal;
    end if;
  end if;
  update public.privacy_requests r
  set extended_at = v_now, extension_reason = p_reason, extension_told = p_told, due_at = v_due, due_soon_at = null,
      overdue_at = null, updated_at = v_now
  where r.id = p_request_id;
  perform public.record_privacy_event(v_request, 'extended', jsonb_build_object('reason', p_reason));
  if p_told = 'whatsapp' then
    v_message := public.tell_privacy_outcome(v_request, 'extended', 'extended_' || p_reason,
      jsonb_build_object('date', to_char(v_due at time zone 'Africa/Kampala', 'FMDD/MM/YYYY')), p_settings);
  else
    perform public.record_privacy_event(v_request, 'told', jsonb_build_object('about', 'extended', 'way', p_told));
  end if;
  perform public.audit('privacy_request_extended', 'privacy_request', p_request_id,
    jsonb_build_object('reason', p_reason, 'told', p_told));
  return jsonb_build_object('message_id', v_message);
end
$$;
comment on function public.extend_privacy_request(uuid, text, text, jsonb) is
  'Two further months, once, for a reason that the person is told within the first month. 409: already_extended, request_paused, too_late_to_extend, not_allowed (told by WhatsApp while nothing can leave).';

drop function public.refuse_privacy_request(uuid, text);
create function public.refuse_privacy_request(p_request_id uuid, p_reason text, p_settings jsonb default '{}') returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_request public.privacy_requests;
begin
  perform public.require_staff_role('privacy', 'admin');
  v_request := public.lock_open_privacy_request(p_request_id);
  if p_reason is null then
    raise exception 'invalid_reason' using errcode = '22023';
  end if;
  perform public.settle_identity_check(k.id, 'replaced')
  from public.identity_checks k where k.request_id = p_request_id and k.state = 'open';
  v_request := public.move_privacy_request(v_request, 'refused', jsonb_build_object('reason', p_reason));
  return jsonb_build_object('message_id',
    public.tell_privacy_outcome(v_request, 'refused', 'refused_' || p_reason, '{}', p_settings));
end
$$;
comment on function public.refuse_privacy_request(uuid, text, jsonb) is
  'Ends a request without doing what was asked, for a reason in the law (GDPR Art. 12(4)–(5), 17(3), 15(4)), and tells the person; where that cannot be, the history says why.';

drop function public.complete_privacy_request(uuid, jsonb);
create function public.complete_privacy_request(p_request_id uuid, p_outcome jsonb default '{}', p_settings jsonb default '{}')
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_request public.privacy_requests;
  v_nobody jsonb := jsonb_build_object('message_id', null);
begin
  if auth.role() = 'authenticated' then
    perform public.require_staff_role('privacy', 'admin');
  end if;
  v_request := public.lock_privacy_request(p_request_id);
  if v_request.state = 'completed' then
    return v_nobody; -- The job that erased, run again after its answer was lost.
  elsif not public.privacy_request_is_open(v_request.state) then
    raise exception 'request_closed' using errcode = 'PT409', detail = v_request.state;
  elsif v_request.identity_verified_at is null then
    raise exception 'identity_not_proved' using errcode = 'PT409';
  elsif jsonb_typeof(coalesce(p_outcome, '{}')) <> 'object' then
    raise exception 'invalid_outcome' using errcode = '22023';
  end if;
  if v_request.kind = 'erasure' and not exists (
       select 1 from public.customers c where c.id = v_request.customer_id and c.erased_at is not null) then
    raise exception 'not_done_yet' using errcode = 'PT409', detail = 'erasure';
  elsif v_request.kind = 'access' and not exists (
       select 1 from public.privacy_exports x where x.request_id = p_request_id and x.link_made_at is not null) then
    raise exception 'not_done_yet' using errcode = 'PT409', detail = 'access';
  elsif v_request.kind in ('rectification', 'objection') and not exists (
       select 1 from public.privacy_request_events e
       where e.request_id = p_request_id and e.event in ('rectified', 'objection_applied')) then
    raise exception 'not_done_yet' using errcode = 'PT409', detail = v_request.kind;
  end if;
  v_request := public.move_privacy_request(v_request, 'completed', jsonb_build_object('outcome', coalesce(p_outcome, '{}')));
  if v_request.kind = 'erasure' then
    return v_nobody; -- Nobody is known any more: tell_before_erasure() said it in time.
  end if;
  return jsonb_build_object('message_id',
    public.tell_privacy_outcome(v_request, 'completed', 'completed_' || v_request.kind, '{}', p_settings));
end
$$;
comment on function public.complete_privacy_request(uuid, jsonb, jsonb) is
  'Ends a request whose work is done (the person erased, the copy handed out, the correction or objection recorded) and tells the person. outcome: counts and ids. 409: identity_not_proved, not_done_yet (detail: the kind), request_closed. Again: no change.';

create function public.tell_before_erasure(p_run_id uuid, p_settings jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_now timestamptz := clock_timestamp();
  v_run public.erasure_runs;
  v_request public.privacy_requests;
  v_notice public.privacy_request_events;
  v_message uuid;
begin
  select r.* into v_run from public.erasure_runs r where r.id = p_run_id;
  -- A restored backup is erased again for somebody who was told when it happened.
  if v_run.state is distinct from 'running' or v_run.fenced_at is not null or v_run.request_id is null or v_run.reason <> 'request'
     or public.is_held(v_run.customer_id) then
    return jsonb_build_object('kind', 'go');
  end if;
  v_request := public.lock_privacy_request(v_run.request_id);
  select e.* into v_notice from public.privacy_request_events e
  where e.request_id = v_request.id and e.event in ('telling', 'not_told') and e.detail ->> 'run_id' = p_run_id::text
  order by e.at limit 1;
  if v_notice.id is null then
    v_message := public.tell_privacy_outcome(v_request, 'completed', 'erasing', jsonb_build_object('run_id', p_run_id), p_settings);
    if v_message is not null then
      return jsonb_build_object('kind', 'wait', 'until', v_now + interval '2 seconds', 'message_id', v_message);
    end if;
  -- A minute is a long time for one message, and what is in doubt may have left: the erasure does not wait for ever.
  elsif v_notice.event = 'telling' and v_notice.at > v_now - interval '1 minute' and exists (
       select 1 from public.chat_messages m
       where m.id = (v_notice.detail ->> 'message_id')::uuid and m.state in ('queued', 'sending')) then
    return jsonb_build_object('kind', 'wait', 'until', v_now + interval '2 seconds');
  end if;
  return jsonb_build_object('kind', 'go');
end
$$;
comment on function public.tell_before_erasure(uuid, jsonb) is
  'After an erasure there is nobody left to tell, so the person hears of it before the first thing is removed: wait (until; message_id when one is to be sent) until that message has left or a minute is over, then go. Where it cannot leave the history says why.';

drop function public.link_privacy_export(uuid, text, text);
create function public.link_privacy_export(p_export_id uuid, p_link_hash text, p_url text, p_settings jsonb default '{}')
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_export public.privacy_exports;
  v_request public.privacy_requests;
  v_message uuid;
begin
  perform public.require_staff_role('privacy', 'admin');
  if p_link_hash is null then
    raise exception 'invalid_link' using errcode = '22023';
  end if;
  v_request := public.lock_privacy_request((select x.request_id from public.privacy_exports x where x.id = p_export_id));
  select x.* into v_export from public.privacy_exports x where x.id = p_export_id for update;
  if v_export.state <> 'ready' or v_export.expires_at <= clock_timestamp() then
    raise exception 'export_not_ready' using errcode = 'PT409';
  end if;
  if p_url is not null then
    v_message := public.queue_privacy_message(v_request, 'export', jsonb_build_object('link', p_url,
      'date', to_char(v_export.expires_at at time zone 'Africa/Kampala', 'FMDD/MM/YYYY')), p_settings);
  end if;
  update public.privacy_exports x
  set link_hash = p_link_hash, link_made_at = clock_timestamp(), downloads = 0, link_message_id = v_message
  where x.id = p_export_id;
  perform public.record_privacy_event(v_request, case when p_url is null then 'link_copied' else 'link_sent' end,
    jsonb_build_object('export_id', p_export_id, 'message_id', v_message));
  perform public.audit('export_link_made', 'privacy_request', v_request.id,
    jsonb_build_object('export_id', p_export_id, 'way', case when p_url is null then 'copied' else 'whatsapp' end));
  return jsonb_build_object('message_id', v_message, 'expires_at', v_export.expires_at);
end
$$;
comment on function public.link_privacy_export(uuid, text, text, jsonb) is
  'Makes the link of an archive, and with a url sends it to the customer on WhatsApp, outside the window in the template that settings name. A new link ends the one before. 409: export_not_ready, not_allowed with the reason.';

alter function public.read_privacy_request(uuid) rename to privacy_request_detail;
revoke all on function public.privacy_request_detail(uuid) from public, authenticated;
create function public.read_privacy_request(p_request_id uuid, p_settings jsonb default '{}') returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_detail jsonb;
  v_customer uuid;
begin
  perform public.require_staff_role('privacy', 'admin');
  v_detail := public.privacy_request_detail(p_request_id);
  v_customer := (v_detail ->> 'customer_id')::uuid;
  return v_detail - 'code_refusal' || jsonb_build_object(
    'sending', (
      select jsonb_object_agg(x.slot, jsonb_build_object('way', x.found ->> 'way', 'template', x.found ->> 'template',
        'refusal', x.found ->> 'refusal'))
      from (select s.slot, public.privacy_send_way(v_customer, s.slot, p_settings) as found
            from unnest(array['code', 'link', 'answer']) s (slot)) x),
    'code_wanted', (select r.code_wanted_at is not null from public.privacy_requests r where r.id = p_request_id),
    'notices', public.privacy_notices(p_request_id));
end
$$;
comment on function public.read_privacy_request(uuid, jsonb) is
  'Everything that the page of one request shows. wish: what was asked, else the messages that the turn answered. sending: how a code, a link and an answer would leave now, or why not. notices: what the person is told and whether they were.';

do $$
declare v_name text;
begin
  foreach v_name in array array[
    'record_privacy_told(uuid, text, text)', 'tell_privacy_again(uuid, text, jsonb)', 'extend_privacy_request(uuid, text, text, jsonb)',
    'refuse_privacy_request(uuid, text, jsonb)', 'complete_privacy_request(uuid, jsonb, jsonb)',
    'link_privacy_export(uuid, text, text, jsonb)', 'read_privacy_request(uuid, jsonb)'] loop
    execute 'revoke all on function public.' || v_name || ' from public';
    execute 'grant execute on function public.' || v_name || ' to authenticated';
  end loop;
end
$$;
grant execute on function public.complete_privacy_request(uuid, jsonb, jsonb) to service_role;
revoke all on function public.tell_before_erasure(uuid, jsonb) from public;
grant execute on function public.tell_before_erasure(uuid, jsonb) to service_role;
