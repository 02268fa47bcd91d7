-- Nothing is paid or ordered on the model's word: the customer reads exactly what will happen and says
-- yes; code compares the words and this table remembers, once.

create table public.tool_confirmations (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid not null references public.customers (id) on delete cascade,
  session_id uuid not null references public.chat_sessions (id) on delete cascade,
  turn_id uuid not null references public.agent_turns (id) on delete cascade,
  tool text not null check (length(tool) between 1 and 64),
  arguments jsonb not null,
  arguments_hash text not null check (arguments_hash ~ '^[0-9a-f]{64}$'),
  summary text not null check (length(summary) between 1 and 2000),
  amount numeric(14, 2) check (amount >= 0),
  currency text check (currency ~ '^[A-Z]{3}$'),
  state text not null default 'open' check (state in ('open', 'confirmed', 'declined', 'superseded', 'used')),
  asked_message_id uuid references public.chat_messages (id) on delete set null,
  answer_message_id uuid references public.chat_messages (id) on delete set null,
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  answered_at timestamptz,
  used_at timestamptz,
  used_by_key text unique,
  used_in_turn_id uuid references public.agent_turns (id) on delete set null,
  check ((amount is null) = (currency is null)),
  check ((state = 'used') = (used_at is not null))
);
comment on table public.tool_confirmations is
  'One question "shall I do this?" with the exact words the customer must have read. Bound to customer, conversation, tool and arguments; good for one use.';
comment on column public.tool_confirmations.arguments_hash is
  'SHA-256 of what would really happen (target, amount, currency, method …), so a changed price or target needs a new yes.';
create unique index tool_confirmations_one_open_key on public.tool_confirmations (session_id) where state = 'open';
create index tool_confirmations_by_session_idx on public.tool_confirmations (session_id, created_at desc);
create index tool_confirmations_by_customer_idx on public.tool_confirmations (customer_id);
create index tool_confirmations_by_turn_idx on public.tool_confirmations (turn_id);
create index tool_confirmations_by_use_idx
  on public.tool_confirmations (used_in_turn_id) where used_in_turn_id is not null;
create index tool_confirmations_by_question_idx
  on public.tool_confirmations (asked_message_id) where asked_message_id is not null;
create index tool_confirmations_by_answer_idx
  on public.tool_confirmations (answer_message_id) where answer_message_id is not null;

alter table public.tool_confirmations enable row level security;
create policy "active staff read confirmations" on public.tool_confirmations for select to authenticated
  using ((select public.current_staff_role()) is not null);
grant select on public.tool_confirmations to authenticated;
grant select, insert, update, delete on public.tool_confirmations to service_role;

create function public.lock_turn_for_tools(p_turn_id uuid) returns public.agent_turns
language plpgsql security definer set search_path = ''
as $$
declare
  v_turn public.agent_turns;
begin
  perform 1 from public.chat_sessions s
  where s.id = (select t.session_id from public.agent_turns t where t.id = p_turn_id) for update;
  select t.* into v_turn
  from public.agent_turns t join public.chat_sessions s on s.id = t.session_id
  where t.id = p_turn_id and t.state = 'running' and t.fence = s.turn_fence and s.owner = 'bot';
  return v_turn;
end
$$;
comment on function public.lock_turn_for_tools(uuid) is
  'The turn, its session locked; all null when it has ended, a newer run answers, or a person took over: then nothing may be done in its name.';

create function public.shown_question_seq(p_confirmation public.tool_confirmations) returns bigint
language sql stable security definer set search_path = ''
as $$
  -- A long reply leaves in several bubbles, cut at white space: the words are compared without it.
  select max(m.seq) from public.chat_messages m
  where m.turn_id = p_confirmation.turn_id
  having bool_and(m.state in ('sending', 'sent', 'delivered', 'read', 'played', 'unknown'))
     and position(regexp_replace(p_confirmation.summary, '\s', '', 'g')
                  in regexp_replace(string_agg(m.text, '' order by m.part_index), '\s', '', 'g')) > 0
$$;
comment on function public.shown_question_seq(public.tool_confirmations) is
  'Where the customer read the question: the last bubble of the reply that carries its exact words; null while they have not left.';

create function public.answers_to_confirmation(
  p_confirmation public.tool_confirmations, p_upto_seq bigint)
returns setof public.chat_messages
language sql stable security definer set search_path = ''
as $$
  select m.* from public.chat_messages m
  cross join (select public.shown_question_seq(p_confirmation) as seq) q
  where m.session_id = p_confirmation.session_id and m.seq > q.seq and m.seq <= p_upto_seq
    and m.direction = 'inbound' and m.starts_turn and m.deleted_at is null
    and m.created_at <= p_confirmation.expires_at
    -- Written after the question left, by WhatsApp's clock, which counts whole seconds.
    and coalesce(m.wa_timestamp, m.created_at) >= (
      select max(p.dispatched_at) - interval '2 seconds' from public.chat_messages p
      where p.turn_id = p_confirmation.turn_id)
    and not exists (
      select 1 from public.chat_messages o
      where o.session_id = m.session_id and o.seq > q.seq and o.seq < m.seq and o.direction = 'outbound'
        and o.state not in ('suppressed', 'failed'))
  order by m.seq
$$;
comment on function public.answers_to_confirmation(public.tool_confirmations, bigint) is
  'What the customer wrote right after reading the question and before we said anything else: only that can be its answer.';

create function public.read_confirmation(p_turn_id uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'id', c.id, 'tool', c.tool, 'arguments', c.arguments, 'summary', c.summary, 'state', c.state,
    'answers', case when c.state = 'open' then (
      select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'text',
        -- Said to another message by quoting it, a yes is not said to this question.
        case when a.message_type in ('text', 'button', 'interactive')
                  and (a.reply_to is null or exists (
                    select 1 from public.chat_messages q where q.id = a.reply_to and q.turn_id = c.turn_id))
             then coalesce(a.text, a.rendered_text) else '' end)
        order by a.seq), '[]')
      from public.answers_to_confirmation(c, t.upto_seq) a) else '[]' end)
  from public.agent_turns t
  join public.tool_confirmations c on c.session_id = t.session_id and c.customer_id = t.customer_id
  left join public.chat_messages m on m.id = c.answer_message_id
  where t.id = p_turn_id
    and (c.state = 'open' or (c.state in ('confirmed', 'declined', 'used') and m.seq > t.from_seq and m.seq <= t.upto_seq))
  order by (c.state = 'open'), c.created_at desc limit 1
$$;
comment on function public.read_confirmation(uuid) is
  'The question that this turn''s messages may answer, or have answered already (a turn that runs again); null when there is none.';
revoke all on function public.read_confirmation(uuid) from public;
grant execute on function public.read_confirmation(uuid) to service_role;

create function public.answer_confirmation(p_confirmation_id uuid, p_turn_id uuid, p_answer text, p_message_id uuid)
returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  v_turn public.agent_turns := public.lock_turn_for_tools(p_turn_id);
  v_confirmation public.tool_confirmations;
begin
  select c.* into v_confirmation from public.tool_confirmations c
  where c.id = p_confirmation_id and c.session_id = v_turn.session_id and c.customer_id = v_turn.customer_id
  for update;
  if v_confirmation.id is null or v_confirmation.state <> 'open' or p_answer not in ('yes', 'no')
     or not exists (select 1 from public.answers_to_confirmation(v_confirmation, v_turn.upto_seq) a
                    where a.id = p_message_id and a.seq > v_turn.from_seq) then
    return false;
  end if;
  update public.tool_confirmations c
  set state = case p_answer when 'yes' then 'confirmed' else 'declined' end,
      answered_at = clock_timestamp(), answer_message_id = p_message_id,
      asked_message_id = (select m.id from public.chat_messages m where m.turn_id = c.turn_id order by m.part_index desc limit 1)
  where c.id = p_confirmation_id;
  return true;
end
$$;
comment on function public.answer_confirmation(uuid, uuid, text, uuid) is
  'Writes down which message said yes or no. Everything is checked again under the session lock; false changes nothing.';
revoke all on function public.answer_confirmation(uuid, uuid, text, uuid) from public;
grant execute on function public.answer_confirmation(uuid, uuid, text, uuid) to service_role;

create function public.confirm_or_ask(p_turn_id uuid, p_key text, p_request jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_turn public.agent_turns := public.lock_turn_for_tools(p_turn_id);
  v_turns uuid[] := public.turns_of_question(v_turn);
  v_confirmation public.tool_confirmations;
begin
  if v_turn.id is null then
    return jsonb_build_object('kind', 'turn_over');
  end if;
  select c.* into v_confirmation from public.tool_confirmations c
  where c.session_id = v_turn.session_id and c.customer_id = v_turn.customer_id
    and c.tool = p_request ->> 'tool' and c.arguments_hash = p_request ->> 'arguments_hash'
    and (c.used_by_key = p_key
         or (c.state = 'used' and c.used_in_turn_id = any (v_turns))
         or (c.state = 'confirmed' and c.answered_at > clock_timestamp() - interval '15 minutes')
         or (c.state = 'open' and c.turn_id = p_turn_id))
  order by (c.used_by_key = p_key) desc nulls last, (c.state = 'confirmed') desc, c.created_at desc
  limit 1 for update;
  if v_confirmation.used_by_key = p_key then
    -- The same call again: its answer was lost on the way. The receiver tells a repeat by its key.
    return jsonb_build_object('kind', 'confirmed', 'id', v_confirmation.id);
  elsif v_confirmation.state = 'used' then
    return jsonb_build_object('kind', 'already_done', 'id', v_confirmation.id);
  elsif exists (select 1 from public.customers x where x.id = v_turn.customer_id and x.consent_status = 'opted_out') then
    -- STOP came after the yes: nothing is paid or ordered for somebody who reads no reply about it.
    return jsonb_build_object('kind', 'turn_over');
  elsif v_confirmation.state = 'confirmed' then
    update public.tool_confirmations c
    set state = 'used', used_at = clock_timestamp(), used_by_key = p_key, used_in_turn_id = p_turn_id
    where c.id = v_confirmation.id;
    return jsonb_build_object('kind', 'confirmed', 'id', v_confirmation.id);
  elsif v_confirmation.state = 'open' then
    return jsonb_build_object('kind', 'ask', 'id', v_confirmation.id, 'summary', v_confirmation.summary);
  end if;
  -- One question at a time: a yes must not be able to mean two things.
  update public.tool_confirmations c set state = 'superseded'
  where c.session_id = v_turn.session_id and c.state in ('open', 'confirmed');
  insert into public.tool_confirmations
    (customer_id, session_id, turn_id, tool, arguments, arguments_hash, summary, amount, currency, expires_at)
  values (v_turn.customer_id, v_turn.session_id, p_turn_id, p_request ->> 'tool', p_request -> 'arguments',
          p_request ->> 'arguments_hash', p_request ->> 'summary', (p_request ->> 'amount')::numeric,
          p_request ->> 'currency', clock_timestamp() + (p_request ->> 'minutes')::integer * interval '1 minute')
  returning * into v_confirmation;
  return jsonb_build_object('kind', 'ask', 'id', v_confirmation.id, 'summary', v_confirmation.summary);
end
$$;
comment on function public.confirm_or_ask(uuid, text, jsonb) is
  'Uses up the customer''s yes to exactly this, once, or writes down the question that must be put to them. Kinds: confirmed, ask (summary), already_done (in this turn or one that died on the same messages), turn_over (or the customer has opted out since).';
revoke all on function public.confirm_or_ask(uuid, text, jsonb) from public;
grant execute on function public.confirm_or_ask(uuid, text, jsonb) to service_role;
