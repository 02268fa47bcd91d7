-- One search: words and vectors fused, floored, and shown with what was said around them.

create function public.recall_candidates(
  p_session_id uuid, p_queries text[], p_vectors jsonb, p_upto_seq bigint, p_window_size integer, p_settings jsonb)
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_words jsonb;
  v_vectors jsonb;
  v_words_state text := 'ok';
  v_vectors_state text := case when p_vectors is null then 'off' else 'ok' end;
  v_most integer := 200;
begin
  -- An arm that fails must not take the other with it.
  begin
    select coalesce(jsonb_agg(to_jsonb(w)), '[]') into v_words
    from public.recall_by_words(p_session_id, p_queries, p_upto_seq, p_window_size, v_most, p_settings) w;
  exception when others then
    v_words := '[]';
    v_words_state := 'failed';
    raise warning 'Recall by words failed (%)', sqlstate;
  end;
  if p_vectors is not null then
    begin
      execute 'select coalesce(jsonb_agg(to_jsonb(v)), ''[]'') from public.recall_by_vectors($1, $2, $3, $4, $5, $6) v'
      into v_vectors using p_session_id, p_vectors, p_upto_seq, p_window_size, v_most, v_words;
    exception when others then
      v_vectors_state := 'failed';
      raise warning 'Recall by vectors failed (%)', sqlstate;
    end;
  end if;
  return jsonb_build_object('words', v_words, 'vectors', coalesce(v_vectors, '[]'),
    'arms', jsonb_build_object('lexical', v_words_state, 'vector', v_vectors_state));
end
$$;
comment on function public.recall_candidates(uuid, text[], jsonb, bigint, integer, jsonb) is
  'The best of both arms, and how each fared: failed when it raised, off when no vector was given.';

create function public.recall_messages(
  p_session_id uuid, p_queries text[], p_vectors jsonb default null, p_upto_seq bigint default null,
  p_window_size integer default 12, p_limit integer default 5, p_settings jsonb default '{}')
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_scope record;
  v_found jsonb := public.recall_candidates(p_session_id, p_queries, p_vectors, p_upto_seq, p_window_size, p_settings);
  v_share double precision := coalesce((p_settings ->> 'vector_weight')::double precision, 0.4);
  v_min_similarity double precision := coalesce((p_settings ->> 'min_similarity')::double precision, 0.45);
  v_min_coverage double precision := coalesce((p_settings ->> 'min_coverage')::double precision, 0.25);
  v_best_similarity double precision;
  v_best_coverage double precision;
  v_hits jsonb := '[]';
begin
  select * into v_scope from public.recall_scope(p_session_id, p_upto_seq, p_window_size);
  if v_found #>> '{arms,vector}' <> 'ok' then
    v_share := 0;
  elsif v_found #>> '{arms,lexical}' <> 'ok' then
    v_share := 1;
  end if;
  select max((v ->> 'similarity')::double precision) into v_best_similarity from jsonb_array_elements(v_found -> 'vectors') v;
  select max((w ->> 'coverage')::double precision) into v_best_coverage from jsonb_array_elements(v_found -> 'words') w;
  -- The floor asks whether memory knows the subject at all. Asked of each message instead, it would cut the
  -- very turns that answer in other words than the question's (measured: twice the loss for the same gain).
  if v_best_similarity >= v_min_similarity or v_best_coverage >= v_min_coverage then
    with words as (
      select w.*, max(w.score) over () as best
      from jsonb_to_recordset(v_found -> 'words')
        w (message_id uuid, chunk_index integer, score double precision, coverage double precision)
    ), fused as (
      select message_id, chunk_index, v.similarity, w.coverage, w.score as lexical,
             v_share * greatest(coalesce(v.similarity, 0), 0) + (1 - v_share) * coalesce(w.score / w.best, 0) as score
      from words w full join jsonb_to_recordset(v_found -> 'vectors')
        v (message_id uuid, chunk_index integer, similarity double precision) using (message_id, chunk_index)
    ), a_message as (
      select distinct on (f.message_id) f.* from fused f
      order by f.message_id, f.score desc, f.chunk_index
    ), hits as (
      select h.*, m.session_id, m.seq, m.author, m.direction, m.message_type, m.created_at, e.chunk_text, e.chunk_count,
             row_number() over (order by h.score desc, (m.session_id = p_session_id) desc, m.seq desc) as rank
      from a_message h
      join public.chat_messages m on m.id = h.message_id
      join public.message_embeddings e on e.message_id = h.message_id and e.chunk_index = h.chunk_index
      -- Said once more where it is read out: only this customer's words, and only those that still stand.
      where m.customer_id = v_scope.customer_id and m.seq <= v_scope.upto_seq and m.direction <> 'system'
        and m.deleted_at is null and not (m.session_id = p_session_id and m.seq >= v_scope.window_from)
        and coalesce(m.state not in ('suppressed', 'failed'), true)
      order by rank limit p_limit
    )
    select coalesce(jsonb_agg(to_jsonb(h) - 'best' || jsonb_build_object(
      'before', public.recall_neighbour(h.session_id, h.seq, -1, v_scope.upto_seq,
        case when h.session_id = p_session_id then v_scope.window_from end),
      'after', public.recall_neighbour(h.session_id, h.seq, 1, v_scope.upto_seq,
        case when h.session_id = p_session_id then v_scope.window_from end)) order by h.rank), '[]')
    into v_hits from hits h;
  end if;
  return jsonb_build_object('hits', v_hits, 'arms', v_found -> 'arms',
    'best_similarity', v_best_similarity, 'best_coverage', v_best_coverage,
    'chunk_count', (
      select count(*) from public.message_embeddings e
      where e.customer_id = v_scope.customer_id and e.seq <= v_scope.upto_seq));
end
$$;
comment on function public.recall_messages(uuid, text[], jsonb, bigint, integer, integer, jsonb) is
  'What this customer or we said before that bears on the question: never another customer''s words, the window, the question or anything newer (P14). p_vectors: [{model, embedding}], one for each question and model in use. settings: vector_weight, min_similarity and min_coverage (nothing is recalled when no message reaches either), and those of recall_by_words. A message counts once, with its best chunk.';

create function public.recall_neighbour(
  p_session_id uuid, p_seq bigint, p_step integer, p_upto_seq bigint, p_window_from bigint)
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
  with said as (
    (select m.* from public.chat_messages m
     where p_step < 0 and m.session_id = p_session_id and m.seq < p_seq
       and m.direction <> 'system' and m.deleted_at is null and m.message_type not in ('reaction', 'edit', 'revoke')
       and coalesce(m.state not in ('suppressed', 'failed'), true)
     order by m.seq desc limit 1)
    union all
    (select m.* from public.chat_messages m
     where p_step > 0 and m.session_id = p_session_id and m.seq > p_seq
       and m.direction <> 'system' and m.deleted_at is null and m.message_type not in ('reaction', 'edit', 'revoke')
       and coalesce(m.state not in ('suppressed', 'failed'), true)
     order by m.seq limit 1)
  )
  select jsonb_build_object('message_id', n.id, 'author', n.author, 'text', n.rendered_text, 'created_at', n.created_at)
  from said n
  where n.seq <= p_upto_seq and n.seq < coalesce(p_window_from, 9223372036854775807));
end
$$;
comment on function public.recall_neighbour(uuid, bigint, integer, bigint, bigint) is
  'The message just before (-1) or after (1) a hit in its conversation, if the window does not hold it.';
revoke all on function public.recall_messages(uuid, text[], jsonb, bigint, integer, integer, jsonb) from public;
grant execute on function public.recall_messages(uuid, text[], jsonb, bigint, integer, integer, jsonb) to service_role;

create function public.console_recall_messages(
  p_session_id uuid, p_queries text[], p_vectors jsonb default null, p_upto_seq bigint default null,
  p_window_size integer default 12, p_limit integer default 5, p_settings jsonb default '{}')
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform public.require_staff_role('support', 'admin');
  if not exists (select 1 from public.chat_sessions s where s.id = p_session_id) then
    raise exception 'session_not_found' using errcode = 'PT404';
  end if;
  return public.recall_messages(p_session_id, p_queries, p_vectors, p_upto_seq, p_window_size, least(p_limit, 50), p_settings);
end
$$;
comment on function public.console_recall_messages(uuid, text[], jsonb, bigint, integer, integer, jsonb) is
  'The same search for staff who ask what the bot would have recalled, as of any moment; nothing is stored or sent.';
revoke all on function public.console_recall_messages(uuid, text[], jsonb, bigint, integer, integer, jsonb) from public;
grant execute on function public.console_recall_messages(uuid, text[], jsonb, bigint, integer, integer, jsonb) to authenticated;
