-- Vectors. Everything that needs pgvector is in the files named *embeddings*: without them recall works
-- by words alone.

create extension if not exists vector with schema extensions;

alter table public.message_embeddings add column embedding extensions.vector(1536);
comment on column public.message_embeddings.embedding is
  'Of the chunk with the message before it. Kept out of the row''s page (the type''s own storage), so that searching by words reads narrow rows.';
alter table public.message_embeddings
  add constraint message_embeddings_vector_has_a_model check ((embedding is null) = (model is null)),
  add constraint message_embeddings_vector_has_dimensions check ((embedding is null) = (dimensions is null));

create function public.store_vectors(p_message_id uuid, p_chunks jsonb, p_model text) returns void
language sql security definer set search_path = ''
as $$
  update public.message_embeddings e
  set embedding = (c.chunk ->> 'embedding')::extensions.vector, model = p_model,
      dimensions = jsonb_array_length(c.chunk -> 'embedding')
  from jsonb_array_elements(p_chunks) with ordinality c (chunk, position)
  where e.message_id = p_message_id and e.chunk_index = c.position - 1
$$;
comment on function public.store_vectors(uuid, jsonb, text) is
  'Writes the vectors of a message''s chunks; part of save_embeddings and of its transaction.';

create function public.recall_by_vectors(
  p_session_id uuid, p_vectors jsonb, p_upto_seq bigint, p_window_size integer, p_limit integer,
  p_also jsonb default '[]')
returns table (message_id uuid, chunk_index integer, similarity double precision)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_scope record;
begin
  -- Read first and apart: joined in, it would leave the planner to compare the whole table's vectors.
  select * into v_scope from public.recall_scope(p_session_id, p_upto_seq, p_window_size);
  return query
  with asked as materialized (
    select v.model, v.embedding::text::extensions.vector as embedding
    from jsonb_to_recordset(p_vectors) v (model text, embedding jsonb)
  ), near as materialized (
    -- Exact, over this customer's rows alone: an approximate index across customers returns too few.
    select e.message_id, e.chunk_index, max(1 - (e.embedding operator(extensions.<=>) a.embedding)) as similarity
    from public.message_embeddings e join asked a on a.model = e.model
    where e.customer_id = v_scope.customer_id and e.seq <= v_scope.upto_seq
      and not (e.session_id = p_session_id and e.seq >= v_scope.window_from)
    group by e.message_id, e.chunk_index
  )
  (select n.* from near n order by n.similarity desc limit p_limit)
  union
  select n.* from near n
  join jsonb_to_recordset(p_also) w (message_id uuid, chunk_index integer) using (message_id, chunk_index);
end
$$;
comment on function public.recall_by_vectors(uuid, jsonb, bigint, integer, integer, jsonb) is
  'The customer''s nearest chunks, each against the question''s vector of its own model, and the similarity of those found otherwise (p_also).';

create function public.match_session_messages(
  session_id uuid, query_embedding extensions.vector, match_limit integer, min_similarity double precision default -1,
  upto_seq bigint default null, window_size integer default 12, embedding_model text default null)
returns table (
  message_id uuid, chunk_index integer, chunk_text text, start_token integer, end_token integer, chunk_count integer,
  text text, direction text, message_type text, created_at timestamptz, similarity double precision)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  v_scope record;
begin
  select * into v_scope from public.recall_scope(
    match_session_messages.session_id, match_session_messages.upto_seq, match_session_messages.window_size);
  return query
  with near as materialized (
    select e.message_id, e.chunk_index, e.session_id, e.seq,
           1 - (e.embedding operator(extensions.<=>) match_session_messages.query_embedding) as similarity
    from public.message_embeddings e
    where e.customer_id = v_scope.customer_id and e.seq <= v_scope.upto_seq
      and not (e.session_id = match_session_messages.session_id and e.seq >= v_scope.window_from)
      and e.embedding is not null
      and (match_session_messages.embedding_model is null or e.model = match_session_messages.embedding_model)
  )
  select n.message_id, n.chunk_index, c.chunk_text, c.start_token, c.end_token, c.chunk_count,
         m.rendered_text, m.direction, m.message_type, m.created_at, n.similarity
  from near n
  join public.message_embeddings c on c.message_id = n.message_id and c.chunk_index = n.chunk_index
  join public.chat_messages m on m.id = n.message_id
  where n.similarity >= match_session_messages.min_similarity
    and m.customer_id = v_scope.customer_id and m.direction <> 'system' and m.deleted_at is null
    and coalesce(m.state not in ('suppressed', 'failed'), true)
  order by n.similarity desc, (n.session_id = match_session_messages.session_id) desc, n.seq desc, n.chunk_index
  limit match_session_messages.match_limit;
end
$$;
comment on function public.match_session_messages(uuid, extensions.vector, integer, double precision, bigint, integer, text) is
  'The chunks nearest to a vector among all conversations of the session''s customer, the current one first among equals. Leaves out what is newer than upto_seq and, of the session itself, the window_size newest messages up to it, the question among them.';
revoke all on function public.match_session_messages(uuid, extensions.vector, integer, double precision, bigint, integer, text) from public;
grant execute on function public.match_session_messages(uuid, extensions.vector, integer, double precision, bigint, integer, text) to service_role;
