-- What the privacy team does with a request. Each act checks the role, locks the customer and then the
-- request, and writes history and audit in the same transaction.

create function public.open_privacy_request_by_staff(
  p_customer_id uuid, p_kind text, p_channel text, p_received_at timestamptz, p_wish text, p_client_key uuid)
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_request public.privacy_requests;
  v_erased timestamptz;
begin
  perform public.require_staff_role('privacy', 'admin');
  if p_client_key is null or p_kind is null or p_channel is null or p_channel not in ('console', 'email') or p_received_at is null
     or p_received_at > clock_timestamp() + interval '1 minute' or p_received_at < clock_timestamp() - interval '1 year' then
    raise exception 'invalid_request' using errcode = '22023';
  end if;
  select c.erased_at into v_erased from public.customers c where c.id = p_customer_id for no key update;
  if not found then
    raise exception 'customer_not_found' using errcode = 'PT404';
  elsif v_erased is not null then
    raise exception 'customer_erased' using errcode = 'PT409';
  end if;
  select r.* into v_request from public.privacy_requests r
  where r.client_key = p_client_key and r.customer_id = p_customer_id and r.opened_by = auth.uid();
  if v_request.id is null then
    v_request := public.add_privacy_request(p_customer_id, p_kind, p_channel, p_received_at, p_wish, p_client_key);
  end if;
  return jsonb_build_object('id', coalesce(v_request.merged_into, v_request.id), 'merged', v_request.merged_into is not null);
end
$$;
comment on function public.open_privacy_request_by_staff(uuid, text, text, timestamptz, text, uuid) is
  'Writes down a request that came by e-mail, call or letter, from the day on which it came. merged: the person has asked for this already; id is then the open one.';

create function public.assign_privacy_requests(p_request_ids uuid[], p_staff_id uuid) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  v_id uuid;
  v_request public.privacy_requests;
  v_count integer := 0;
begin
  perform public.require_staff_role('privacy', 'admin');
  if coalesce(cardinality(p_request_ids), 0) not between 1 and 100 then
    raise exception 'invalid_selection' using errcode = '22023';
  end if;
  if p_staff_id is not null and not exists (
       select 1 from public.staff f where f.user_id = p_staff_id and f.active and f.role in ('privacy', 'admin')) then
    raise exception 'not_assignable' using errcode = 'PT409';
  end if;
  -- By id, so that two bulk acts never wait for each other in a circle.
  for v_id in select distinct x from unnest(p_request_ids) x order by 1 loop
    select r.* into v_request from public.privacy_requests r where r.id = v_id for update;
    if v_request.id is null then
      raise exception 'request_not_found' using errcode = 'PT404';
    end if;
    if public.privacy_request_is_open(v_request.state) and v_request.assigned_to is distinct from p_staff_id then
      update public.privacy_requests r set assigned_to = p_staff_id, updated_at = clock_timestamp() where r.id = v_id;
      perform public.record_privacy_event(v_request, 'assigned', jsonb_build_object('staff_id', p_staff_id));
      perform public.audit('privacy_request_assigned', 'privacy_request', v_id,
        jsonb_strip_nulls(jsonb_build_object('to_staff_id', p_staff_id)));
      v_count := v_count + 1;
    end if;
  end loop;
  return v_count;
end
$$;
comment on function public.assign_privacy_requests(uuid[], uuid) is
  'Gives open requests to a colleague of the privacy team; null takes them from everybody. Returns how many changed.';

create function public.add_privacy_request_note(p_request_id uuid, p_body text, p_note_id uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('privacy', 'admin');
  v_request public.privacy_requests;
begin
  if p_note_id is null or length(btrim(coalesce(p_body, ''))) not between 1 and 4000 then
    raise exception 'invalid_note' using errcode = '22023';
  end if;
  select r.* into v_request from public.privacy_requests r where r.id = p_request_id for key share;
  if v_request.id is null then
    raise exception 'request_not_found' using errcode = 'PT404';
  end if;
  insert into public.privacy_request_notes (id, request_id, customer_id, body, author_id)
  values (p_note_id, p_request_id, v_request.customer_id, btrim(p_body), v_me)
  on conflict (id) do nothing;
  if found then
    perform public.audit('privacy_request_noted', 'privacy_request', p_request_id);
  end if;
end
$$;
comment on function public.add_privacy_request_note(uuid, text, uuid) is
  'Adds a note of the privacy team; the same id again adds no second one.';

create function public.pause_privacy_request(p_request_id uuid, p_reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_request public.privacy_requests;
begin
  perform public.require_staff_role('privacy', 'admin');
  v_request := public.lock_open_privacy_request(p_request_id);
  if p_reason is null or p_reason not in ('proof_asked', 'contradicting_details', 'number_changed_hands', 'representative') then
    raise exception 'invalid_reason' using errcode = '22023';
  end if;
  if v_request.identity_verified_at is not null then
    raise exception 'identity_already_proved' using errcode = 'PT409';
  end if;
  if v_request.paused_at is null then
    update public.privacy_requests r
    set paused_at = clock_timestamp(), updated_at = clock_timestamp() where r.id = p_request_id;
    if v_request.state = 'received' then
      v_request := public.move_privacy_request(v_request, 'identity_check');
    end if;
    perform public.record_privacy_event(v_request, 'paused', jsonb_build_object('reason', p_reason));
    perform public.audit('privacy_request_paused', 'privacy_request', p_request_id, jsonb_build_object('reason', p_reason));
  end if;
end
$$;
comment on function public.pause_privacy_request(uuid, text) is
  'Stops the clock while there is real doubt who asks and proof was asked for (GDPR Art. 12(6)); ends with the proof. Not for a lack of time.';

create function public.end_privacy_pause(p_request public.privacy_requests) returns public.privacy_requests
language plpgsql security definer set search_path = ''
as $$
declare
  v_now timestamptz := clock_timestamp();
  v_days integer := public.privacy_days_between(p_request.paused_at, v_now);
  v_request public.privacy_requests;
begin
  update public.privacy_requests r
  set paused_days = r.paused_days + v_days, paused_at = null, updated_at = v_now, due_soon_at = null, overdue_at = null,
      due_at = public.privacy_due_at(r.received_at, r.paused_days + v_days, r.extended_at is not null)
  where r.id = p_request.id returning r.* into v_request;
  perform public.record_privacy_event(v_request, 'resumed', jsonb_build_object('days', v_days));
  perform public.audit('privacy_request_resumed', 'privacy_request', v_request.id, jsonb_build_object('days', v_days));
  return v_request;
end
$$;
comment on function public.end_privacy_pause(public.privacy_requests) is
  'The clock goes on and the last day moves by the days of the pause. Granted to nobody.';

create function public.resume_privacy_request(p_request_id uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_request public.privacy_requests;
begin
  perform public.require_staff_role('privacy', 'admin');
  v_request := public.lock_open_privacy_request(p_request_id);
  if v_request.paused_at is not null then
    perform public.end_privacy_pause(v_request);
  end if;
end
$$;
comment on function public.resume_privacy_request(uuid) is 'Lets a paused clock go on. Nothing happens when it runs.';

create function public.extend_privacy_request(p_request_id uuid, p_reason text, p_told text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_now timestamptz := clock_timestamp();
  v_request public.privacy_requests;
  v_due timestamptz;
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
    v_message := public.queue_privacy_message(v_request, 'extended_' || p_reason,
      jsonb_build_object('date', to_char(v_due at time zone 'Africa/Kampala', 'FMDD/MM/YYYY')));
  end if;
  update public.privacy_requests r
  set extended_at = v_now, extension_reason = p_reason, extension_told = p_told, due_at = v_due, due_soon_at = null,
      overdue_at = null, updated_at = v_now
  where r.id = p_request_id;
  perform public.record_privacy_event(v_request, 'extended',
    jsonb_build_object('reason', p_reason, 'told', p_told, 'message_id', v_message));
  perform public.audit('privacy_request_extended', 'privacy_request', p_request_id,
    jsonb_build_object('reason', p_reason, 'told', p_told));
  return jsonb_build_object('message_id', v_message);
end
$$;
comment on function public.extend_privacy_request(uuid, text, text) is
  'Two further months, once, for a reason that the person is told within the first month. 409: already_extended, request_paused, too_late_to_extend, not_allowed (told by WhatsApp while the gate is closed).';

create function public.refuse_privacy_request(p_request_id uuid, p_reason text) returns void
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
  perform public.move_privacy_request(v_request, 'refused', jsonb_build_object('reason', p_reason));
end
$$;
comment on function public.refuse_privacy_request(uuid, text) is
  'Ends a request without doing what was asked, for a reason in the law (GDPR Art. 12(4)–(5), 17(3), 15(4)).';

create function public.withdraw_privacy_request(p_request_id uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_request public.privacy_requests;
begin
  perform public.require_staff_role('privacy', 'admin');
  v_request := public.lock_open_privacy_request(p_request_id);
  if v_request.kind = 'erasure' and v_request.state = 'in_progress' then
    raise exception 'erasure_running' using errcode = 'PT409';
  end if;
  perform public.settle_identity_check(k.id, 'replaced')
  from public.identity_checks k where k.request_id = p_request_id and k.state = 'open';
  perform public.move_privacy_request(v_request, 'withdrawn');
end
$$;
comment on function public.withdraw_privacy_request(uuid) is
  'The person no longer wants it. 409 erasure_running: what is being erased cannot be taken back.';

create function public.begin_privacy_request(p_request_id uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_request public.privacy_requests;
begin
  if auth.role() = 'authenticated' then
    perform public.require_staff_role('privacy', 'admin');
  end if;
  v_request := public.lock_open_privacy_request(p_request_id);
  if v_request.identity_verified_at is null then
    raise exception 'identity_not_proved' using errcode = 'PT409';
  end if;
  if v_request.state = 'ready' then
    perform public.move_privacy_request(v_request, 'in_progress');
  end if;
end
$$;
comment on function public.begin_privacy_request(uuid) is
  'Work on a request begins. 409 identity_not_proved. Again: no change.';

create function public.complete_privacy_request(p_request_id uuid, p_outcome jsonb default '{}') returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_request public.privacy_requests;
begin
  if auth.role() = 'authenticated' then
    perform public.require_staff_role('privacy', 'admin');
  end if;
  v_request := public.lock_privacy_request(p_request_id);
  if v_request.state = 'completed' then
    return; -- The job that erased, run again after its answer was lost.
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
  perform public.move_privacy_request(v_request, 'completed', jsonb_build_object('outcome', coalesce(p_outcome, '{}')));
end
$$;
comment on function public.complete_privacy_request(uuid, jsonb) is
  'Ends a request whose work is done: the person erased, the copy handed out, the correction or objection recorded. outcome: counts and ids. 409: identity_not_proved, not_done_yet (detail: the kind), request_closed. Again: no change.';

create function public.apply_objection(p_request_id uuid, p_scope text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_request public.privacy_requests;
begin
  perform public.require_staff_role('privacy', 'admin');
  v_request := public.lock_open_privacy_request(p_request_id);
  if v_request.kind <> 'objection' or p_scope is null or p_scope not in ('marketing', 'everything') then
    raise exception 'invalid_objection' using errcode = '22023';
  end if;
  if v_request.identity_verified_at is null then
    raise exception 'identity_not_proved' using errcode = 'PT409';
  end if;
  -- Marketing ends without weighing anything (GDPR Art. 21(3)); everything also ends service messages.
  perform public.record_consent_change(v_request.customer_id, 'marketing', 'stopped', 'staff', null, null, clock_timestamp());
  if p_scope = 'everything' then
    perform public.record_consent_change(v_request.customer_id, 'service', 'opted_out', 'staff', null, null, clock_timestamp());
    perform public.suppress_queued(s.id, 'opted_out', array['reply', 'staff_reply', 'template'])
    from public.chat_sessions s where s.customer_id = v_request.customer_id and s.status = 'active';
  end if;
  perform public.record_privacy_event(v_request, 'objection_applied', jsonb_build_object('scope', p_scope));
  perform public.audit('objection_applied', 'privacy_request', p_request_id, jsonb_build_object('scope', p_scope));
end
$$;
comment on function public.apply_objection(uuid, text) is
  'Ends marketing, or everything that we send by ourselves, for this customer; written to the consent ledger.';

create function public.rectify_customer(p_request_id uuid, p_changes jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_request public.privacy_requests;
  v_customer public.customers;
  v_changed text[] := '{}';
  v_kind text;
begin
  perform public.require_staff_role('privacy', 'admin');
  v_request := public.lock_open_privacy_request(p_request_id);
  if v_request.kind <> 'rectification' or p_changes is null or jsonb_typeof(p_changes) <> 'object' or exists (
       select 1 from jsonb_object_keys(p_changes) k where k not in ('display_name', 'locale', 'phone', 'wa_user_id')) then
    raise exception 'invalid_changes' using errcode = '22023';
  end if;
  if v_request.identity_verified_at is null then
    raise exception 'identity_not_proved' using errcode = 'PT409';
  end if;
  select c.* into v_customer from public.customers c where c.id = v_request.customer_id;
  if p_changes ? 'display_name' and v_customer.display_name is distinct from nullif(btrim(p_changes ->> 'display_name'), '') then
    update public.customers c set display_name = nullif(btrim(p_changes ->> 'display_name'), ''), updated_at = clock_timestamp()
    where c.id = v_customer.id;
    v_changed := v_changed || 'display_name'::text;
  end if;
  if p_changes ? 'locale' and v_customer.locale is distinct from nullif(btrim(p_changes ->> 'locale'), '') then
    update public.customers c set locale = nullif(btrim(p_changes ->> 'locale'), ''), updated_at = clock_timestamp()
    where c.id = v_customer.id;
    v_changed := v_changed || 'locale'::text;
  end if;
  foreach v_kind in array array['phone', 'wa_user_id'] loop
    continue when nullif(p_changes ->> v_kind, '') is null
      or public.find_customer(v_kind, p_changes ->> v_kind) = v_customer.id;
    if public.find_customer(v_kind, p_changes ->> v_kind) is not null then
      raise exception 'identity_taken' using errcode = 'PT409', detail = v_kind;
    end if;
    perform public.link_identity(v_customer.id, v_kind, p_changes ->> v_kind, true);
    v_changed := v_changed || v_kind;
  end loop;
  if cardinality(v_changed) = 0 then
    raise exception 'nothing_changed' using errcode = 'PT409';
  end if;
  -- Which fields, never their values: the record itself holds those, and keeps the past identity.
  perform public.record_privacy_event(v_request, 'rectified', jsonb_build_object('fields', to_jsonb(v_changed)));
  perform public.audit('customer_rectified', 'customer', v_customer.id,
    jsonb_build_object('request_id', p_request_id, 'fields', to_jsonb(v_changed)));
  return to_jsonb(v_changed);
end
$$;
comment on function public.rectify_customer(uuid, jsonb) is
  'Corrects display_name, locale, phone or wa_user_id of the customer who asked and says which changed. 409: identity_not_proved, identity_taken (detail: the kind), nothing_changed.';

create function public.mark_privacy_deadlines(p_now timestamptz default clock_timestamp()) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_soon uuid[];
  v_over uuid[];
  v_expired integer;
begin
  with soon as (
    update public.privacy_requests r set due_soon_at = p_now
    where r.state in ('received', 'identity_check', 'ready', 'in_progress')
      and r.paused_at is null and r.due_soon_at is null and r.due_at <= p_now + interval '7 days' and r.due_at >= p_now
    returning r.*
  ), told as (
    insert into public.privacy_request_events (request_id, customer_id, event)
    select s.id, s.customer_id, 'due_soon' from soon s returning request_id
  )
  select coalesce(array_agg(t.request_id), '{}') into v_soon from told t;
  with over as (
    update public.privacy_requests r set overdue_at = p_now
    where r.state in ('received', 'identity_check', 'ready', 'in_progress')
      and r.paused_at is null and r.overdue_at is null and r.due_at < p_now
    returning r.*
  ), told as (
    insert into public.privacy_request_events (request_id, customer_id, event)
    select o.id, o.customer_id, 'overdue' from over o returning request_id
  )
  select coalesce(array_agg(t.request_id), '{}') into v_over from told t;
  with expired as (
    update public.identity_checks k set state = 'expired', settled_at = clock_timestamp(), code_hash = null
    where k.state = 'open' and k.expires_at < p_now - interval '1 hour' returning 1
  )
  select count(*) into v_expired from expired;
  -- A code or link whose send never settled is spent by now.
  update public.chat_messages m set text = m.rendered_text, payload = m.payload - 'secret'
  where m.purpose = 'privacy' and m.payload ? 'secret' and m.state not in ('queued', 'sending')
    and m.created_at between p_now - interval '3 days' and p_now - interval '1 hour';
  return jsonb_build_object('due_soon_ids', to_jsonb(v_soon), 'overdue_ids', to_jsonb(v_over), 'expired_codes', v_expired);
end
$$;
comment on function public.mark_privacy_deadlines(timestamptz) is
  'Marks, once each, requests that are due within 7 days or overdue, and ends codes that nobody answered. For the cron privacy-deadlines.';
create index chat_messages_with_secret_idx on public.chat_messages (created_at) where purpose = 'privacy' and payload ? 'secret';

do $$
declare v_name text;
begin
  foreach v_name in array array[
    'open_privacy_request_by_staff(uuid, text, text, timestamptz, text, uuid)', 'assign_privacy_requests(uuid[], uuid)',
    'add_privacy_request_note(uuid, text, uuid)', 'pause_privacy_request(uuid, text)', 'resume_privacy_request(uuid)',
    'extend_privacy_request(uuid, text, text)', 'refuse_privacy_request(uuid, text)', 'withdraw_privacy_request(uuid)',
    'begin_privacy_request(uuid)', 'complete_privacy_request(uuid, jsonb)', 'apply_objection(uuid, text)',
    'rectify_customer(uuid, jsonb)'] loop
    execute 'revoke all on function public.' || v_name || ' from public';
    execute 'grant execute on function public.' || v_name || ' to authenticated';
  end loop;
end
$$;
grant execute on function public.begin_privacy_request(uuid), public.complete_privacy_request(uuid, jsonb) to service_role;
revoke all on function public.end_privacy_pause(public.privacy_requests) from public;
revoke all on function public.mark_privacy_deadlines(timestamptz) from public;
grant execute on function public.mark_privacy_deadlines(timestamptz) to service_role;
