-- What staff see of files: in the transcript, on the media page, and before one is opened.

alter table public.chat_media
  add column kind text generated always as (case
    when mime_type like 'image/%' then 'image' when mime_type like 'audio/%' then 'audio'
    when mime_type like 'video/%' then 'video' else 'document' end) stored,
  add column words tsvector generated always as (to_tsvector('pg_catalog.simple', public.search_text(
    coalesce(caption, '') || ' ' || coalesce(transcript, '') || ' ' || coalesce(file_name, '') || ' '
    || coalesce(left(document_text, 8000), '')))) stored;
comment on column public.chat_media.words is
  'Caption, transcript, file name and document text as the media page searches them; without stemming, as people write three languages.';
-- The column is computed in the name of whoever writes the row.
grant execute on function public.search_text(text) to service_role;
create index chat_media_newest_first_idx on public.chat_media (created_at desc, id desc);
create index chat_media_listed_by_status_idx on public.chat_media (status, created_at desc, id desc);
create index chat_media_by_kind_idx on public.chat_media (kind, created_at desc, id desc);
create index chat_media_by_error_idx on public.chat_media (error, created_at desc, id desc) where error is not null;
create index chat_media_sizes_idx on public.chat_media (kind) include (file_size) where status = 'stored';
create index chat_media_words_idx on public.chat_media using gin (words) with (fastupdate = off);

create or replace function public.console_message_row(p_message public.chat_messages) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'id', p_message.id, 'seq', p_message.seq,
    'direction', p_message.direction, 'author', p_message.author,
    'author_name', (select f.display_name from public.staff f where f.user_id = p_message.author_id),
    'by_me', p_message.author_id is not null and p_message.author_id = auth.uid(),
    'type', p_message.message_type, 'text', p_message.rendered_text,
    'written', case when p_message.author = 'bot' then p_message.rendered_text else p_message.text end,
    'event', case when p_message.direction = 'system' then p_message.payload ->> 'event' end,
    'event_reason', case when p_message.direction = 'system' then p_message.payload ->> 'reason' end,
    'event_staff_name', case when p_message.direction = 'system' and p_message.payload ? 'staff_id' then (
      select f.display_name from public.staff f where f.user_id = (p_message.payload ->> 'staff_id')::uuid) end,
    'details', case when p_message.direction <> 'system' and p_message.deleted_at is null then jsonb_strip_nulls(jsonb_build_object(
      'voice', p_message.payload -> 'voice', 'location', p_message.payload -> 'location',
      'order', p_message.payload -> 'order', 'referral', p_message.payload -> 'referral',
      'forwarded', p_message.payload -> 'forwarded', 'template', p_message.payload -> 'template')) end,
    'media', case when p_message.deleted_at is null then (
      select jsonb_build_object('id', x.id, 'kind', x.kind, 'mime_type', x.mime_type, 'file_name', x.file_name,
               'file_size', x.file_size, 'status', x.status, 'error', x.error, 'expires_at', x.expires_at,
               'caption', x.caption, 'transcript', x.transcript, 'document_text', left(x.document_text, 4000),
               'understanding', x.enrichment_status)
      from public.chat_media x where x.message_id = p_message.id) end,
    'edits', case when p_message.deleted_at is null and jsonb_typeof(p_message.payload -> 'edits') = 'array' then (
      select coalesce(jsonb_agg(jsonb_build_object('text', x.edit ->> 'text', 'replaced_at', x.edit ->> 'replaced_at')
                                order by x.place), '[]')
      from jsonb_array_elements(p_message.payload -> 'edits') with ordinality x (edit, place)) else '[]'::jsonb end,
    'purpose', p_message.purpose, 'turn_id', p_message.turn_id, 'client_key', p_message.client_key,
    'state', p_message.state, 'state_reason', p_message.state_reason, 'state_changed_at', p_message.state_changed_at,
    'not_before', p_message.not_before,
    'at', p_message.created_at, 'edited', p_message.edited_at is not null, 'deleted', p_message.deleted_at is not null,
    'quote', (select jsonb_build_object('id', q.id, 'seq', q.seq, 'here', q.session_id = p_message.session_id,
                       'session_id', q.session_id, 'author', q.author, 'text', left(q.rendered_text, 160))
              from public.chat_messages q where q.id = p_message.reply_to),
    'reactions', coalesce((
      select jsonb_agg(jsonb_build_object('author', r.author, 'emoji', r.payload #>> '{reaction,emoji}') order by r.seq)
      from public.chat_messages r where r.reply_to = p_message.id and r.message_type = 'reaction'), '[]'),
    'attempt', (
      select jsonb_build_object('no', a.attempt_no, 'error_code', a.error_code, 'error_reason', a.error_reason,
               'sent_at', a.sent_at, 'delivered_at', a.delivered_at, 'read_at', a.read_at, 'played_at', a.played_at,
               'failed_at', a.failed_at, 'unknown_at', a.unknown_at)
      from public.send_attempts a where a.message_id = p_message.id order by a.attempt_no desc limit 1))
$$;
comment on function public.console_message_row(public.chat_messages) is
  'One bubble as the transcript shows it: its words, its file, what its kind carries beside them, earlier versions, what it answers, the reactions to it and its newest send attempt. Of the bot''s words the form without links. For other functions only.';

-- An open conversation follows messages by their time of change; a file changes with its message.
create function public.touch_message_of_media() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.chat_messages m set updated_at = clock_timestamp()
  where m.id = coalesce(new.message_id, old.message_id);
  return null;
end
$$;
comment on function public.touch_message_of_media() is 'Shows staff who look at the conversation that its file was fetched, understood or removed.';
create trigger media_changes_show_in_the_conversation
  after update of status, error, enrichment_status on public.chat_media for each row
  when ((old.status, old.error, old.enrichment_status) is distinct from (new.status, new.error, new.enrichment_status))
  execute function public.touch_message_of_media();

create function public.media_row(p_media public.chat_media) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'id', p_media.id, 'kind', p_media.kind, 'mime_type', p_media.mime_type, 'file_name', p_media.file_name,
    'file_size', p_media.file_size, 'status', p_media.status, 'error', p_media.error,
    'understanding', p_media.enrichment_status,
    'caption', left(p_media.caption, 400), 'transcript', left(p_media.transcript, 400),
    'document_text', left(p_media.document_text, 400),
    'created_at', p_media.created_at, 'expires_at', p_media.expires_at, 'next_attempt_at', p_media.next_attempt_at,
    'message_id', m.id, 'seq', m.seq, 'session_id', m.session_id, 'customer_id', m.customer_id,
    'direction', m.direction, 'voice', coalesce(m.payload -> 'voice' = 'true'::jsonb, false),
    'held', public.is_held(m.customer_id),
    'customer_name', c.display_name,
    'customer_number', (select public.masked_phone(i.value) from public.customer_identities i
                        where i.customer_id = c.id and i.kind = 'phone' and i.valid_to is null))
  from public.chat_messages m join public.customers c on c.id = m.customer_id
  where m.id = p_media.message_id
$$;
comment on function public.media_row(public.chat_media) is 'A file with whose it is. For use inside other functions: granted to nobody.';
revoke all on function public.media_row(public.chat_media) from public;

create function public.media_ids(p_filter jsonb, p_before jsonb, p_limit integer) returns uuid[]
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
  v_some uuid[];
begin
  if v_search is not null or v_customer is not null or v_soon is not null then
    -- Few rows fit, so they are found first and ordered afterwards.
    if v_search is not null then
      return array(
        with found as materialized (select f.* from public.chat_media f where f.words @@ v_words)
        select f.id from found f
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
comment on function public.media_ids(jsonb, jsonb, integer) is
  'One stretch of the media page after a place in it, newest first. Planned anew each time, so that each filter uses its own index. Granted to nobody.';
revoke all on function public.media_ids(jsonb, jsonb, integer) from public;

create function public.list_media(p_filter jsonb, p_before jsonb, p_limit integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_limit integer := least(greatest(coalesce(p_limit, 60), 1), 100);
  v_ids uuid[];
  v_shown uuid[];
begin
  perform public.require_staff_role('support', 'privacy', 'admin');
  v_ids := public.media_ids(coalesce(p_filter, '{}'), p_before, v_limit + 1);
  v_shown := v_ids[1:v_limit];
  return jsonb_build_object(
    'rows', (select coalesce(jsonb_agg(public.media_row(f) order by x.place), '[]')
             from unnest(v_shown) with ordinality x (id, place) join public.chat_media f on f.id = x.id),
    'next', (select jsonb_build_object('at', f.created_at, 'id', f.id) from public.chat_media f
             where cardinality(v_ids) > v_limit and f.id = v_shown[v_limit]));
end
$$;
comment on function public.list_media(jsonb, jsonb, integer) is
  'A page of files, newest first. filter: type (image|audio|video|document), state, error, expiring (soon: within a day), customer_id, search (caption, transcript, file name, document text). before: the next of the page before. Owned by the table owner because a text match is never pushed into an index below row-level security; the role is checked first.';
revoke all on function public.list_media(jsonb, jsonb, integer) from public;
grant execute on function public.list_media(jsonb, jsonb, integer) to authenticated;

create function public.media_figures() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform public.require_staff_role('support', 'privacy', 'admin');
  return jsonb_build_object(
    'stored', (
      select coalesce(jsonb_agg(jsonb_build_object('kind', x.kind, 'files', x.files, 'bytes', x.bytes) order by x.bytes desc), '[]')
      from (select f.kind, count(*) as files, coalesce(sum(f.file_size), 0) as bytes
            from public.chat_media f where f.status = 'stored' group by f.kind) x),
    'waiting', (select count(*) from public.chat_media f where f.status = 'pending'),
    'expiring', (select count(*) from public.chat_media f where f.expires_at < clock_timestamp() + interval '24 hours'),
    'failures', (
      select coalesce(jsonb_agg(jsonb_build_object('status', x.status, 'error', x.error, 'files', x.files)
                                order by x.files desc, x.error), '[]')
      from (select f.status, f.error, count(*) as files from public.chat_media f
            where f.status in ('rejected', 'failed', 'expired') group by f.status, f.error
            order by count(*) desc limit 20) x));
end
$$;
comment on function public.media_figures() is
  'What is stored (files and bytes by kind), how many wait, how many go within a day, and what could not be stored, by reason.';
revoke all on function public.media_figures() from public;
grant execute on function public.media_figures() to authenticated;

create function public.read_media(p_media_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_media public.chat_media;
begin
  perform public.require_staff_role('support', 'privacy', 'admin');
  select f.* into v_media from public.chat_media f where f.id = p_media_id;
  if v_media.id is null then
    raise exception 'media_not_found' using errcode = 'PT404';
  end if;
  return public.media_row(v_media) || jsonb_build_object(
    'caption', v_media.caption, 'transcript', v_media.transcript, 'document_text', left(v_media.document_text, 20000),
    'attempts', v_media.attempts, 'downloaded_at', v_media.downloaded_at, 'checksum', v_media.checksum,
    'understanding_error', v_media.enrichment_error, 'understood_at', v_media.enriched_at);
end
$$;
comment on function public.read_media(uuid) is 'One file with all that is known of it. 404 when it is gone.';
revoke all on function public.read_media(uuid) from public;
grant execute on function public.read_media(uuid) to authenticated;
