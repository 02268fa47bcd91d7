-- What one turn knew, asked and was answered: working rows between the steps of a run, so that no words
-- travel through the job engine (P13), and the record that staff read beside the reply.

alter table public.agent_turns
  add column triage jsonb,
  add column models text[] not null default '{}',
  add column hand_off_reason text,
  add column committed_at timestamptz,
  add column summary_id uuid,
  add column article_ids jsonb not null default '[]';
comment on column public.agent_turns.triage is
  'What triage made of the messages: language, sentiment, urgency, wants_human, and whether it answered at all. No words of the customer.';
comment on column public.agent_turns.hand_off_reason is
  'The reply tells the customer that a person takes over: the session is given to one when the reply has left.';
comment on column public.agent_turns.summary_id is
  'The summary that was in the prompt. No foreign key: the record outlives the summary.';
comment on column public.agent_turns.article_ids is 'Knowledge articles that were in the prompt: [{id, version}].';

create table public.turn_steps (
  turn_id uuid not null references public.agent_turns (id) on delete cascade,
  customer_id uuid not null references public.customers (id) on delete cascade,
  round integer not null,
  call_no integer not null,
  kind text not null check (kind in ('material', 'said', 'tool_result')),
  item_no integer not null default 0,
  content jsonb not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (turn_id, round, call_no, kind, item_no)
);
comment on table public.turn_steps is
  'Working rows of a running turn: what was recalled and classified, what the model asked for, what tools gave back. Deleted when the turn ends.';
comment on column public.turn_steps.round is
  'Generation within the turn: 0, then one more for each restart because the customer went on writing.';
create index turn_steps_by_customer_idx on public.turn_steps (customer_id);

create table public.turn_prompts (
  id uuid primary key default gen_random_uuid(),
  turn_id uuid not null references public.agent_turns (id) on delete cascade,
  customer_id uuid not null references public.customers (id) on delete cascade,
  round integer not null,
  call_no integer not null,
  attempt integer not null default 0,
  purpose text not null check (purpose in ('triage', 'answer')),
  model text not null,
  instructions text not null,
  input jsonb not null,
  tools jsonb not null default '[]',
  counted_tokens integer not null,
  result text not null,
  created_at timestamptz not null default clock_timestamp(),
  unique (turn_id, round, purpose, call_no, attempt)
);
comment on table public.turn_prompts is
  'Every prompt as it was sent, with what came of it. Holds the customer''s words: admins only, and it goes with the customer.';
create index turn_prompts_by_customer_idx on public.turn_prompts (customer_id);
create index turn_prompts_by_age_idx on public.turn_prompts (created_at);

alter table public.turn_steps enable row level security;
alter table public.turn_prompts enable row level security;
create policy "admins read prompts as sent" on public.turn_prompts for select to authenticated
  using ((select public.current_staff_role()) = 'admin');
grant select on public.turn_prompts to authenticated;
grant select, insert, update, delete on public.turn_steps, public.turn_prompts to service_role;

create function public.milliseconds_since(p_from timestamptz) returns integer
language sql volatile set search_path = ''
as $$ select greatest(0, round(extract(epoch from clock_timestamp() - p_from) * 1000))::integer $$;
comment on function public.milliseconds_since(timestamptz) is 'Whole milliseconds from a moment until now.';

create function public.owes_hand_over(p_turn public.agent_turns) returns boolean
language sql stable security definer set search_path = ''
as $$
  select p_turn.hand_off_reason is not null and p_turn.committed_at is not null
    and not exists (
      select 1 from public.chat_sessions s
      where s.id = p_turn.session_id and s.owner = 'bot' and s.owner_since > p_turn.committed_at)
$$;
comment on function public.owes_hand_over(public.agent_turns) is
  'Whether the end of this turn gives the session to a person: its reply said so and was committed (a draft that died unsent is written again), and no person has had the session and handed it back since (P9).';

create function public.turns_of_question(p_turn public.agent_turns) returns uuid[]
language sql stable security definer set search_path = ''
as $$
  select array(
    select t.id from public.agent_turns t
    where t.session_id = p_turn.session_id and t.from_seq = p_turn.from_seq
      and (t.id = p_turn.id or t.committed_at is null or t.outcome = 'suppressed'))
$$;
comment on function public.turns_of_question(public.agent_turns) is
  'This turn and those before it that took up the same unanswered messages and whose reply never left (their run died, a person came between, the conversation was closed): what their tools did is done for this one too (P2).';

create function public.note_turn_times() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'INSERT' then
    new.latency_ms := new.latency_ms || jsonb_build_object(
      'quiet', greatest(0, round(extract(epoch from new.claimed_at - new.requested_at) * 1000)),
      'claim', public.milliseconds_since(statement_timestamp()));
    return new;
  end if;
  if new.state = 'committed' and old.state = 'running' then
    new.committed_at := clock_timestamp();
    new.latency_ms := new.latency_ms || jsonb_build_object('commit', public.milliseconds_since(statement_timestamp()));
  end if;
  if new.state = 'finished' and old.state <> 'finished' then
    if new.committed_at is not null then
      new.latency_ms := new.latency_ms || jsonb_build_object('send', public.milliseconds_since(new.committed_at));
    end if;
    if new.outcome = 'sent' and public.owes_hand_over(new) then
      new.outcome := 'handed_off';
      new.outcome_reason := new.hand_off_reason;
    end if;
  end if;
  return new;
end
$$;
comment on function public.note_turn_times() is
  'Writes how long waiting, claiming, committing and sending took, where it happens and without a call of its own.';

create function public.end_turn_work() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  delete from public.turn_steps s where s.turn_id = new.id;
  -- Only now: had the session been a person's before, the gate would have kept this reply from leaving (P9).
  if new.outcome in ('handed_off', 'failed') and public.owes_hand_over(new) then
    perform public.give_to_human(new.session_id, new.hand_off_reason);
  end if;
  return null;
end
$$;
comment on function public.end_turn_work() is
  'Empties the working rows of a turn that ended, and gives the session to a person where the reply said so.';

create trigger note_turn_times before insert or update of state on public.agent_turns
  for each row execute function public.note_turn_times();
create trigger end_turn_work after update of state on public.agent_turns
  for each row when (new.state = 'finished' and old.state <> 'finished')
  execute function public.end_turn_work();

-- As before, but each turn under its session's lock: the end of a turn may now give the session away.
create or replace function public.settle_unfinished(p_settings jsonb, p_now timestamptz default clock_timestamp(), p_limit integer default 200)
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_sends integer;
  v_turn record;
begin
  v_sends := public.settle_stale_sends(p_now, p_limit, p_settings);
  for v_turn in
    select t.id, t.session_id from public.agent_turns t
    where t.state = 'committed' and t.lease_until < p_now order by t.lease_until limit p_limit
  loop
    -- A session that somebody works on now is left for the next minute: no waiting, no cycle.
    perform 1 from public.chat_sessions s where s.id = v_turn.session_id for update skip locked;
    continue when not found;
    perform public.settle_turn_outcome(v_turn.id);
  end loop;
  -- Died while a person took over or the customer opted out: nobody waits for it, and nobody claims again.
  update public.agent_turns t
  set state = 'finished', outcome = 'superseded', outcome_reason = 'lease_expired', finished_at = clock_timestamp(), draft = null
  from public.chat_sessions s
  where t.state = 'running' and t.lease_until < p_now and s.id = t.session_id and s.pending_turn_seq is null;
  return jsonb_build_object('settled_sends', v_sends, 'echo_event_ids', (
    select coalesce(jsonb_agg(x.id), '[]') from (
      select e.id from public.wa_events e where e.settle_after < p_now order by e.settle_after limit p_limit) x));
end
$$;
