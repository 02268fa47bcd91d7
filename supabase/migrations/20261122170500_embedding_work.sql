-- Claiming messages to be embedded, and storing their chunks: in SQL, so that any number of jobs may try.

create function public.claim_embeddings(p_settings jsonb, p_now timestamptz default clock_timestamp()) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_claim uuid := gen_random_uuid();
  v_messages jsonb;
begin
  with due as (
    select m.id from public.chat_messages m
    where m.embedding_status = 'pending' and coalesce(m.embedding_next_at, m.created_at) <= p_now
    order by coalesce(m.embedding_next_at, m.created_at)
    limit (p_settings ->> 'batch')::integer
    for update skip locked
  ), claimed as (
    update public.chat_messages m
    set embedding_claim = v_claim, embedding_attempts = m.embedding_attempts + 1,
        embedding_next_at = p_now + (p_settings ->> 'lease_ms')::bigint * interval '1 millisecond'
    from due where m.id = due.id
    returning m.id, m.session_id, m.seq, m.rendered_text
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', c.id, 'text', c.rendered_text, 'before', b.rendered_text, 'content_hash', h.content_hash,
    -- Embedded before with the same content and model: nothing is sent a second time.
    'done', exists (
      select 1 from public.message_embeddings e
      where e.message_id = c.id and e.content_hash = h.content_hash and e.model = p_settings ->> 'model'))
    order by c.seq), '[]')
  into v_messages
  from claimed c
  left join lateral (
    select p.rendered_text from public.chat_messages p
    where p.session_id = c.session_id and p.seq < c.seq and p.direction <> 'system' and p.deleted_at is null
      and p.message_type not in ('reaction', 'edit', 'revoke')
      and coalesce(p.state not in ('suppressed', 'failed'), true)
    order by p.seq desc limit 1) b on true
  cross join lateral (
    select encode(sha256(convert_to(concat_ws(e'\x1f', c.rendered_text, coalesce(b.rendered_text, ''),
      p_settings ->> 'chunking'), 'UTF8')), 'hex') as content_hash) h;
  return jsonb_build_object('claim', v_claim, 'messages', v_messages);
end
$$;
comment on function public.claim_embeddings(jsonb, timestamptz) is
  'Claims messages that wait to be embedded, oldest first, with the message before each as its context. settings: batch, lease_ms, model, chunking (what else decides about the chunks).';
revoke all on function public.claim_embeddings(jsonb, timestamptz) from public;
grant execute on function public.claim_embeddings(jsonb, timestamptz) to service_role;

create function public.save_embeddings(
  p_message_id uuid, p_claim uuid, p_content_hash text, p_chunks jsonb, p_model text default null)
returns text
language plpgsql security definer set search_path = ''
as $$
declare
  v_message public.chat_messages;
  v_author text;
  v_count integer := jsonb_array_length(p_chunks);
begin
  select m.* into v_message from public.chat_messages m where m.id = p_message_id for update;
  if v_message.id is null or v_message.embedding_status <> 'pending'
     or v_message.embedding_claim is distinct from p_claim then
    return 'superseded';
  end if;
  if p_model is null and exists (
    select 1 from public.message_embeddings e where e.message_id = p_message_id and e.content_hash = p_content_hash) then
    return 'searchable'; -- Stored so before; a vector of an older model goes on serving.
  end if;
  v_author := case v_message.author
    when 'customer' then (select c.display_name from public.customers c where c.id = v_message.customer_id)
    when 'staff' then (select f.display_name from public.staff f where f.user_id = v_message.author_id) end;
  -- All chunks of the message change in this one transaction (P16): a search sees the old ones or the new.
  delete from public.message_embeddings e where e.message_id = p_message_id;
  insert into public.message_embeddings
    (message_id, chunk_index, customer_id, session_id, seq, chunk_text, start_token, end_token, chunk_count,
     search, words, mentions_time, content_hash)
  select v_message.id, (c.position - 1)::integer, v_message.customer_id, v_message.session_id, v_message.seq,
         c.chunk ->> 'text', (c.chunk ->> 'start_token')::integer, (c.chunk ->> 'end_token')::integer, v_count,
         public.search_vector(c.chunk ->> 'text', v_message.created_at, v_author),
         coalesce((select sum(cardinality(u.positions)) from unnest(to_tsvector('english', c.chunk ->> 'text')) u), 0),
         public.mentions_time(c.chunk ->> 'text'), p_content_hash
  from jsonb_array_elements(p_chunks) with ordinality c (chunk, position);
  if p_model is null and v_count > 0 then
    return 'searchable'; -- Full text finds it already; the vectors come when the provider answers.
  end if;
  if v_count > 0 and to_regprocedure('public.store_vectors(uuid, jsonb, text)') is null then
    -- A database without pgvector: full text is all there will be.
    update public.chat_messages m
    set embedding_status = 'failed', embedding_next_at = null, embedding_claim = null where m.id = p_message_id;
    return 'searchable';
  end if;
  if v_count > 0 then
    execute 'select public.store_vectors($1, $2, $3)' using p_message_id, p_chunks, p_model;
  end if;
  update public.chat_messages m
  set embedding_status = case when v_count = 0 then 'skipped' else 'embedded' end,
      embedding_next_at = null, embedding_claim = null
  where m.id = p_message_id;
  return case when v_count = 0 then 'skipped' else 'embedded' end;
end
$$;
comment on function public.save_embeddings(uuid, uuid, text, jsonb, text) is
  'Replaces all chunks of a message at once, if the claim still holds. Without a model the chunks are stored for full text and the message stays pending; without chunks it had nothing to say.';
revoke all on function public.save_embeddings(uuid, uuid, text, jsonb, text) from public;
grant execute on function public.save_embeddings(uuid, uuid, text, jsonb, text) to service_role;

create function public.keep_embeddings(p_claim uuid, p_message_ids uuid[]) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  v_count integer;
begin
  update public.chat_messages m
  set embedding_status = 'embedded', embedding_next_at = null, embedding_claim = null
  where m.id = any (p_message_ids) and m.embedding_claim = p_claim and m.embedding_status = 'pending';
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
comment on function public.keep_embeddings(uuid, uuid[]) is
  'Ends a claim on messages whose chunks are as they should be.';
revoke all on function public.keep_embeddings(uuid, uuid[]) from public;
grant execute on function public.keep_embeddings(uuid, uuid[]) to service_role;

create function public.postpone_embeddings(p_claim uuid, p_message_ids uuid[], p_settings jsonb) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  v_failed integer;
begin
  with postponed as (
    update public.chat_messages m
    set embedding_claim = null,
        embedding_status = case when m.embedding_attempts >= (p_settings ->> 'max_attempts')::integer
          then 'failed' else 'pending' end,
        embedding_next_at = case when m.embedding_attempts < (p_settings ->> 'max_attempts')::integer
          then clock_timestamp() + greatest(
            coalesce((p_settings ->> 'retry_after_ms')::bigint, 0),
            (p_settings ->> 'backoff_ms')::bigint * (2 ^ least(m.embedding_attempts - 1, 10))::bigint)
            * interval '1 millisecond' end
    where m.id = any (p_message_ids) and m.embedding_claim = p_claim and m.embedding_status = 'pending'
    returning m.embedding_status)
  select count(*) filter (where p.embedding_status = 'failed') into v_failed from postponed p;
  return v_failed;
end
$$;
comment on function public.postpone_embeddings(uuid, uuid[], jsonb) is
  'Gives claimed messages back after a failure: twice the pause each time, then failed. settings: max_attempts, backoff_ms, retry_after_ms. Returns how many are given up.';
revoke all on function public.postpone_embeddings(uuid, uuid[], jsonb) from public;
grant execute on function public.postpone_embeddings(uuid, uuid[], jsonb) to service_role;

