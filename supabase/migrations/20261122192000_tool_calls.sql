-- What tools did: a row a call, so that a step that runs twice does nothing twice and no argument or
-- result travels through the job engine.

create table public.tool_calls (
  id uuid primary key default gen_random_uuid(),
  key text not null unique check (length(key) between 8 and 200),
  customer_id uuid not null references public.customers (id) on delete cascade,
  session_id uuid not null references public.chat_sessions (id) on delete cascade,
  turn_id uuid not null references public.agent_turns (id) on delete cascade,
  tool text not null check (length(tool) between 1 and 64),
  writes boolean not null,
  arguments jsonb not null,
  state text not null default 'running' check (state in ('running', 'finished')),
  attempts integer not null default 1,
  outcome text check (outcome in ('done', 'needs_confirmation', 'refused', 'not_found', 'failed')),
  reason text check (length(reason) <= 64),
  result jsonb,
  targets text[] not null default '{}',
  latency_ms integer,
  created_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  check ((state = 'finished') = (outcome is not null))
);
comment on table public.tool_calls is
  'One row a tool call of a turn, with its outcome. The result of a write is kept and given again when the same step runs again.';
comment on column public.tool_calls.result is
  'What the tool answered, links with their tokens included: for the service alone, staff read outcome and targets.';
create index tool_calls_by_turn_idx on public.tool_calls (turn_id, created_at);
create index tool_calls_by_customer_idx on public.tool_calls (customer_id);
create index tool_calls_by_session_idx on public.tool_calls (session_id);

alter table public.tool_calls enable row level security;
create policy "active staff read tool calls" on public.tool_calls for select to authenticated
  using ((select public.current_staff_role()) is not null);
grant select (id, customer_id, session_id, turn_id, tool, writes, state, attempts, outcome, reason, targets, latency_ms,
  created_at, finished_at) on public.tool_calls to authenticated;
grant select, insert, update, delete on public.tool_calls to service_role;

create function public.begin_tool_call(
  p_turn_id uuid, p_key text, p_tool text, p_arguments jsonb, p_writes boolean)
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_turn public.agent_turns := public.lock_turn_for_tools(p_turn_id);
  v_call public.tool_calls;
  v_unsettled boolean;
  v_turns uuid[] := public.turns_of_question(v_turn);
begin
  if v_turn.id is null then
    return jsonb_build_object('kind', 'turn_over');
  end if;
  -- By key: this step ran before. By content: the model says the same again within its turn, a confirmed
  -- call was made by code, or the run before died on the same messages. Not knowing how far that one
  -- came, the call goes on under its key, by which the receiver tells a repetition.
  select c.* into v_call from public.tool_calls c
  where c.key = p_key
     or (p_writes and c.writes and c.turn_id = any (v_turns) and c.tool = p_tool
         and c.arguments = p_arguments
         and (c.outcome = 'done' or (c.turn_id <> p_turn_id and c.key not like 'confirmed:%')))
  order by (c.key = p_key) desc, (c.outcome = 'done') desc nulls last, c.created_at limit 1;
  if v_call.id is not null and v_call.customer_id <> v_turn.customer_id then
    return jsonb_build_object('kind', 'turn_over');
  end if;
  if v_call.writes and v_call.outcome = 'done' then
    return jsonb_build_object('kind', 'repeat', 'id', v_call.id, 'result', v_call.result);
  end if;
  v_unsettled := v_call.id is not null and coalesce(v_call.outcome, 'failed') = 'failed';
  insert into public.tool_calls as c (key, customer_id, session_id, turn_id, tool, writes, arguments)
  values (coalesce(v_call.key, p_key), v_turn.customer_id, v_turn.session_id, p_turn_id, p_tool, p_writes, p_arguments)
  on conflict (key) do update
  set attempts = c.attempts + 1, state = 'running', outcome = null, result = null, reason = null, finished_at = null
  returning c.* into v_call;
  return jsonb_build_object('kind', 'run', 'id', v_call.id, 'key', v_call.key, 'unsettled', v_unsettled);
end
$$;
comment on function public.begin_tool_call(uuid, text, text, jsonb, boolean) is
  'Opens a tool call in a turn that is still ours. Kinds: run (under key; unsettled: it ran before and how that ended is not known), repeat (a write that was done: its result again), turn_over (nothing may be done any more).';
revoke all on function public.begin_tool_call(uuid, text, text, jsonb, boolean) from public;
grant execute on function public.begin_tool_call(uuid, text, text, jsonb, boolean) to service_role;

create function public.finish_tool_call(p_call_id uuid, p_finish jsonb) returns void
language sql security definer set search_path = ''
as $$
  update public.tool_calls c
  set state = 'finished', outcome = p_finish ->> 'outcome', reason = p_finish ->> 'reason', result = p_finish -> 'result',
      targets = array(select jsonb_array_elements_text(coalesce(p_finish -> 'targets', '[]'))),
      latency_ms = (p_finish ->> 'latency_ms')::integer, finished_at = clock_timestamp()
  where c.id = p_call_id and c.outcome is distinct from 'done'
$$;
comment on function public.finish_tool_call(uuid, jsonb) is
  'Writes how a tool call ended; what was done stays done, should a second execution of the step end later and worse.';
revoke all on function public.finish_tool_call(uuid, jsonb) from public;
grant execute on function public.finish_tool_call(uuid, jsonb) to service_role;
