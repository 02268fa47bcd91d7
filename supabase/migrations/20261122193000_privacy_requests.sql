-- What a person asks for under privacy law, opened from the conversation: the customer comes from the
-- turn, never from what the model wrote.

create table public.privacy_requests (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid not null references public.customers (id) on delete cascade,
  session_id uuid references public.chat_sessions (id) on delete set null,
  kind text not null check (kind in ('erasure', 'access', 'rectification', 'objection')),
  channel text not null check (channel in ('chat_tool', 'console', 'email')),
  state text not null default 'received',
  opened_at timestamptz not null default clock_timestamp(),
  due_at timestamptz not null,
  identity_verified_at timestamptz,
  opened_by uuid references public.staff (user_id) on delete set null,
  turn_id uuid references public.agent_turns (id) on delete set null,
  updated_at timestamptz not null default clock_timestamp()
);
comment on table public.privacy_requests is
  'What a person asked for under privacy law, with the legal deadline: one calendar month from receipt.';
create unique index privacy_requests_one_received_key on public.privacy_requests (customer_id, kind) where state = 'received';
create index privacy_requests_by_customer_idx on public.privacy_requests (customer_id);
create index privacy_requests_by_session_idx on public.privacy_requests (session_id) where session_id is not null;
create index privacy_requests_by_turn_idx on public.privacy_requests (turn_id) where turn_id is not null;
create index privacy_requests_due_idx on public.privacy_requests (due_at, id);
alter table public.privacy_requests enable row level security;
create policy "the privacy team and admins read privacy requests" on public.privacy_requests for select to authenticated
  using ((select public.current_staff_role()) in ('privacy', 'admin'));
grant select on public.privacy_requests to authenticated;
grant select, insert, update, delete on public.privacy_requests to service_role;

create function public.open_privacy_request(p_turn_id uuid, p_kind text) returns jsonb
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
  where r.customer_id = v_turn.customer_id and r.kind = p_kind and r.state = 'received';
  if v_request.id is null then
    v_again := false;
    insert into public.privacy_requests (customer_id, session_id, kind, channel, due_at, turn_id)
    values (v_turn.customer_id, v_turn.session_id, p_kind, 'chat_tool',
            (now() at time zone 'utc' + interval '1 month') at time zone 'utc', p_turn_id)
    returning * into v_request;
    perform public.audit('privacy_request_opened', 'privacy_request', v_request.id,
      jsonb_build_object('kind', p_kind, 'channel', 'chat_tool'));
  end if;
  return jsonb_build_object('id', v_request.id, 'state', v_request.state, 'due_at', v_request.due_at, 'again', v_again);
end
$$;
comment on function public.open_privacy_request(uuid, text) is
  'Opens a request of this turn''s customer, or finds the one that waits. Null: the turn is over.';
revoke all on function public.open_privacy_request(uuid, text) from public;
grant execute on function public.open_privacy_request(uuid, text) to service_role;
