-- Who asks in the chat is asked to prove it there and then: the first code leaves by itself, once a request, when the
-- words that announce it are on their way. And only a code that still counts takes an answer: six digits are otherwise a
-- message like any other.

alter table public.privacy_requests add column code_wanted_at timestamptz;
comment on column public.privacy_requests.code_wanted_at is
  'Asked for in the chat: the service sends the first code by itself. Null when it has, or could not (the history says why).';
create index privacy_requests_code_wanted_idx on public.privacy_requests (code_wanted_at) where code_wanted_at is not null;

create or replace function public.open_identity_check(p_customer_id uuid, p_code_hash text, p_at timestamptz) returns uuid
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_request uuid;
  v_check uuid;
begin
  if p_code_hash is null then
    return null;
  end if;
  -- What was written before the code left answers something else. WhatsApp counts whole seconds, so what was written in
  -- the second in which a code ends counts.
  select k.request_id into v_request from public.identity_checks k
  where k.customer_id = p_customer_id and k.state = 'open'
    and p_at between k.created_at - interval '2 seconds' and k.expires_at;
  if v_request is null then
    return null;
  end if;
  -- Locked, request first like everywhere, and asked again: what ended meanwhile must not swallow the message.
  perform 1 from public.privacy_requests r where r.id = v_request and public.privacy_request_is_open(r.state) for update;
  if not found then
    return null;
  end if;
  select k.id into v_check from public.identity_checks k
  where k.request_id = v_request and k.customer_id = p_customer_id and k.state = 'open'
    and p_at between k.created_at - interval '2 seconds' and k.expires_at
  for update;
  return v_check;
end
$$;
comment on function public.open_identity_check(uuid, text, timestamptz) is
  'The check that six digits of this customer answer, locked with its request; null when none waits that still counts: then they are an ordinary message. For intake, under the session lock: granted to nobody.';

create or replace function public.answer_identity_check(
  p_check_id uuid, p_session public.chat_sessions, p_message_id uuid, p_code_hash text, p_at timestamptz)
returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  v_check public.identity_checks;
  v_request public.privacy_requests;
  v_answer text;
begin
  select k.* into v_check from public.identity_checks k where k.id = p_check_id;
  select r.* into v_request from public.privacy_requests r where r.id = v_check.request_id;
  update public.chat_messages m set embedding_status = 'skipped' where m.id = p_message_id;
  if not exists (select 1 from public.customer_identities i where i.id = v_check.identity_id and i.valid_to is null) then
    -- The number changed hands between question and answer.
    perform public.settle_identity_check(p_check_id, 'failed');
    v_answer := 'code_over';
  elsif v_check.code_hash = p_code_hash then
    perform public.settle_identity_check(p_check_id, 'passed');
    perform public.prove_identity(v_request, p_check_id, 'code');
    v_answer := 'code_right';
  else
    update public.identity_checks k set attempts = k.attempts + 1 where k.id = p_check_id returning * into v_check;
    v_answer := 'code_wrong';
    if v_check.attempts >= 5 then
      perform public.settle_identity_check(p_check_id, 'failed');
      v_answer := 'code_over';
    end if;
  end if;
  if v_answer <> 'code_right' then
    perform public.record_privacy_event(v_request, v_answer, jsonb_build_object('attempts', v_check.attempts));
  end if;
  -- The gate is asked again when it leaves.
  return public.add_privacy_message(p_session, v_request, v_answer, '{}', p_message_id);
end
$$;
comment on function public.answer_identity_check(uuid, public.chat_sessions, uuid, text, timestamptz) is
  'What the customer answered to the check that open_identity_check() locked, by its keyed hash: proved, once more, or over after five tries. Returns the queued answer. For intake, under the session lock: granted to nobody.';

create function public.codes_used_up(p_customer_id uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  -- Guessing 5 of 1,000,000 five times a day stays hopeless.
  select count(*) >= 5 from public.identity_checks k
  where k.customer_id = p_customer_id and k.method = 'code' and k.created_at > clock_timestamp() - interval '1 day'
$$;
comment on function public.codes_used_up(uuid) is 'Whether five codes went to this customer within a day, which is the limit. Granted to nobody.';
revoke all on function public.codes_used_up(uuid) from public;

create function public.put_identity_code(
  p_request public.privacy_requests, p_code text, p_code_hash text, p_settings jsonb, p_made_by uuid)
returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  v_request public.privacy_requests := p_request;
  v_identity uuid;
  v_message uuid;
begin
  if p_code is null or p_code !~ '^[0-9]{6}$' or p_code_hash is null then
    raise exception 'invalid_code' using errcode = '22023';
  end if;
  select i.id into v_identity from public.customer_identities i
  where i.customer_id = v_request.customer_id and i.kind = 'phone' and i.valid_to is null;
  perform public.settle_identity_check(k.id, 'replaced')
  from public.identity_checks k where k.customer_id = v_request.customer_id and k.state = 'open';
  v_message := public.queue_privacy_message(v_request, 'code', jsonb_build_object('code', p_code), p_settings);
  insert into public.identity_checks (request_id, customer_id, method, identity_id, code_hash, message_id, made_by, expires_at)
  values (v_request.id, v_request.customer_id, 'code', v_identity, p_code_hash, v_message, p_made_by,
          clock_timestamp() + interval '15 minutes');
  update public.privacy_requests r set code_wanted_at = null where r.id = v_request.id and r.code_wanted_at is not null;
  if v_request.state = 'received' then
    v_request := public.move_privacy_request(v_request, 'identity_check');
  end if;
  perform public.record_privacy_event(v_request, 'code_sent', jsonb_build_object('message_id', v_message,
    'way', (select case m.message_type when 'template' then 'template' else 'text' end from public.chat_messages m where m.id = v_message)));
  perform public.audit('identity_code_sent', 'privacy_request', v_request.id);
  return v_message;
end
$$;
comment on function public.put_identity_code(public.privacy_requests, text, text, jsonb, uuid) is
  'Queues a code for a locked request; a newer one replaces an older one. 409 not_allowed with the reason. Granted to nobody.';
revoke all on function public.put_identity_code(public.privacy_requests, text, text, jsonb, uuid) from public;

drop function public.send_identity_code(uuid, text, text);
create function public.send_identity_code(p_request_id uuid, p_code text, p_code_hash text, p_settings jsonb default '{}')
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('privacy', 'admin');
  v_request public.privacy_requests := public.lock_open_privacy_request(p_request_id);
begin
  if v_request.identity_verified_at is not null then
    raise exception 'identity_already_proved' using errcode = 'PT409';
  elsif public.codes_used_up(v_request.customer_id) then
    raise exception 'too_many_codes' using errcode = 'PT409';
  end if;
  return jsonb_build_object('message_id', public.put_identity_code(v_request, p_code, p_code_hash, p_settings, v_me));
end
$$;
comment on function public.send_identity_code(uuid, text, text, jsonb) is
  'Sends six digits to the customer''s current WhatsApp number, outside the window in the template that settings name. At most five a day. 409: request_closed, identity_already_proved, too_many_codes, not_allowed with the gate''s word, no_template or template_unusable.';
revoke all on function public.send_identity_code(uuid, text, text, jsonb) from public;
grant execute on function public.send_identity_code(uuid, text, text, jsonb) to authenticated;

create function public.give_up_opening_code(p_request public.privacy_requests, p_reason text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
begin
  update public.privacy_requests r set code_wanted_at = null, updated_at = clock_timestamp() where r.id = p_request.id;
  if p_reason is null then
    return jsonb_build_object('kind', 'over');
  end if;
  perform public.record_privacy_event(p_request, 'code_not_sent', jsonb_build_object('reason', p_reason));
  return jsonb_build_object('kind', 'refused', 'reason', p_reason);
end
$$;
comment on function public.give_up_opening_code(public.privacy_requests, text) is
  'No code leaves by itself for this request any more; with a reason the history says why. Granted to nobody.';
revoke all on function public.give_up_opening_code(public.privacy_requests, text) from public;

create function public.send_opening_code(p_request_id uuid, p_code text, p_code_hash text, p_settings jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_now timestamptz := clock_timestamp();
  v_request public.privacy_requests;
  v_until timestamptz;
  v_refusal text;
begin
  if not exists (select 1 from public.privacy_requests r where r.id = p_request_id and r.code_wanted_at is not null) then
    return jsonb_build_object('kind', 'over');
  end if;
  v_request := public.lock_privacy_request(p_request_id);
  if v_request.code_wanted_at is null then
    return jsonb_build_object('kind', 'over');
  elsif not public.privacy_request_is_open(v_request.state) or v_request.identity_verified_at is not null then
    return public.give_up_opening_code(v_request, null);
  elsif v_request.code_wanted_at < v_now - interval '1 day' then
    return public.give_up_opening_code(v_request, 'waited_too_long');
  end if;
  -- The reply that says that a code comes goes first.
  if exists (select 1 from public.agent_turns t where t.id = v_request.turn_id and t.state = 'running' and t.lease_until > v_now) then
    return jsonb_build_object('kind', 'wait', 'until', v_now + interval '2 seconds');
  end if;
  -- One code at a time: a second one would end the first, of another request of theirs.
  select max(k.expires_at) into v_until from public.identity_checks k
  where k.customer_id = v_request.customer_id and k.state = 'open' and k.expires_at > v_now;
  if v_until is not null then
    return jsonb_build_object('kind', 'later', 'until', v_until);
  end if;
  v_refusal := case when public.codes_used_up(v_request.customer_id) then 'too_many_codes'
                    else public.privacy_send_way(v_request.customer_id, 'code', p_settings) ->> 'refusal' end;
  if v_refusal = 'account_stopped' then
    return jsonb_build_object('kind', 'later', 'until', v_now + interval '1 minute');
  elsif v_refusal is not null then
    return public.give_up_opening_code(v_request, v_refusal);
  end if;
  return jsonb_build_object('kind', 'sent',
    'message_id', public.put_identity_code(v_request, p_code, p_code_hash, p_settings, null));
end
$$;
comment on function public.send_opening_code(uuid, text, text, jsonb) is
  'The first code of a request from the chat, once: sent (message_id), refused (reason, in the history), wait (the reply that announces it is being written), later (another code is out, or the account is stopped; redrive finds it), over.';
revoke all on function public.send_opening_code(uuid, text, text, jsonb) from public;
grant execute on function public.send_opening_code(uuid, text, text, jsonb) to service_role;

create function public.find_opening_codes(p_now timestamptz default clock_timestamp(), p_limit integer default 50) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(f.id), '[]') from (
    select r.id from public.privacy_requests r
    where r.code_wanted_at < p_now - interval '30 seconds'
      and not exists (select 1 from public.identity_checks k
                      where k.customer_id = r.customer_id and k.state = 'open' and k.expires_at > p_now)
    order by r.code_wanted_at limit p_limit) f
$$;
comment on function public.find_opening_codes(timestamptz, integer) is 'Requests whose first code nobody seems to be sending.';
revoke all on function public.find_opening_codes(timestamptz, integer) from public;
grant execute on function public.find_opening_codes(timestamptz, integer) to service_role;

drop function public.open_privacy_request(uuid, text);
create function public.open_privacy_request(p_turn_id uuid, p_kind text, p_settings jsonb default '{}') returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_turn public.agent_turns := public.lock_turn_for_tools(p_turn_id);
  v_request public.privacy_requests;
  v_again boolean := true;
  v_refusal text;
begin
  if v_turn.id is null then
    return null;
  end if;
  select r.* into v_request from public.privacy_requests r
  where r.customer_id = v_turn.customer_id and r.kind = p_kind and r.turn_id = p_turn_id;
  if v_request.id is null then
    v_request := public.add_privacy_request(
      v_turn.customer_id, p_kind, 'chat_tool', clock_timestamp(), null, null, v_turn.session_id, p_turn_id);
    v_again := v_request.merged_into is not null;
    if not v_again then
      v_refusal := case when public.codes_used_up(v_turn.customer_id) then 'too_many_codes'
                        else public.privacy_send_way(v_turn.customer_id, 'code', p_settings) ->> 'refusal' end;
      if v_refusal is null then
        update public.privacy_requests r set code_wanted_at = clock_timestamp() where r.id = v_request.id returning r.* into v_request;
      else
        perform public.record_privacy_event(v_request, 'code_not_sent', jsonb_build_object('reason', v_refusal));
      end if;
    end if;
  end if;
  if v_request.merged_into is not null then
    select r.* into v_request from public.privacy_requests r where r.id = v_request.merged_into;
  end if;
  return jsonb_build_object('id', v_request.id, 'state', v_request.state, 'due_at', v_request.due_at, 'again', v_again,
    'proof', case
      when v_request.identity_verified_at is not null then 'proved'
      when v_request.code_wanted_at is not null then 'code_follows'
      when exists (select 1 from public.identity_checks k
                   where k.request_id = v_request.id and k.state = 'open' and k.expires_at > clock_timestamp()) then 'code_sent'
      else 'by_team' end);
end
$$;
comment on function public.open_privacy_request(uuid, text, jsonb) is
  'Opens a request of this turn''s customer, or finds the one that waits, which the new one is merged into. proof: what happens next about who they are (code_follows, code_sent, proved, by_team). Null: the turn is over.';
revoke all on function public.open_privacy_request(uuid, text, jsonb) from public;
grant execute on function public.open_privacy_request(uuid, text, jsonb) to service_role;
