-- What a request goes through, and everything that is kept beside it. `received` (nobody has looked) →
-- `identity_check` → `ready` (identity proved) → `in_progress` → `completed`; refused and withdrawn end it
-- anywhere; `merged` never lived on its own.

alter table public.privacy_requests
  add column number bigint generated always as identity unique,
  add column wish text check (length(wish) <= 2000),
  add column client_key uuid unique,
  add column received_at timestamptz not null default clock_timestamp(),
  add column assigned_to uuid references public.staff (user_id) on delete set null,
  add column merged_into uuid references public.privacy_requests (id) on delete cascade,
  add column paused_at timestamptz,
  add column paused_days integer not null default 0 check (paused_days >= 0),
  add column extended_at timestamptz,
  add column extension_reason text check (extension_reason in ('complex', 'many_requests')),
  add column extension_told text check (extension_told in ('whatsapp', 'email', 'letter', 'phone')),
  add column refused_reason text
    check (refused_reason in ('identity_not_proved', 'unfounded', 'excessive', 'legal_duty', 'legal_claims', 'others_rights')),
  add column outcome jsonb not null default '{}',
  add column closed_at timestamptz,
  add column closed_by uuid references public.staff (user_id) on delete set null,
  add column due_soon_at timestamptz,
  add column overdue_at timestamptz;
update public.privacy_requests r set received_at = r.opened_at;
update public.privacy_requests r set due_at = public.privacy_due_at(r.received_at, 0, false);
alter table public.privacy_requests
  add constraint privacy_requests_state_check check (state in
    ('received', 'identity_check', 'ready', 'in_progress', 'completed', 'refused', 'withdrawn', 'merged')),
  add constraint privacy_requests_merged_check check ((state = 'merged') = (merged_into is not null)),
  add constraint privacy_requests_closed_check
    check ((closed_at is not null) = (state in ('completed', 'refused', 'withdrawn', 'merged'))),
  -- Nothing is handed out or erased for somebody who is not proved to be the person.
  add constraint privacy_requests_proved_check
    check (state not in ('ready', 'in_progress', 'completed') or identity_verified_at is not null),
  add constraint privacy_requests_extended_check
    check ((extended_at is null) = (extension_reason is null) and (extended_at is null) = (extension_told is null)),
  add constraint privacy_requests_refused_check check ((state = 'refused') = (refused_reason is not null));
comment on column public.privacy_requests.due_at is
  'The last second of the last day, by privacy_due_at(). While paused_at is set the clock stands still and this date moves when it goes on.';
comment on column public.privacy_requests.wish is
  'What the person asked for, in their words or ours. Personal data: erased with the person.';
comment on column public.privacy_requests.outcome is 'Counts and ids, never personal values.';
drop index public.privacy_requests_one_received_key;
create unique index privacy_requests_one_open_key on public.privacy_requests (customer_id, kind)
  where state in ('received', 'identity_check', 'ready', 'in_progress');
drop index public.privacy_requests_due_idx;
create index privacy_requests_open_idx on public.privacy_requests (due_at, id)
  where state in ('received', 'identity_check', 'ready', 'in_progress');
create index privacy_requests_closed_idx on public.privacy_requests (closed_at desc, id desc) where closed_at is not null;
create index privacy_requests_assigned_idx on public.privacy_requests (assigned_to, due_at, id) where assigned_to is not null;
create index privacy_requests_merged_idx on public.privacy_requests (merged_into) where merged_into is not null;

create table public.privacy_request_events (
  id uuid primary key default gen_random_uuid(),
  request_id uuid not null references public.privacy_requests (id) on delete cascade,
  customer_id uuid not null references public.customers (id) on delete cascade,
  event text not null,
  detail jsonb not null default '{}',
  at timestamptz not null default clock_timestamp(),
  by_staff uuid references public.staff (user_id) on delete set null
);
comment on table public.privacy_request_events is
  'Append-only history of a request: every change of state, clock and identity. detail holds words of ours, ids and counts.';
create index privacy_request_events_by_request_idx on public.privacy_request_events (request_id, at);
create index privacy_request_events_by_customer_idx on public.privacy_request_events (customer_id);

create table public.privacy_request_notes (
  id uuid primary key,
  request_id uuid not null references public.privacy_requests (id) on delete cascade,
  customer_id uuid not null references public.customers (id) on delete cascade,
  body text not null check (length(btrim(body)) between 1 and 4000),
  author_id uuid references public.staff (user_id) on delete set null,
  created_at timestamptz not null default clock_timestamp()
);
comment on table public.privacy_request_notes is
  'What the privacy team writes down about a request. About the person, so it is in their export; removed by erasure.';
create index privacy_request_notes_by_request_idx on public.privacy_request_notes (request_id, created_at);
create index privacy_request_notes_by_customer_idx on public.privacy_request_notes (customer_id);

alter table public.privacy_request_events enable row level security;
alter table public.privacy_request_notes enable row level security;
create policy "the privacy team and admins read the history of requests" on public.privacy_request_events
  for select to authenticated using ((select public.current_staff_role()) in ('privacy', 'admin'));
create policy "the privacy team and admins read notes on requests" on public.privacy_request_notes
  for select to authenticated using ((select public.current_staff_role()) in ('privacy', 'admin'));
grant select on public.privacy_request_events, public.privacy_request_notes to authenticated, service_role;

create function public.privacy_request_is_open(p_state text) returns boolean
language sql immutable set search_path = ''
as $$
  select p_state in ('received', 'identity_check', 'ready', 'in_progress')
$$;
comment on function public.privacy_request_is_open(text) is 'Whether a request in this state still waits for its answer.';

create function public.record_privacy_event(p_request public.privacy_requests, p_event text, p_detail jsonb default '{}')
returns void
language sql security definer set search_path = ''
as $$
  insert into public.privacy_request_events (request_id, customer_id, event, detail, by_staff)
  values (p_request.id, p_request.customer_id, p_event, jsonb_strip_nulls(p_detail), auth.uid())
$$;
comment on function public.record_privacy_event(public.privacy_requests, text, jsonb) is
  'Adds to the history of a request. For use inside other functions: granted to nobody.';

create function public.lock_privacy_request(p_request_id uuid) returns public.privacy_requests
language plpgsql security definer set search_path = ''
as $$
declare
  v_request public.privacy_requests;
begin
  perform 1 from public.customers c
  where c.id = (select r.customer_id from public.privacy_requests r where r.id = p_request_id) for no key update;
  perform public.lock_customer_sessions((select r.customer_id from public.privacy_requests r where r.id = p_request_id));
  select r.* into v_request from public.privacy_requests r where r.id = p_request_id for update;
  if v_request.id is null then
    raise exception 'request_not_found' using errcode = 'PT404';
  end if;
  return v_request;
end
$$;
comment on function public.lock_privacy_request(uuid) is
  'The request, locked after its customer and their conversations. For use inside other functions: granted to nobody.';

create function public.lock_open_privacy_request(p_request_id uuid) returns public.privacy_requests
language plpgsql security definer set search_path = ''
as $$
declare
  v_request public.privacy_requests := public.lock_privacy_request(p_request_id);
begin
  if not public.privacy_request_is_open(v_request.state) then
    raise exception 'request_closed' using errcode = 'PT409', detail = v_request.state;
  end if;
  return v_request;
end
$$;
comment on function public.lock_open_privacy_request(uuid) is
  'The request, locked; 409 request_closed when it has ended. For use inside other functions: granted to nobody.';

create function public.move_privacy_request(p_request public.privacy_requests, p_state text, p_detail jsonb default '{}')
returns public.privacy_requests
language plpgsql security definer set search_path = ''
as $$
declare
  v_request public.privacy_requests;
  v_now timestamptz := clock_timestamp();
begin
  update public.privacy_requests r
  set state = p_state, updated_at = v_now,
      closed_at = case when not public.privacy_request_is_open(p_state) then v_now end,
      closed_by = case when not public.privacy_request_is_open(p_state) then auth.uid() end,
      paused_at = case when public.privacy_request_is_open(p_state) then r.paused_at end,
      refused_reason = case when p_state = 'refused' then p_detail ->> 'reason' end,
      outcome = coalesce(p_detail -> 'outcome', r.outcome),
      merged_into = case when p_state = 'merged' then (p_detail ->> 'into')::uuid end
  where r.id = p_request.id returning r.* into v_request;
  perform public.record_privacy_event(v_request, p_state, p_detail || jsonb_build_object('from', p_request.state));
  perform public.audit('privacy_request_' || p_state, 'privacy_request', v_request.id,
    jsonb_strip_nulls(jsonb_build_object('kind', v_request.kind, 'from', p_request.state, 'reason', p_detail ->> 'reason')));
  return v_request;
end
$$;
comment on function public.move_privacy_request(public.privacy_requests, text, jsonb) is
  'Moves a locked request to a state, with history and audit. For use inside other functions: granted to nobody.';

create function public.add_privacy_request(
  p_customer_id uuid, p_kind text, p_channel text, p_received_at timestamptz, p_wish text, p_client_key uuid,
  p_session_id uuid default null, p_turn_id uuid default null)
returns public.privacy_requests
language plpgsql security definer set search_path = ''
as $$
declare
  v_open uuid;
  v_request public.privacy_requests;
begin
  insert into public.privacy_requests
    (customer_id, session_id, kind, channel, received_at, due_at, wish, client_key, opened_by, turn_id)
  values (p_customer_id, p_session_id, p_kind, p_channel, p_received_at, public.privacy_due_at(p_received_at, 0, false),
          nullif(btrim(p_wish), ''), p_client_key, auth.uid(), p_turn_id)
  on conflict (customer_id, kind) where state in ('received', 'identity_check', 'ready', 'in_progress') do nothing
  returning * into v_request;
  if v_request.id is null then
    -- Asked for the same twice: kept as having been asked, answered once, by the clock of the first.
    select r.id into v_open from public.privacy_requests r
    where r.customer_id = p_customer_id and r.kind = p_kind and public.privacy_request_is_open(r.state) for update;
    insert into public.privacy_requests
      (customer_id, session_id, kind, channel, received_at, due_at, wish, client_key, opened_by, turn_id,
       state, merged_into, closed_at)
    select p_customer_id, p_session_id, p_kind, p_channel, p_received_at, r.due_at, nullif(btrim(p_wish), ''), p_client_key,
           auth.uid(), p_turn_id, 'merged', r.id, clock_timestamp()
    from public.privacy_requests r where r.id = v_open
    returning * into v_request;
  end if;
  perform public.record_privacy_event(v_request, 'received', jsonb_build_object('channel', p_channel, 'into', v_open));
  perform public.audit('privacy_request_opened', 'privacy_request', v_request.id,
    jsonb_strip_nulls(jsonb_build_object('kind', p_kind, 'channel', p_channel, 'merged_into', v_open)));
  if v_open is not null then
    perform public.record_privacy_event(r, 'asked_again', jsonb_build_object('request_id', v_request.id, 'channel', p_channel))
    from public.privacy_requests r where r.id = v_open;
    update public.privacy_requests r
    set received_at = least(r.received_at, p_received_at), updated_at = clock_timestamp(),
        due_at = public.privacy_due_at(least(r.received_at, p_received_at), r.paused_days, r.extended_at is not null)
    where r.id = v_open and p_received_at < r.received_at;
  end if;
  return v_request;
end
$$;
comment on function public.add_privacy_request(uuid, text, text, timestamptz, text, uuid, uuid, uuid) is
  'Adds a request; one that repeats an open one of the same person and kind is merged into it, and the earlier receipt counts. For use inside other functions: granted to nobody.';

create or replace function public.open_privacy_request(p_turn_id uuid, p_kind text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_turn public.agent_turns := public.lock_turn_for_tools(p_turn_id);
  v_request public.privacy_requests;
  v_again boolean := true;
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
  end if;
  if v_request.merged_into is not null then
    select r.* into v_request from public.privacy_requests r where r.id = v_request.merged_into;
  end if;
  return jsonb_build_object('id', v_request.id, 'state', v_request.state, 'due_at', v_request.due_at, 'again', v_again);
end
$$;
comment on function public.open_privacy_request(uuid, text) is
  'Opens a request of this turn''s customer, or finds the one that waits, which the new one is merged into. Null: the turn is over.';
do $$
declare v_name text;
begin
  foreach v_name in array array[
    'privacy_request_is_open(text)', 'record_privacy_event(public.privacy_requests, text, jsonb)',
    'lock_privacy_request(uuid)', 'lock_open_privacy_request(uuid)',
    'move_privacy_request(public.privacy_requests, text, jsonb)',
    'add_privacy_request(uuid, text, text, timestamptz, text, uuid, uuid, uuid)'] loop
    execute 'revoke all on function public.' || v_name || ' from public';
  end loop;
end
$$;
