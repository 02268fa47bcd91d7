-- How recall fares: figures over time, what is recalled most, questions that found nothing, failed indexing.

create index agent_turns_without_hits_idx on public.agent_turns (claimed_at desc, id desc)
  where recall_count = 0 and triage is not null;
create index message_embeddings_first_chunks_idx on public.message_embeddings (chunk_count) where chunk_index = 0;

create function public.recall_figures(p_days integer, p_zone text, p_now timestamptz default clock_timestamp())
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_unit text := case when p_days <= 2 then 'hour' else 'day' end;
  v_from timestamptz;
begin
  perform public.require_staff_role('admin');
  if p_days is null or p_days not between 1 and 30 or not exists (select 1 from pg_catalog.pg_timezone_names z where z.name = p_zone) then
    raise exception 'unknown_span' using errcode = '22023';
  end if;
  v_from := date_trunc(v_unit, (p_now - p_days * interval '1 day') at time zone p_zone) at time zone p_zone;
  return jsonb_build_object(
    'from', v_from, 'by', v_unit, 'zone', p_zone, 'as_of', p_now,
    'spans', (
      with spans as (
        select g as local from generate_series(v_from at time zone p_zone, p_now at time zone p_zone, ('1 ' || v_unit)::interval) g
      ), turns as (
        select date_trunc(v_unit, t.claimed_at at time zone p_zone) as local,
               count(*) as turns, count(*) filter (where t.recall_count = 0) as without_hits
        from public.agent_turns t
        where t.claimed_at >= v_from and t.claimed_at <= p_now and t.triage is not null
        group by 1
      ), hits as (
        select date_trunc(v_unit, h.created_at at time zone p_zone) as local,
               count(*) filter (where h.injected) as injected, count(*) filter (where not h.injected) as cut
        from public.recall_hits h where h.created_at >= v_from and h.created_at <= p_now
        group by 1
      )
      select coalesce(jsonb_agg(jsonb_build_object(
        'at', s.local at time zone p_zone, 'turns', coalesce(t.turns, 0), 'without_hits', coalesce(t.without_hits, 0),
        'injected', coalesce(h.injected, 0), 'cut', coalesce(h.cut, 0)) order by s.local), '[]')
      from spans s left join turns t using (local) left join hits h using (local)),
    'similarities', (
      select coalesce(jsonb_agg(jsonb_build_object('from', (x.bin - 1) * 0.05, 'injected', x.injected, 'cut', x.cut) order by x.bin), '[]')
      from (
        select greatest(1, least(20, width_bucket(h.similarity, 0, 1, 20))) as bin,
               count(*) filter (where h.injected) as injected, count(*) filter (where not h.injected) as cut
        from public.recall_hits h
        where h.created_at >= v_from and h.created_at <= p_now and h.similarity is not null
        group by 1) x),
    'by_words_alone', (
      select count(*) from public.recall_hits h
      where h.created_at >= v_from and h.created_at <= p_now and h.similarity is null));
end
$$;
comment on function public.recall_figures(integer, text, timestamptz) is
  'Recall over the last days in the viewer''s zone: turns, turns without a hit, hits that went into the prompt or were cut, and similarities in steps of 0.05. By the hour up to two days.';
revoke all on function public.recall_figures(integer, text, timestamptz) from public;
grant execute on function public.recall_figures(integer, text, timestamptz) to authenticated;

create function public.recall_chunk_spread() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform public.require_staff_role('admin');
  return (
    select coalesce(jsonb_agg(jsonb_build_object('chunks', x.chunk_count, 'messages', x.n) order by x.chunk_count), '[]') from (
      select e.chunk_count, count(*) as n from public.message_embeddings e where e.chunk_index = 0 group by e.chunk_count) x);
end
$$;
comment on function public.recall_chunk_spread() is 'How many messages of the index have one chunk, two, and so on.';
revoke all on function public.recall_chunk_spread() from public;
grant execute on function public.recall_chunk_spread() to authenticated;

create function public.most_recalled(p_days integer, p_limit integer default 20, p_now timestamptz default clock_timestamp())
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform public.require_staff_role('admin');
  return (
    with top as (
      select h.message_id, count(*) as hits, count(*) filter (where h.injected) as injected,
             max(h.similarity) as best_similarity, max(h.created_at) as last_at
      from public.recall_hits h
      where h.created_at >= p_now - least(p_days, 30) * interval '1 day'
      group by h.message_id order by count(*) desc, max(h.created_at) desc, h.message_id
      limit least(p_limit, 100)
    )
    select coalesce(jsonb_agg(jsonb_build_object(
      'message_id', m.id, 'session_id', m.session_id, 'seq', m.seq, 'author', m.author, 'said_at', m.created_at,
      'text', case when m.deleted_at is null then left(m.rendered_text, 200) end,
      'hits', t.hits, 'injected', t.injected, 'best_similarity', t.best_similarity, 'last_at', t.last_at)
      order by t.hits desc, t.last_at desc, m.id), '[]')
    from top t join public.chat_messages m on m.id = t.message_id);
end
$$;
comment on function public.most_recalled(integer, integer, timestamptz) is
  'The messages that were recalled most often in the last days, with how often they went into the prompt.';
revoke all on function public.most_recalled(integer, integer, timestamptz) from public;
grant execute on function public.most_recalled(integer, integer, timestamptz) to authenticated;

create function public.turns_without_hits(p_before jsonb default null, p_limit integer default 30) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform public.require_staff_role('admin');
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'turn_id', t.id, 'session_id', t.session_id, 'seq', t.upto_seq, 'at', t.claimed_at, 'route', t.route,
      'chunks', t.triage -> 'recall_chunks', 'arms', t.triage -> 'recall_arms',
      'text', (
        select left(m.rendered_text, 200) from public.chat_messages m
        where m.session_id = t.session_id and m.seq <= t.upto_seq and m.seq > t.from_seq
          and m.direction = 'inbound' and m.deleted_at is null
        order by m.seq desc limit 1)) order by t.claimed_at desc, t.id desc), '[]')
    from (
      select * from public.agent_turns a
      where a.recall_count = 0 and a.triage is not null
        and (p_before is null or (a.claimed_at, a.id) < ((p_before ->> 'at')::timestamptz, (p_before ->> 'id')::uuid))
      order by a.claimed_at desc, a.id desc limit least(p_limit, 100)) t);
end
$$;
comment on function public.turns_without_hits(jsonb, integer) is
  'Turns whose recall found nothing, newest first, with the question and how many chunks there were to search. p_before: {at, id} of the last row seen.';
revoke all on function public.turns_without_hits(jsonb, integer) from public;
grant execute on function public.turns_without_hits(jsonb, integer) to authenticated;

create function public.list_failed_embeddings(p_before bigint default null, p_limit integer default 30) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform public.require_staff_role('admin');
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'message_id', x.id, 'session_id', x.session_id, 'seq', x.seq, 'author', x.author, 'type', x.message_type,
      'at', x.created_at, 'attempts', x.embedding_attempts, 'length', length(x.rendered_text)) order by x.seq desc), '[]')
    from (
      select m.id, m.session_id, m.seq, m.author, m.message_type, m.created_at, m.embedding_attempts, m.rendered_text
      from public.chat_messages m
      where m.embedding_status = 'failed' and (p_before is null or m.seq < p_before)
      order by m.seq desc limit least(p_limit, 100)) x);
end
$$;
comment on function public.list_failed_embeddings(bigint, integer) is
  'Messages that could not be indexed after all attempts, newest first: they are not recalled.';
revoke all on function public.list_failed_embeddings(bigint, integer) from public;
grant execute on function public.list_failed_embeddings(bigint, integer) to authenticated;

create function public.retry_failed_embeddings(p_message_ids uuid[] default null) returns integer
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_count integer;
begin
  perform public.require_staff_role('admin');
  -- One call touches a bounded number of rows; the page says how many are left.
  with chosen as (
    select m.id from public.chat_messages m
    where m.embedding_status = 'failed' and (p_message_ids is null or m.id = any (p_message_ids))
    order by m.seq desc limit 1000 for update skip locked
  )
  update public.chat_messages m
  set embedding_status = 'pending', embedding_attempts = 0, embedding_claim = null, embedding_next_at = clock_timestamp()
  from chosen c where c.id = m.id;
  get diagnostics v_count = row_count;
  if v_count > 0 then
    perform public.audit('embeddings_retried', 'chat_message', null, jsonb_build_object('count', v_count));
  end if;
  return v_count;
end
$$;
comment on function public.retry_failed_embeddings(uuid[]) is
  'Queues messages whose indexing failed once more (all of them without ids, at most 1,000 a call). Returns how many.';
revoke all on function public.retry_failed_embeddings(uuid[]) from public;
grant execute on function public.retry_failed_embeddings(uuid[]) to authenticated;
