-- Proof that a request comes from the person: six digits that go to their WhatsApp and come back from it,
-- or a check by a person who writes down how. The keyed hash of the code is computed outside the database.

create table public.identity_checks (
  id uuid primary key default gen_random_uuid(),
  request_id uuid not null references public.privacy_requests (id) on delete cascade,
  customer_id uuid not null references public.customers (id) on delete cascade,
  method text not null check (method in ('code', 'manual')),
  state text not null default 'open' check (state in ('open', 'passed', 'failed', 'expired', 'replaced')),
  identity_id uuid references public.customer_identities (id) on delete set null,
  code_hash text check (code_hash ~ '^[0-9a-f]{64}$'),
  attempts integer not null default 0 check (attempts between 0 and 5),
  message_id uuid references public.chat_messages (id) on delete set null,
  manual_how text check (manual_how in ('document', 'call_back', 'account_questions', 'known_representative', 'court_order')),
  evidence text check (length(btrim(evidence)) between 10 and 1000),
  made_by uuid references public.staff (user_id) on delete set null,
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz,
  settled_at timestamptz,
  check ((method = 'code') = (expires_at is not null)),
  check (method = 'code' or (manual_how is not null and state = 'passed')),
  check ((state = 'open') = (settled_at is null)),
  check (state <> 'open' or code_hash is not null)
);
comment on table public.identity_checks is
  'How the identity behind a privacy request was checked. evidence says what was looked at, never what it said.';
create unique index identity_checks_one_open_key on public.identity_checks (customer_id) where state = 'open';
create index identity_checks_by_request_idx on public.identity_checks (request_id, created_at);
create index identity_checks_by_customer_idx on public.identity_checks (customer_id);
create index identity_checks_by_identity_idx on public.identity_checks (identity_id) where identity_id is not null;
create index identity_checks_by_message_idx on public.identity_checks (message_id) where message_id is not null;
create index identity_checks_open_idx on public.identity_checks (expires_at) where state = 'open';
alter table public.identity_checks enable row level security;
create policy "the privacy team and admins read identity checks" on public.identity_checks for select to authenticated
  using ((select public.current_staff_role()) in ('privacy', 'admin'));
-- Not the hash: six digits are soon tried by whoever has the key.
grant select (id, request_id, customer_id, method, state, attempts, message_id, manual_how, evidence, made_by, created_at,
  expires_at, settled_at) on public.identity_checks to authenticated;
grant select on public.identity_checks to service_role;

create function public.settle_identity_check(p_check_id uuid, p_state text) returns void
language sql security definer set search_path = ''
as $$
  -- A spent code leaves no hash behind.
  update public.identity_checks k set state = p_state, settled_at = clock_timestamp(), code_hash = null
  where k.id = p_check_id and k.state = 'open'
$$;
comment on function public.settle_identity_check(uuid, text) is 'Ends an open check once. Granted to nobody.';
revoke all on function public.settle_identity_check(uuid, text) from public;

create function public.prove_identity(p_request public.privacy_requests, p_check_id uuid, p_method text)
returns public.privacy_requests
language plpgsql security definer set search_path = ''
as $$
declare
  v_request public.privacy_requests := p_request;
begin
  update public.privacy_requests r set identity_verified_at = clock_timestamp(), updated_at = clock_timestamp()
  where r.id = p_request.id and r.identity_verified_at is null returning r.* into v_request;
  if v_request.id is null then
    return p_request;
  end if;
  if v_request.paused_at is not null then
    v_request := public.end_privacy_pause(v_request);
  end if;
  return public.move_privacy_request(v_request, 'ready', jsonb_build_object('check_id', p_check_id, 'method', p_method));
end
$$;
comment on function public.prove_identity(public.privacy_requests, uuid, text) is
  'The person is proved: the clock goes on and the request is ready. Once: a second proof changes nothing. Granted to nobody.';
revoke all on function public.prove_identity(public.privacy_requests, uuid, text) from public;

create function public.send_identity_code(p_request_id uuid, p_code text, p_code_hash text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('privacy', 'admin');
  v_request public.privacy_requests := public.lock_open_privacy_request(p_request_id);
  v_identity uuid;
  v_message uuid;
begin
  if p_code is null or p_code !~ '^[0-9]{6}$' or p_code_hash is null then
    raise exception 'invalid_code' using errcode = '22023';
  end if;
  if v_request.identity_verified_at is not null then
    raise exception 'identity_already_proved' using errcode = 'PT409';
  end if;
  -- Guessing 5 of 1,000,000 five times a day stays hopeless.
  if (select count(*) from public.identity_checks k
      where k.customer_id = v_request.customer_id and k.method = 'code' and k.created_at > clock_timestamp() - interval '1 day') >= 5 then
    raise exception 'too_many_codes' using errcode = 'PT409';
  end if;
  select i.id into v_identity from public.customer_identities i
  where i.customer_id = v_request.customer_id and i.kind = 'phone' and i.valid_to is null;
  perform public.settle_identity_check(k.id, 'replaced')
  from public.identity_checks k where k.customer_id = v_request.customer_id and k.state = 'open';
  v_message := public.queue_privacy_message(v_request, 'code', jsonb_build_object('code', p_code));
  insert into public.identity_checks (request_id, customer_id, method, identity_id, code_hash, message_id, made_by, expires_at)
  values (p_request_id, v_request.customer_id, 'code', v_identity, p_code_hash, v_message, v_me,
          clock_timestamp() + interval '15 minutes');
  if v_request.state = 'received' then
    v_request := public.move_privacy_request(v_request, 'identity_check');
  end if;
  perform public.record_privacy_event(v_request, 'code_sent', jsonb_build_object('message_id', v_message));
  perform public.audit('identity_code_sent', 'privacy_request', p_request_id);
  return jsonb_build_object('message_id', v_message);
end
$$;
comment on function public.send_identity_code(uuid, text, text) is
  'Sends six digits to the customer''s current WhatsApp number; a newer code replaces an older one. At most five a day. 409: request_closed, identity_already_proved, too_many_codes, not_allowed with the gate''s word.';
revoke all on function public.send_identity_code(uuid, text, text) from public;
grant execute on function public.send_identity_code(uuid, text, text) to authenticated;

create function public.record_identity_check(p_request_id uuid, p_how text, p_evidence text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('privacy', 'admin');
  v_request public.privacy_requests := public.lock_open_privacy_request(p_request_id);
  v_check uuid;
begin
  if p_how is null or length(btrim(coalesce(p_evidence, ''))) not between 10 and 1000 then
    raise exception 'invalid_check' using errcode = '22023';
  end if;
  if v_request.identity_verified_at is not null then
    raise exception 'identity_already_proved' using errcode = 'PT409';
  end if;
  perform public.settle_identity_check(k.id, 'replaced')
  from public.identity_checks k where k.request_id = p_request_id and k.state = 'open';
  insert into public.identity_checks (request_id, customer_id, method, state, manual_how, evidence, made_by, settled_at)
  values (p_request_id, v_request.customer_id, 'manual', 'passed', p_how, btrim(p_evidence), v_me, clock_timestamp())
  returning id into v_check;
  perform public.audit('identity_checked_by_hand', 'privacy_request', p_request_id, jsonb_build_object('how', p_how));
  perform public.prove_identity(v_request, v_check, 'manual');
end
$$;
comment on function public.record_identity_check(uuid, text, text) is
  'A member of staff checked who the person is and says how. 409: request_closed, identity_already_proved.';
revoke all on function public.record_identity_check(uuid, text, text) from public;
grant execute on function public.record_identity_check(uuid, text, text) to authenticated;

create function public.open_identity_check(p_customer_id uuid, p_code_hash text, p_at timestamptz) returns uuid
language sql stable security definer set search_path = ''
as $$
  -- What was written before the code left answers something else. WhatsApp counts whole seconds.
  select k.id from public.identity_checks k
  where p_code_hash is not null and k.customer_id = p_customer_id and k.state = 'open'
    and k.created_at <= p_at + interval '2 seconds'
$$;
comment on function public.open_identity_check(uuid, text, timestamptz) is
  'The check that six digits of this customer answer; null when none waits. For intake: granted to nobody.';
revoke all on function public.open_identity_check(uuid, text, timestamptz) from public;

create function public.answer_identity_check(
  p_check_id uuid, p_session public.chat_sessions, p_message_id uuid, p_code_hash text, p_at timestamptz)
returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  v_check public.identity_checks;
  v_request public.privacy_requests;
  v_answer text;
begin
  select r.* into v_request from public.privacy_requests r
  where r.id = (select k.request_id from public.identity_checks k where k.id = p_check_id) for update;
  select k.* into v_check from public.identity_checks k where k.id = p_check_id and k.state = 'open' for update;
  if v_check.id is null then
    return null;
  end if;
  update public.chat_messages m set embedding_status = 'skipped' where m.id = p_message_id;
  if not public.privacy_request_is_open(v_request.state) then
    perform public.settle_identity_check(p_check_id, 'replaced');
    return null;
  elsif p_at > v_check.expires_at then
    perform public.settle_identity_check(p_check_id, 'expired');
    v_answer := 'code_over';
  elsif not exists (select 1 from public.customer_identities i where i.id = v_check.identity_id and i.valid_to is null) then
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
  'What the customer answered to a code, by its keyed hash: proved, once more, or over after five tries or 15 minutes. Returns the queued answer. For intake, under the session lock: granted to nobody.';
revoke all on function public.answer_identity_check(uuid, public.chat_sessions, uuid, text, timestamptz) from public;
