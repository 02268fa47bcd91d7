-- The media page also finds a file by the words that were sent with it. They stay in their message alone,
-- so that an edit, a deletion or an erasure there needs no second place.
create index chat_messages_words_with_files_idx on public.chat_messages
  using gin (to_tsvector('pg_catalog.simple', public.search_text(text))) with (fastupdate = off)
  where message_type in ('image', 'video', 'document') and text is not null;

create function public.media_found_by_words(p_words tsquery) returns setof uuid
language sql stable set search_path = ''
as $$
  select f.id from public.chat_media f where f.words @@ p_words
  union
  select f.id from public.chat_messages m join public.chat_media f on f.message_id = m.id
  where m.message_type in ('image', 'video', 'document') and m.text is not null and m.deleted_at is null
    and to_tsvector('pg_catalog.simple', public.search_text(m.text)) @@ p_words
$$;
comment on function public.media_found_by_words(tsquery) is
  'Files by what is in them, and by what was written with them; each by an index. Granted to nobody.';
revoke all on function public.media_found_by_words(tsquery) from public;

create or replace function public.media_ids(p_filter jsonb, p_before jsonb, p_limit integer) returns uuid[]
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
declare
  v_kind text := p_filter ->> 'type';
  v_status text := p_filter ->> 'state';
  v_error text := p_filter ->> 'error';
  v_customer uuid := (p_filter ->> 'customer_id')::uuid;
  v_soon timestamptz := case when p_filter ->> 'expiring' = 'soon' then clock_timestamp() + interval '24 hours' end;
  v_search text := nullif(btrim(p_filter ->> 'search'), '');
  v_words tsquery := public.ticket_search_words(public.search_text(v_search));
  v_at timestamptz := (p_before ->> 'at')::timestamptz;
  v_id uuid := (p_before ->> 'id')::uuid;
begin
  if v_search is not null or v_customer is not null or v_soon is not null then
    -- Few rows fit, so they are found first and ordered afterwards.
    if v_search is not null then
      return array(
        with found as materialized (select x.id from public.media_found_by_words(v_words) x (id))
        select f.id from found x join public.chat_media f on f.id = x.id
        where (v_kind is null or f.kind = v_kind) and (v_status is null or f.status = v_status)
          and (v_error is null or f.error = v_error) and (v_soon is null or f.expires_at < v_soon)
          and (v_customer is null or exists (
            select 1 from public.chat_messages m where m.id = f.message_id and m.customer_id = v_customer))
          and (v_at is null or (f.created_at, f.id) < (v_at, v_id))
        order by f.created_at desc, f.id desc limit p_limit);
    end if;
    if v_customer is not null then
      return array(
        select f.id from public.chat_messages m join public.chat_media f on f.message_id = m.id
        where m.customer_id = v_customer
          and (v_kind is null or f.kind = v_kind) and (v_status is null or f.status = v_status)
          and (v_error is null or f.error = v_error) and (v_soon is null or f.expires_at < v_soon)
          and (v_at is null or (f.created_at, f.id) < (v_at, v_id))
        order by f.created_at desc, f.id desc limit p_limit);
    end if;
  end if;
  return array(
    select f.id from public.chat_media f
    where (v_kind is null or f.kind = v_kind) and (v_status is null or f.status = v_status)
      and (v_error is null or f.error = v_error)
      and (v_soon is null or f.expires_at < v_soon)
      and (v_at is null or (f.created_at, f.id) < (v_at, v_id))
    order by f.created_at desc, f.id desc limit p_limit);
end
$$;

comment on function public.list_media(jsonb, jsonb, integer) is
  'A page of files, newest first. filter: type (image|audio|video|document), state, error, expiring (soon: within a day), customer_id, search (caption, transcript, file name, document text, and the words that were sent with the file). before: the next of the page before. Owned by the table owner because a text match is never pushed into an index below row-level security; the role is checked first.';
