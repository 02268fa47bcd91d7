-- The first reply that a customer gets opens with a notice, in the same bubble: who answers, that it is a
-- machine, how to stop, where the privacy policy is. Once, whatever crashes, restarts or is withheld.

create table public.contact_notices (
  customer_id uuid primary key references public.customers (id) on delete cascade,
  turn_id uuid references public.agent_turns (id) on delete set null,
  language text not null check (length(language) = 2),
  put_at timestamptz not null default clock_timestamp()
);
comment on table public.contact_notices is
  'Who has been given the first-contact notice, with which turn, when and in which language. The turn''s first bubble carries the words.';
create index contact_notices_by_turn_idx on public.contact_notices (turn_id) where turn_id is not null;
alter table public.contact_notices enable row level security;
create policy "the privacy team and admins read contact notices" on public.contact_notices for select to authenticated
  using ((select public.current_staff_role()) in ('privacy', 'admin'));
grant select on public.contact_notices to authenticated;
grant select, insert, update, delete on public.contact_notices to service_role;

create function public.utf16_length(p_text text) returns integer
language sql immutable set search_path = ''
as $$
  select length(p_text) + length(regexp_replace(p_text, '[^\U00010000-\U0010FFFF]', '', 'g'))
$$;
comment on function public.utf16_length(text) is 'Length as WhatsApp''s limit is counted by us: an emoji is two.';

create function public.open_with_notice(p_parts text[], p_notice text, p_limit integer default 4096) returns text[]
language plpgsql immutable set search_path = ''
as $$
declare
  v_room integer := p_limit - public.utf16_length(p_notice) - 2;
  v_first text := p_parts[1];
  v_head text;
  v_cut text;
  v_kind text;
begin
  if public.utf16_length(v_first) <= v_room then
    return array[p_notice || e'\n\n' || v_first] || p_parts[2:];
  end if;
  -- Too long together: the notice keeps its bubble with the beginning, the rest is a bubble of its own.
  v_head := left(v_first, v_room);
  while public.utf16_length(v_head) > v_room loop
    v_head := left(v_head, v_room - public.utf16_length(v_head));
  end loop;
  foreach v_kind in array array['^(.*\n[ \t]*\n)', '^(.*\n)', '^(.*[.!?…]\s)', '^(.*\s)'] loop
    v_cut := substring(v_head from v_kind);
    exit when length(v_cut) >= v_room / 3;
  end loop;
  v_cut := coalesce(v_cut, v_head);
  return array[p_notice || e'\n\n' || rtrim(v_cut, e' \t\n')]
    || ltrim(substr(v_first, length(v_cut) + 1), e' \t\n') || p_parts[2:];
end
$$;
comment on function public.open_with_notice(text[], text, integer) is
  'Puts the notice at the head of the first bubble; a bubble that grows past the limit is cut at a paragraph, line, sentence or word.';

create function public.claim_contact_notice(p_turn public.agent_turns, p_notices jsonb) returns text
language plpgsql security definer set search_path = ''
as $$
declare
  v_language text := lower(left(coalesce(p_turn.triage ->> 'language', public.customer_language(p_turn.customer_id)), 2));
  v_earlier uuid;
begin
  if coalesce(p_notices, '{}') = '{}' then
    return null;
  end if;
  if not p_notices ? coalesce(v_language, '') then
    v_language := 'en';
  end if;
  insert into public.contact_notices (customer_id, turn_id, language)
  values (p_turn.customer_id, p_turn.id, v_language)
  on conflict (customer_id) do nothing;
  if not found then
    -- Given already, unless the bubble that carried it never left. Another conversation of the same
    -- customer may be doing this at the same time: its row is waited for, and read anew below.
    select n.turn_id into v_earlier from public.contact_notices n where n.customer_id = p_turn.customer_id for update;
    if not exists (select 1 from public.chat_messages m
                   where m.turn_id = v_earlier and m.part_index = 0 and m.state in ('suppressed', 'failed')) then
      return null;
    end if;
    update public.contact_notices n set turn_id = p_turn.id, language = v_language, put_at = clock_timestamp()
    where n.customer_id = p_turn.customer_id;
  end if;
  return p_notices ->> v_language;
end
$$;
comment on function public.claim_contact_notice(public.agent_turns, jsonb) is
  'The notice that this turn''s reply must open with, by language; null when the customer has had it. Part of the commit: undone with it.';

create or replace function public.commit_turn(p_turn_id uuid, p_fence bigint, p_settings jsonb)
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_turn public.agent_turns;
  v_session public.chat_sessions;
  v_now timestamptz;
  v_refusal text;
  v_notice text;
  v_parts text[];
  v_ids jsonb;
begin
  select s.* into v_session from public.chat_sessions s
  where s.id = (select t.session_id from public.agent_turns t where t.id = p_turn_id) for update;
  select t.* into v_turn from public.agent_turns t where t.id = p_turn_id for update;
  v_now := clock_timestamp();
  if v_turn.id is null then
    return jsonb_build_object('kind', 'superseded');
  end if;
  if v_turn.state = 'committed' or (v_turn.state = 'finished' and v_turn.outcome = 'sent') then
    -- This step ran before and its answer was lost on the way: same answer again.
    return jsonb_build_object('kind', 'committed', 'message_ids', (
      select coalesce(jsonb_agg(m.id order by m.part_index), '[]') from public.chat_messages m where m.turn_id = p_turn_id));
  end if;
  if v_turn.state = 'finished' then
    return jsonb_build_object('kind', v_turn.outcome, 'reason', v_turn.outcome_reason);
  end if;
  if v_session.turn_fence <> p_fence then
    perform public.finish_turn(p_turn_id, 'superseded', 'newer_claim');
    return jsonb_build_object('kind', 'superseded');
  end if;

  if v_turn.draft is null and v_turn.restarts > 0 then
    -- This step ran before, sent the turn back, and its answer was lost on the way.
    return public.restart_answer(v_session, v_turn, p_settings);
  end if;
  v_refusal := public.send_refusal(v_session.id, 'bot', 'reply', v_now);
  if v_refusal is null and v_session.owner_since > v_turn.claimed_at then
    -- A person took over and handed back meanwhile: the draft knows nothing of what they said.
    v_refusal := 'human_owned_meanwhile';
  end if;

  if v_refusal is null and v_session.pending_turn_seq > v_turn.upto_seq
     and v_turn.restarts < (p_settings ->> 'max_restarts')::integer
     and v_now < v_turn.requested_at + (p_settings ->> 'max_wait_ms')::bigint * interval '1 millisecond' then
    -- The customer went on writing while we were thinking: one reply covers it all (P7).
    update public.agent_turns t
    set restarts = t.restarts + 1, upto_seq = v_session.pending_turn_seq, draft = null,
        lease_until = v_now + (p_settings ->> 'lease_ms')::bigint * interval '1 millisecond'
    where t.id = p_turn_id;
    return public.restart_answer(v_session, v_turn, p_settings);
  end if;

  if v_turn.draft is null then
    raise exception 'Turn % has no draft to commit', p_turn_id using errcode = '55000';
  end if;
  update public.agent_turns t set draft = null where t.id = p_turn_id;

  if v_refusal is not null and v_refusal <> 'account_stopped' then
    perform public.insert_reply_parts(v_turn, v_turn.draft, 'suppressed', v_refusal);
    perform public.finish_turn(p_turn_id, 'suppressed', v_refusal);
    -- Who opted out is owed nothing; who wrote again after a person handed back gets a turn of its own.
    if v_refusal not in ('opted_out', 'suppressed', 'human_owned_meanwhile') then
      perform public.give_to_human(v_session.id, v_refusal);
    end if;
    return jsonb_build_object('kind', 'suppressed', 'reason', v_refusal, 'more_waiting', exists (
      select 1 from public.chat_sessions s where s.id = v_session.id and s.pending_turn_seq is not null));
  end if;

  v_parts := v_turn.draft;
  v_notice := public.claim_contact_notice(v_turn, p_settings -> 'notices');
  if v_notice is not null then
    v_parts := public.open_with_notice(v_parts, v_notice);
  end if;
  v_ids := public.insert_reply_parts(v_turn, v_parts, 'queued', null);
  update public.agent_turns t set state = 'committed' where t.id = p_turn_id;
  update public.chat_sessions s
  set replied_upto_seq = v_turn.upto_seq, turn_failures = 0,
      pending_turn_seq = case when s.pending_turn_seq > v_turn.upto_seq then s.pending_turn_seq end,
      turn_requested_at = case when s.pending_turn_seq > v_turn.upto_seq then (
        select min(m.created_at) from public.chat_messages m
        where m.session_id = s.id and m.seq > v_turn.upto_seq and m.starts_turn) end,
      turn_quiet_from = case when s.pending_turn_seq > v_turn.upto_seq then s.turn_quiet_from end
  where s.id = v_session.id
  returning s.* into v_session;
  return jsonb_build_object('kind', 'committed', 'message_ids', v_ids,
    'more_waiting', v_session.pending_turn_seq is not null);
end
$$;
comment on function public.commit_turn(uuid, bigint, jsonb) is
  'Writes the reply if the turn still holds the newest fence and sending is still allowed; else restarts, supersedes or suppresses it. The first reply of a customer opens with the notice. Safe to run twice. settings: quiet_window_ms, max_wait_ms, max_restarts, lease_ms, notices (by language).';

-- As before, but the cap on replies is one of the gate's reasons.
create or replace function public.claim_turn(p_session_id uuid, p_run_id text, p_settings jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_session public.chat_sessions;
  v_now timestamptz;
  v_due timestamptz;
  v_running public.agent_turns;
  v_turn public.agent_turns;
  v_refusal text;
begin
  select s.* into v_session from public.chat_sessions s where s.id = p_session_id for update;
  v_now := clock_timestamp(); -- After the lock: now() is when we began to wait for it.
  select t.* into v_running from public.agent_turns t where t.session_id = p_session_id and t.state = 'running';
  if v_running.run_id = p_run_id then
    return jsonb_build_object('kind', 'claimed', 'turn_id', v_running.id, 'fence', v_running.fence);
  end if;
  if v_session.id is null or v_session.pending_turn_seq is null then
    return jsonb_build_object('kind', 'nothing');
  end if;

  if v_running.id is not null and v_running.lease_until > v_now then
    return jsonb_build_object('kind', 'wait', 'until', v_running.lease_until, 'reason', 'turn_running');
  end if;

  v_due := least(
    v_session.turn_quiet_from + (p_settings ->> 'quiet_window_ms')::bigint * interval '1 millisecond',
    v_session.turn_requested_at + (p_settings ->> 'max_wait_ms')::bigint * interval '1 millisecond');
  if v_now < v_due then
    return jsonb_build_object('kind', 'wait', 'until', v_due, 'reason', 'quiet_window');
  end if;

  if v_running.id is not null then
    perform public.finish_turn(v_running.id, 'failed', 'lease_expired');
    update public.chat_sessions s set turn_failures = s.turn_failures + 1
    where s.id = p_session_id returning s.turn_failures into v_session.turn_failures;
  end if;

  v_refusal := public.send_reasons(p_session_id, 'bot', 'reply', v_now, null, p_settings) #>> '{0,code}';
  if v_refusal = 'account_stopped' then
    -- For everybody and for a while: the answer waits with the rest until a person lifts the stop.
    return jsonb_build_object('kind', 'held', 'reason', v_refusal);
  end if;
  if v_refusal is null and v_session.turn_failures >= (p_settings ->> 'max_failures')::integer then
    v_refusal := 'turns_failed';
  end if;
  if v_refusal is null then
    v_refusal := public.loop_suspicion(p_session_id, v_now);
  end if;
  if v_refusal is not null then
    perform public.give_to_human(p_session_id, v_refusal);
    return jsonb_build_object('kind', 'handed_off', 'reason', v_refusal);
  end if;

  update public.chat_sessions s set turn_fence = s.turn_fence + 1
  where s.id = p_session_id returning s.* into v_session;
  insert into public.agent_turns
    (session_id, customer_id, fence, run_id, claimed_at, lease_until, from_seq, upto_seq, requested_at)
  values (p_session_id, v_session.customer_id, v_session.turn_fence, p_run_id, v_now,
          v_now + (p_settings ->> 'lease_ms')::bigint * interval '1 millisecond',
          v_session.replied_upto_seq, v_session.pending_turn_seq, v_session.turn_requested_at)
  returning * into v_turn;
  return jsonb_build_object('kind', 'claimed', 'turn_id', v_turn.id, 'fence', v_turn.fence);
end
$$;
