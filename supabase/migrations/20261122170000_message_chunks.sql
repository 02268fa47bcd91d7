-- What recall searches: every message cut into chunks, with a search text that needs no extension. The
-- vector of a chunk is added by a later migration, so that all of this runs on a Postgres without pgvector.

alter table public.chat_messages
  add column embedding_next_at timestamptz,
  add column embedding_claim uuid;
comment on column public.chat_messages.embedding_next_at is
  'While embedding_status is pending: when the message may be claimed again, after a claim''s lease or a failure''s pause.';
comment on column public.chat_messages.embedding_claim is
  'The newest claim. Only it may store chunks; a change of the text takes it away.';
drop index public.chat_messages_to_embed_idx;
create index chat_messages_to_embed_idx on public.chat_messages ((coalesce(embedding_next_at, created_at)))
  where embedding_status = 'pending';
create index chat_messages_embedding_failed_idx on public.chat_messages (seq desc) where embedding_status = 'failed';

create table public.message_embeddings (
  message_id uuid not null references public.chat_messages (id) on delete cascade,
  chunk_index integer not null check (chunk_index >= 0),
  customer_id uuid not null,
  session_id uuid not null,
  seq bigint not null,
  chunk_text text not null check (chunk_text <> ''),
  start_token integer not null check (start_token >= 0),
  end_token integer not null,
  chunk_count integer not null,
  search tsvector not null,
  words integer not null,
  mentions_time boolean not null,
  content_hash text not null,
  model text,
  dimensions integer,
  created_at timestamptz not null default now(),
  primary key (message_id, chunk_index),
  check (end_token > start_token),
  check (chunk_index < chunk_count)
);
comment on table public.message_embeddings is
  'Chunks of messages for recall. Customer, session and seq repeat the message''s own, so that a search never joins; the message is the owner, and with it the chunks go.';
comment on column public.message_embeddings.search is
  'Words as English stems (A) and as written (B), the message''s date (C) and its author''s name (D).';
comment on column public.message_embeddings.model is
  'The model of the vector; null while there is none yet, when full text alone finds the chunk.';
comment on column public.message_embeddings.content_hash is
  'What was embedded, context included: the same content is never sent twice to the same model.';
create index message_embeddings_by_customer_idx
  on public.message_embeddings (customer_id, session_id, seq, chunk_index);
create index message_embeddings_by_model_idx on public.message_embeddings (model, message_id);

alter table public.message_embeddings enable row level security;
create policy "admins and support read chunks" on public.message_embeddings for select to authenticated
  using ((select public.current_staff_role()) in ('admin', 'support'));
grant select on public.message_embeddings to authenticated, service_role;

create function public.search_vector(p_text text, p_at timestamptz, p_author text) returns tsvector
language sql stable set search_path = ''
as $$
  select setweight(to_tsvector('english', p_text), 'A')
      || setweight(to_tsvector('simple', p_text), 'B')
      || setweight(to_tsvector('english', to_char(p_at at time zone 'UTC', 'FMDD FMMonth YYYY')), 'C')
      || setweight(to_tsvector('english', coalesce(p_author, '')), 'D')
$$;
comment on function public.search_vector(text, timestamptz, text) is
  'The search text of a chunk: stems for English, words as written for Luganda, Swahili and names, the date, and who said it.';
grant execute on function public.search_vector(text, timestamptz, text) to service_role;

create function public.mentions_time(p_text text) returns boolean
language sql immutable set search_path = ''
as $$
  select p_text ~* '\y(yesterday|today|tomorrow|tonight|ago|last|next|week|weekend|month|year|day|since|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|morning|night|jana|leo|kesho|wiki|mwezi|mwaka|siku|jjo|leero|enkya|olunaku)\y'
$$;
comment on function public.mentions_time(text) is
  'Whether a text says when, in English, Swahili or Luganda: such messages are preferred for a question that asks when.';
grant execute on function public.mentions_time(text) to service_role;

create function public.queue_for_embedding() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  new.embedding_attempts := 0;
  new.embedding_next_at := null;
  new.embedding_claim := null;
  new.embedding_status := case
    when new.direction = 'system' or new.deleted_at is not null
      or new.message_type in ('reaction', 'edit', 'revoke')
      or coalesce(new.state in ('suppressed', 'failed'), false) then 'skipped'
    else 'pending' end;
  return new;
end
$$;
comment on function public.queue_for_embedding() is
  'A text that changed (an edit, a caption, a transcript) or ceased to be said is indexed anew or not at all.';
create trigger a_changed_text_is_embedded_again
  before update of rendered_text, deleted_at, state on public.chat_messages
  for each row when (
    old.rendered_text is distinct from new.rendered_text
    or old.deleted_at is distinct from new.deleted_at
    -- A send that failed was never said; one that is retried will be.
    or coalesce(old.state in ('suppressed', 'failed'), false)
       is distinct from coalesce(new.state in ('suppressed', 'failed'), false))
  execute function public.queue_for_embedding();

create function public.forget_unsaid_words() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if new.embedding_status = 'skipped' then
    delete from public.message_embeddings e where e.message_id = new.id;
  end if;
  -- The next message was embedded with these words as its context.
  update public.chat_messages n
  set embedding_status = 'pending', embedding_attempts = 0, embedding_next_at = null, embedding_claim = null
  where n.embedding_status in ('embedded', 'failed') and n.id = (
    select f.id from public.chat_messages f
    where f.session_id = new.session_id and f.seq > new.seq and f.direction <> 'system'
    order by f.seq limit 1);
  return null;
end
$$;
comment on function public.forget_unsaid_words() is
  'Removes the chunks of what was deleted, suppressed or never sent, at once, and has the message after it embedded without the old words.';
create trigger b_unsaid_words_are_forgotten
  after update of rendered_text, deleted_at, state on public.chat_messages
  for each row when (
    old.rendered_text is distinct from new.rendered_text
    or old.deleted_at is distinct from new.deleted_at
    or coalesce(old.state in ('suppressed', 'failed'), false)
       is distinct from coalesce(new.state in ('suppressed', 'failed'), false))
  execute function public.forget_unsaid_words();

create function public.forget_removed_words() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.chat_messages n
  set embedding_status = 'pending', embedding_attempts = 0, embedding_next_at = null, embedding_claim = null
  where n.embedding_status in ('embedded', 'failed') and n.id in (
    select (select f.id from public.chat_messages f
            where f.session_id = r.session_id and f.seq > r.last_seq and f.direction <> 'system'
            order by f.seq limit 1)
    from (select g.session_id, max(g.seq) as last_seq from gone g where g.direction <> 'system' group by g.session_id) r);
  return null;
end
$$;
comment on function public.forget_removed_words() is
  'When retention removes the older messages of a conversation, the first that stays is embedded again without them.';
create trigger removed_words_are_forgotten
  after delete on public.chat_messages
  referencing old table as gone
  for each statement execute function public.forget_removed_words();
