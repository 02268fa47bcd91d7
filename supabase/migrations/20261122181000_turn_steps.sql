-- The two calls of a step in a turn: read everything at once, write everything at once.

create function public.begin_turn_step(p_turn_id uuid, p_fence bigint, p_lease_ms bigint, p_window_size integer)
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_turn public.agent_turns;
begin
  if not public.begin_generation(p_turn_id, p_fence, p_lease_ms) then
    return null;
  end if;
  select t.* into v_turn from public.agent_turns t where t.id = p_turn_id;
  return public.turn_context(p_turn_id, p_window_size) || jsonb_build_object(
    'is_drafted', v_turn.draft is not null,
    'memory', public.session_memory(v_turn.session_id, v_turn.upto_seq),
    'last_language', (
      select t.triage ->> 'language' from public.agent_turns t
      where t.session_id = v_turn.session_id and t.id <> p_turn_id and t.triage ->> 'language' is not null
      order by t.claimed_at desc limit 1),
    'steps', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'round', s.round, 'call_no', s.call_no, 'kind', s.kind, 'item_no', s.item_no, 'content', s.content)
        order by s.round, s.call_no, s.kind, s.item_no), '[]')
      from public.turn_steps s where s.turn_id = p_turn_id));
end
$$;
comment on function public.begin_turn_step(uuid, bigint, bigint, integer) is
  'Renews the lease and reads what a step of the turn needs: conversation, summary, language of the last turn, working rows. Null: another run has taken over, or the turn has ended; stop quietly.';
revoke all on function public.begin_turn_step(uuid, bigint, bigint, integer) from public;
grant execute on function public.begin_turn_step(uuid, bigint, bigint, integer) to service_role;

create function public.sum_latencies(p_so_far jsonb, p_more jsonb) returns jsonb
language sql immutable set search_path = ''
as $$
  select p_so_far || coalesce((
    select jsonb_object_agg(x.key, coalesce((p_so_far ->> x.key)::numeric, 0) + x.value::numeric)
    from jsonb_each_text(coalesce(p_more, '{}')) x), '{}')
$$;
comment on function public.sum_latencies(jsonb, jsonb) is
  'Adds milliseconds by step: a step that ran again counts again.';

create function public.save_turn_progress(p_turn_id uuid, p_fence bigint, p_progress jsonb) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  v_turn public.agent_turns;
  v_parts text[];
  v_is_late boolean := false;
begin
  select t.* into v_turn from public.agent_turns t
  where t.id = p_turn_id and t.fence = p_fence and t.state = 'running' for update;
  if v_turn.id is null then
    return false;
  end if;
  if p_progress ? 'parts' then
    select array_agg(x.value order by x.ordinality) into v_parts
    from jsonb_array_elements_text(p_progress -> 'parts') with ordinality x;
    if coalesce(cardinality(v_parts), 0) = 0 or exists (select 1 from unnest(v_parts) y where btrim(y) = '') then
      raise exception 'A draft needs at least one part and no empty ones' using errcode = '22023';
    end if;
    -- A step of a generation that was restarted meanwhile, revived: its words know nothing of the newest
    -- message, so they must not become the reply that covers it (P7). What it cost is still written down.
    v_is_late := (p_progress ->> 'round')::integer is distinct from v_turn.restarts and p_progress ? 'round';
    if v_is_late then
      v_parts := null;
    end if;
  end if;

  insert into public.turn_steps (turn_id, customer_id, round, call_no, kind, item_no, content)
  select p_turn_id, v_turn.customer_id, (x ->> 'round')::integer, (x ->> 'call_no')::integer, x ->> 'kind',
         (x ->> 'item_no')::integer, x -> 'content'
  from jsonb_array_elements(coalesce(p_progress -> 'steps', '[]')) x
  on conflict (turn_id, round, call_no, kind, item_no) do update set content = excluded.content;

  insert into public.turn_prompts
    (turn_id, customer_id, round, call_no, attempt, purpose, model, instructions, input, tools, counted_tokens, result)
  select p_turn_id, v_turn.customer_id, (x ->> 'round')::integer, (x ->> 'call_no')::integer, (x ->> 'attempt')::integer,
         x ->> 'purpose', x ->> 'model', x ->> 'instructions', x -> 'input', x -> 'tools',
         (x ->> 'counted_tokens')::integer, x ->> 'result'
  from jsonb_array_elements(coalesce(p_progress -> 'prompts', '[]')) x
  on conflict (turn_id, round, purpose, call_no, attempt) do update
  set model = excluded.model, instructions = excluded.instructions, input = excluded.input, tools = excluded.tools,
      counted_tokens = excluded.counted_tokens, result = excluded.result, created_at = clock_timestamp();

  update public.agent_turns t
  set draft = case when v_parts is null then t.draft else v_parts end,
      hand_off_reason = case when v_parts is null then t.hand_off_reason else p_progress ->> 'hand_off_reason' end,
      route = coalesce(p_progress ->> 'route', t.route),
      route_reason = coalesce(p_progress ->> 'route_reason', t.route_reason),
      triage = coalesce(p_progress -> 'triage', t.triage),
      trimmed = coalesce(p_progress -> 'trimmed', t.trimmed),
      recall_included = coalesce((p_progress ->> 'recall_included')::boolean, t.recall_included),
      recall_count = coalesce((p_progress ->> 'recall_count')::integer, t.recall_count),
      summary_id = coalesce((p_progress ->> 'summary_id')::uuid, t.summary_id),
      article_ids = coalesce(p_progress -> 'article_ids', t.article_ids),
      tools = t.tools || coalesce(p_progress -> 'tools', '[]'),
      latency_ms = public.sum_latencies(t.latency_ms, p_progress -> 'latency_ms'),
      model = coalesce(p_progress ->> 'model', t.model),
      models = (select coalesce(array_agg(distinct y.model), '{}') from (
        select unnest(t.models) union all select x ->> 'model' from jsonb_array_elements(coalesce(p_progress -> 'usage', '[]')) x) y (model)),
      input_tokens = coalesce(t.input_tokens, 0) + u.input_tokens,
      cached_tokens = coalesce(t.cached_tokens, 0) + u.cached_tokens,
      output_tokens = coalesce(t.output_tokens, 0) + u.output_tokens,
      cost_usd = case when u.cost_usd is null then t.cost_usd else coalesce(t.cost_usd, 0) + u.cost_usd end
  from (
    select coalesce(sum((x ->> 'input_tokens')::integer), 0) as input_tokens,
           coalesce(sum((x ->> 'cached_tokens')::integer), 0) as cached_tokens,
           coalesce(sum((x ->> 'output_tokens')::integer), 0) as output_tokens,
           sum((x ->> 'cost_usd')::numeric) as cost_usd
    from jsonb_array_elements(coalesce(p_progress -> 'usage', '[]')) x) u
  where t.id = p_turn_id;
  return not v_is_late;
end
$$;
comment on function public.save_turn_progress(uuid, bigint, jsonb) is
  'Keeps what one step of a turn found out, in one transaction: working rows, prompts as sent, record, usage (added up over calls), and the draft when there is one (round: which generation wrote it). False when the turn is no longer running under this fence, or generates anew.';
revoke all on function public.save_turn_progress(uuid, bigint, jsonb) from public;
grant execute on function public.save_turn_progress(uuid, bigint, jsonb) to service_role;
