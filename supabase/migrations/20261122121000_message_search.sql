-- Full-text search over messages for staff. Every word is stored together with the number of a bucket of
-- 4,096 successive messages, so that a search reads the newest bucket first and stops when its page is full:
-- a very common word costs one bucket, a word that nobody wrote costs one look-up a bucket, and neither
-- grows with how often the word was ever written. A prefix is a range of the same keys, inside one bucket.

create table public.message_search (
  seq bigint primary key references public.chat_messages (seq) on delete cascade,
  words tsvector not null
);
comment on table public.message_search is
  'Words of every readable message, each lexeme led by the bucket of its message. A table of its own, since a message''s row is rewritten with every receipt and its words are not.';
-- Without the pending list: a search never walks it, and new words all land in the newest bucket's pages.
create index message_search_words_idx on public.message_search using gin (words) with (fastupdate = off);

create function public.search_text(p_text text) returns text
language sql immutable set search_path = ''
as $$
  select translate(left(p_text, 10000), E'!"#$%&''()*+,-./:;<=>?@[\\]^_`{|}~’‘“”„«»…–—•\u00a0\t\n\r\u0002\u0003', repeat(' ', 49))
$$;
comment on function public.search_text(text) is
  'A text as search reads it: punctuation is space, one for one so that places stay the same. Otherwise PX-1234 would be the number -1234. What stands beyond 10,000 characters is not searched.';

create function public.search_bucket(p_seq bigint) returns text
language sql immutable set search_path = ''
as $$
  select translate(lpad(to_hex(p_seq >> 12), 8, '0'), '0123456789', 'ghijklmnop')
$$;
comment on function public.search_bucket(bigint) is
  'The bucket of a message in eight letters: of one length so that no bucket begins like another, no digits since 1e5 would be read as a number.';

create function public.led_words(p_text text, p_lead text) returns text
language sql immutable set search_path = ''
as $$
  -- < and > are spaces by now, so they are free to fold many spaces into one.
  select replace(replace(replace(replace(' ' || btrim(public.search_text(p_text)), ' ', '<>'), '><', ''), '<>', ' '), ' ', ' ' || p_lead)
$$;
comment on function public.led_words(text, text) is
  'The words of a text, each led by these letters. Cheaper by far than taking the finished vector apart.';

create function public.bucketed_words(p_seq bigint, p_text text) returns tsvector
language sql immutable set search_path = ''
as $$
  select to_tsvector('pg_catalog.simple', public.led_words(p_text, public.search_bucket(p_seq)))
$$;
comment on function public.bucketed_words(bigint, text) is
  'Words of a message with their places, each led by its bucket. No stemming: people write English, Luganda and Swahili, often in one sentence.';

create function public.index_message_words() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if new.deleted_at is not null or new.rendered_text = '' then
    delete from public.message_search w where w.seq = new.seq;
  else
    insert into public.message_search (seq, words)
    values (new.seq, public.bucketed_words(new.seq, new.rendered_text))
    on conflict (seq) do update set words = excluded.words;
  end if;
  return null;
end
$$;
comment on function public.index_message_words() is
  'Keeps the words of a message searchable as it is written, edited or deleted.';

-- Reactions, edits and deletions show in the message they are about, not as messages of their own.
create trigger message_words_are_searchable
  after insert on public.chat_messages for each row
  when (new.direction <> 'system' and not (new.message_type in ('reaction', 'edit', 'revoke') and new.reply_to is not null))
  execute function public.index_message_words();
create trigger message_words_follow_changes
  after update of rendered_text, deleted_at on public.chat_messages for each row
  when ((old.rendered_text is distinct from new.rendered_text or old.deleted_at is distinct from new.deleted_at)
        and new.direction <> 'system'
        and not (new.message_type in ('reaction', 'edit', 'revoke') and new.reply_to is not null))
  execute function public.index_message_words();

insert into public.message_search (seq, words)
select m.seq, public.bucketed_words(m.seq, m.rendered_text)
from public.chat_messages m
where m.direction <> 'system' and m.deleted_at is null and m.rendered_text <> ''
  and not (m.message_type in ('reaction', 'edit', 'revoke') and m.reply_to is not null);

create function public.message_query(p_query text) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  v_piece text[];
  v_words tsquery;
  v_terms text[] := '{}';
  v_is_prefix boolean := false;
begin
  for v_piece in
    select x from regexp_matches(translate(left(p_query, 200), '“”„«»', '"""""'), '"([^"]*)("?)|([^\s"]+)', 'g') x
  loop
    v_words := phraseto_tsquery('simple', public.led_words(coalesce(v_piece[1], v_piece[3]), 'thebucket'));
    continue when numnode(v_words) = 0 or v_words::text = '''thebucket''';
    v_terms := v_terms || replace(v_words::text, '''thebucket', '''@');
    v_is_prefix := v_piece[1] is null or v_piece[2] = '';
  end loop;
  if cardinality(v_terms) = 0 then
    return null;
  end if;
  return '(' || array_to_string(v_terms, ') & (') || case when v_is_prefix then ':*)' else ')' end;
end
$$;
comment on function public.message_query(text) is
  'What staff typed as a text query whose words are led by @, where the bucket goes; null without a word. All words must occur, "quoted words" in that order, the last one may go on unless its quote is closed. Nothing typed is read as an operator.';

create function public.marked_snippet(p_text text, p_query tsquery) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  c_length constant integer := 180;
  c_lead constant integer := 50;
  v_text text := left(p_text, 10000);
  -- Hits stand between the two marks, at odd places; search_text leaves no such character in the text.
  v_pieces text[] := regexp_split_to_array(
    ts_headline('simple', public.search_text(p_text), p_query,
      'HighlightAll=true, StartSel="' || chr(2) || '", StopSel="' || chr(3) || '"'), E'[\u0002\u0003]');
  v_first integer := length(v_pieces[1]);
  v_from integer := 1;
  v_at integer := 1;
  v_start integer;
  v_end integer;
  v_parts jsonb := '[]';
  v_part text;
begin
  if v_first > c_lead then
    -- From the word that begins next, so that none is cut.
    v_from := v_first - c_lead + coalesce(nullif(position(' ' in substr(v_pieces[1], v_first - c_lead + 1)), 0), 0) + 1;
  end if;
  for i in 1..cardinality(v_pieces) loop
    v_start := greatest(v_at, v_from);
    v_end := least(v_at + length(v_pieces[i]), v_from + c_length);
    if v_end > v_start then
      v_part := regexp_replace(substr(v_text, v_start, v_end - v_start), '\s+', ' ', 'g');
      v_parts := v_parts || jsonb_build_object('text', v_part, 'hit', i % 2 = 0);
    end if;
    v_at := v_at + length(v_pieces[i]);
  end loop;
  return jsonb_build_object('parts', v_parts, 'cut_before', v_from > 1, 'cut_after', length(p_text) >= v_from + c_length);
end
$$;
comment on function public.marked_snippet(text, tsquery) is
  'The stretch of a text around its first hit, in parts that are hits or not: plain text, never markup.';

create function public.search_messages(p_query text, p_before bigint default null, p_limit integer default 20)
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  c_budget constant interval := interval '250 milliseconds';
  v_limit integer := least(greatest(p_limit, 1), 50);
  v_template text := public.message_query(p_query);
  v_before bigint := coalesce(p_before, 9223372036854775807);
  v_bucket bigint;
  v_oldest bigint;
  v_words tsquery;
  v_some bigint[];
  v_found bigint[] := '{}';
  v_next bigint;
begin
  perform public.require_staff_role('support', 'privacy', 'admin');
  select least(max(w.seq), v_before - 1) >> 12, min(w.seq) >> 12 into v_bucket, v_oldest from public.message_search w;
  if v_template is null or v_bucket is null then
    return jsonb_build_object('hits', '[]'::jsonb, 'next', null, 'searched_to', null);
  end if;
  while v_bucket >= v_oldest loop
    v_words := replace(v_template, '@', public.search_bucket(v_bucket << 12))::tsquery;
    -- Ordered only after it is found: ordering inside could make the planner walk messages instead of words.
    with hits as materialized (
      select w.seq from public.message_search w where w.words @@ v_words)
    select array(select h.seq from hits h where h.seq < v_before order by h.seq desc limit v_limit + 1 - cardinality(v_found))
    into v_some;
    v_found := v_found || v_some;
    if cardinality(v_found) > v_limit then
      v_found := v_found[:v_limit];
      v_next := v_found[v_limit];
      exit;
    end if;
    if v_bucket > v_oldest and clock_timestamp() - statement_timestamp() > c_budget then
      v_next := v_bucket << 12;
      exit;
    end if;
    v_bucket := v_bucket - 1;
  end loop;
  -- What is no word in this database's locale (an emoji, say) leaves a bare bucket, which marks nothing.
  v_words := replace(replace(v_template, '''@''', '''_'''), '@', '')::tsquery;
  return jsonb_build_object(
    'hits', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'message_id', m.id, 'seq', m.seq, 'session_id', m.session_id,
        'name', c.display_name,
        'number', (select public.masked_phone(i.value) from public.customer_identities i
                   where i.customer_id = c.id and i.kind = 'phone' and i.valid_to is null),
        'author', m.author, 'by_me', m.author_id is not null and m.author_id = auth.uid(),
        'type', m.message_type, 'state', m.state, 'at', m.created_at,
        'snippet', public.marked_snippet(m.rendered_text, v_words)) order by m.seq desc), '[]')
      from public.chat_messages m join public.customers c on c.id = m.customer_id
      where m.seq = any (v_found)),
    'next', v_next,
    'searched_to', case when v_next is not null and cardinality(v_found) < v_limit then (
      select m.created_at from public.chat_messages m where m.seq >= v_next order by m.seq limit 1) end);
end
$$;
comment on function public.search_messages(text, bigint, integer) is
  'Messages with these words, newest first, below p_before: a page of hits with their snippet in parts, and next for the page after. After 250 ms of reading it stops where it is: searched_to says how far back, next goes on from there. Owned by the table owner because a text match is never pushed into an index below row-level security; the role is checked first.';
grant execute on function public.search_messages(text, bigint, integer) to authenticated;

alter table public.message_search enable row level security;
grant select on public.message_search to service_role;
