-- Why the bot answered as it did: the record of a turn as staff read it beside the reply.

create index agent_turns_by_claim_idx on public.agent_turns (claimed_at desc, id desc);

create function public.why_hits(p_turn_id uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'message_id', m.id, 'session_id', m.session_id, 'seq', m.seq, 'author', m.author, 'at', m.created_at,
    'chunk_index', h.chunk_index, 'chunk_count', h.chunk_count, 'rank', h.rank, 'similarity', h.similarity,
    'lexical', h.lexical, 'score', h.score, 'injected', h.injected, 'cut_reason', h.cut_reason,
    'text', case when m.deleted_at is null then left(coalesce(e.chunk_text, m.rendered_text), 400) end) order by h.rank), '[]')
  from public.recall_hits h
  join public.chat_messages m on m.id = h.message_id
  left join public.message_embeddings e on e.message_id = h.message_id and e.chunk_index = h.chunk_index
  where h.turn_id = p_turn_id
$$;
comment on function public.why_hits(uuid) is
  'The messages recalled for a turn with where each was said; no words of one that its customer deleted since. Part of turn_why, which checks the role.';
revoke all on function public.why_hits(uuid) from public;

create function public.turn_why(p_turn_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_turn public.agent_turns;
begin
  perform public.require_staff_role('support', 'privacy', 'admin');
  select t.* into v_turn from public.agent_turns t where t.id = p_turn_id;
  if v_turn.id is null then
    raise exception 'turn_not_found' using errcode = 'PT404';
  end if;
  return jsonb_build_object(
    'id', v_turn.id, 'session_id', v_turn.session_id, 'state', v_turn.state, 'outcome', v_turn.outcome,
    'outcome_reason', v_turn.outcome_reason, 'hand_off_reason', v_turn.hand_off_reason,
    'claimed_at', v_turn.claimed_at, 'finished_at', v_turn.finished_at, 'restarts', v_turn.restarts,
    'upto_seq', v_turn.upto_seq, 'route', v_turn.route, 'route_reason', v_turn.route_reason, 'triage', v_turn.triage,
    'recall_count', v_turn.recall_count, 'hits', public.why_hits(p_turn_id), 'trimmed', v_turn.trimmed,
    'models', to_jsonb(v_turn.models), 'input_tokens', v_turn.input_tokens, 'cached_tokens', v_turn.cached_tokens,
    'output_tokens', v_turn.output_tokens, 'cost_usd', v_turn.cost_usd, 'latency_ms', v_turn.latency_ms,
    'tools', v_turn.tools,
    'asked', (
      select coalesce(jsonb_agg(jsonb_build_object('seq', x.seq, 'text', x.text, 'at', x.created_at) order by x.seq), '[]') from (
        select m.seq, m.created_at, case when m.deleted_at is null then left(m.rendered_text, 400) end as text
        from public.chat_messages m
        where m.session_id = v_turn.session_id and m.direction = 'inbound'
          and m.seq > v_turn.from_seq and m.seq <= v_turn.upto_seq
        order by m.seq desc limit 10) x),
    'replies', (
      select coalesce(jsonb_agg(jsonb_build_object('seq', m.seq, 'state', m.state, 'state_reason', m.state_reason)
                                order by m.seq), '[]')
      from public.chat_messages m where m.turn_id = p_turn_id),
    'summary_used', v_turn.summary_id is not null,
    'summary', (
      select jsonb_build_object('version', s.version, 'upto_seq', s.upto_seq, 'text', s.rendered_text, 'at', s.created_at,
                                'is_earlier', s.session_id <> v_turn.session_id)
      from public.session_summaries s where s.id = v_turn.summary_id and s.customer_id = v_turn.customer_id),
    'articles', (
      select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'version', a.version, 'title', k.title) order by a.place), '[]')
      from jsonb_array_elements(v_turn.article_ids) with ordinality x (article, place)
      cross join lateral (
        select (x.article ->> 'id')::uuid as id, (x.article ->> 'version')::integer as version, x.place) a
      left join public.knowledge_articles k on k.article_id = a.id and k.version = a.version),
    'prompt_count', (select count(*) from public.turn_prompts p where p.turn_id = p_turn_id));
end
$$;
comment on function public.turn_why(uuid) is
  'Everything recorded of one turn for staff: what it answered, route and reason, recalled messages and what became of them, summary and articles used, tools, models, tokens, cost, time per step, what was trimmed. The prompt itself is for admins: read_turn_prompts.';
revoke all on function public.turn_why(uuid) from public;
grant execute on function public.turn_why(uuid) to authenticated;

create function public.turn_behind_event(p_message_id uuid) returns uuid
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_turn_id uuid;
begin
  perform public.require_staff_role('support', 'privacy', 'admin');
  -- The line of a hand-over is not written by the turn's id: it is the last turn begun before it that ended so.
  select t.id into v_turn_id
  from public.chat_messages m
  join public.agent_turns t on t.session_id = m.session_id and t.claimed_at <= m.created_at
  where m.id = p_message_id and m.direction = 'system'
    and m.payload ->> 'reason' in (t.hand_off_reason, t.outcome_reason)
  order by t.claimed_at desc limit 1;
  if v_turn_id is null then
    raise exception 'turn_not_found' using errcode = 'PT404';
  end if;
  return v_turn_id;
end
$$;
comment on function public.turn_behind_event(uuid) is
  'The turn whose end a line of the transcript tells: a hand-over by the bot, with or without words to the customer.';
revoke all on function public.turn_behind_event(uuid) from public;
grant execute on function public.turn_behind_event(uuid) to authenticated;

-- Reading what was sent word for word leaves a trace: through the function alone.
revoke select on public.turn_prompts from authenticated;

create function public.read_turn_prompts(p_turn_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform public.require_staff_role('admin');
  if not exists (select 1 from public.agent_turns t where t.id = p_turn_id) then
    raise exception 'turn_not_found' using errcode = 'PT404';
  end if;
  perform public.audit('prompts_read', 'agent_turn', p_turn_id);
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', p.id, 'round', p.round, 'call_no', p.call_no, 'attempt', p.attempt, 'purpose', p.purpose, 'model', p.model,
      'instructions', p.instructions, 'input', p.input, 'tools', p.tools, 'counted_tokens', p.counted_tokens,
      'result', p.result, 'at', p.created_at) order by p.created_at, p.round, p.call_no, p.attempt), '[]')
    from public.turn_prompts p where p.turn_id = p_turn_id);
end
$$;
comment on function public.read_turn_prompts(uuid) is
  'The prompts of a turn as they were sent, for admins; each look is in the audit log.';
revoke all on function public.read_turn_prompts(uuid) from public;
grant execute on function public.read_turn_prompts(uuid) to authenticated;
