-- What staff do with files: open one, have one fetched again, send one.

create function public.open_media(p_media_id uuid, p_download boolean) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_media public.chat_media;
begin
  perform public.require_staff_role('support', 'privacy', 'admin');
  select f.* into v_media from public.chat_media f where f.id = p_media_id;
  if v_media.id is null or v_media.status <> 'stored' then
    raise exception 'media_not_found' using errcode = 'PT404';
  end if;
  if p_download then
    perform public.audit('media_downloaded', 'media', p_media_id,
      jsonb_build_object('message_id', v_media.message_id, 'kind', v_media.kind));
  end if;
  return jsonb_build_object('storage_path', v_media.storage_path, 'mime_type', v_media.mime_type, 'file_name', v_media.file_name);
end
$$;
comment on function public.open_media(uuid, boolean) is
  'Where a stored file lies, for the server to sign an address. Saving it (p_download) is audited; looking at it in the console is not. 404 when there is no file.';
revoke all on function public.open_media(uuid, boolean) from public;
grant execute on function public.open_media(uuid, boolean) to authenticated;

create function public.retry_media(p_media_ids uuid[]) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_fetch uuid[];
  v_understand uuid[] := '{}';
  v_id uuid;
begin
  perform public.require_staff_role('support', 'admin');
  if coalesce(cardinality(p_media_ids), 0) not between 1 and 500 then
    raise exception 'invalid_media_ids' using errcode = '22023';
  end if;
  perform 1 from public.chat_media f where f.id = any (p_media_ids) order by f.id for update;
  v_fetch := public.reset_media_fetch(p_media_ids);
  for v_id in
    select f.id from public.chat_media f join public.chat_messages m on m.id = f.message_id
    where f.id = any (p_media_ids) and f.status = 'stored' and f.enrichment_status = 'failed' and m.deleted_at is null
    order by f.id
  loop
    perform public.retry_understanding(v_id);
    v_understand := v_understand || v_id;
  end loop;
  if cardinality(v_fetch) > 0 then
    perform public.audit('media_retried', 'media', case when cardinality(v_fetch) = 1 then v_fetch[1] end,
      jsonb_build_object('media_ids', to_jsonb(v_fetch)));
  end if;
  return jsonb_build_object('fetch_ids', to_jsonb(v_fetch), 'understand_ids', to_jsonb(v_understand),
    'skipped', cardinality(p_media_ids) - cardinality(v_fetch) - cardinality(v_understand));
end
$$;
comment on function public.retry_media(uuid[]) is
  'Has files fetched again that were given up, and looked into again where that failed. Those that wait already or are whole are skipped, so the same press twice does nothing twice.';
revoke all on function public.retry_media(uuid[]) from public;
grant execute on function public.retry_media(uuid[]) to authenticated;

create function public.begin_staff_file(p_session_id uuid, p_client_key uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('support', 'admin');
  v_session public.chat_sessions := public.lock_session_for_staff(p_session_id);
  v_refusal text;
  v_media_id uuid := gen_random_uuid();
begin
  if exists (select 1 from public.chat_messages m
             where m.client_key = p_client_key and m.session_id = p_session_id and m.author_id = v_me) then
    return jsonb_build_object('kind', 'again');
  end if;
  if v_session.status <> 'active' then
    raise exception 'session_closed' using errcode = 'PT409';
  end if;
  if v_session.owner <> 'human' or v_session.assigned_to is distinct from v_me then
    raise exception 'not_owner' using errcode = 'PT409';
  end if;
  v_refusal := public.send_refusal(p_session_id, 'staff', 'staff_reply');
  if v_refusal is not null then
    raise exception 'not_allowed' using errcode = 'PT409', detail = v_refusal;
  end if;
  return jsonb_build_object('kind', 'upload', 'media_id', v_media_id, 'storage_path', v_session.customer_id || '/' || v_media_id);
end
$$;
comment on function public.begin_staff_file(uuid, uuid) is
  'Before a file of staff is uploaded: whether it may be sent, and where it will lie. again: it was queued already. 409 as queue_staff_reply.';
revoke all on function public.begin_staff_file(uuid, uuid) from public;
grant execute on function public.begin_staff_file(uuid, uuid) to authenticated;

create function public.queue_staff_file(p_session_id uuid, p_file jsonb, p_words text[], p_client_key uuid, p_retention_days integer)
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('support', 'admin');
  v_session public.chat_sessions := public.lock_session_for_staff(p_session_id);
  v_refusal text;
  v_ids uuid[];
  v_id uuid;
  v_label text;
  v_used boolean := false;
begin
  if p_client_key is null or coalesce(cardinality(p_words), 0) > 10
     or exists (select 1 from unnest(p_words) x where length(btrim(x)) = 0 or length(x) > 4096) then
    raise exception 'invalid_reply' using errcode = '22023';
  end if;
  v_ids := array(select m.id from public.chat_messages m
                 where m.client_key = p_client_key and m.session_id = p_session_id and m.author_id = v_me
                 order by m.part_index);
  -- The same press of Send again: nothing is sent twice, and the file that came with it is not used.
  if cardinality(v_ids) = 0 then
    if (p_file ->> 'kind') not in ('image', 'document') or p_file ->> 'mime_type' is null or p_file ->> 'file_name' is null
       or (p_file ->> 'storage_path') is distinct from (v_session.customer_id || '/' || (p_file ->> 'media_id')) then
      raise exception 'invalid_file' using errcode = '22023';
    end if;
    if v_session.status <> 'active' then
      raise exception 'session_closed' using errcode = 'PT409';
    end if;
    if v_session.owner <> 'human' or v_session.assigned_to is distinct from v_me then
      raise exception 'not_owner' using errcode = 'PT409';
    end if;
    v_refusal := public.send_refusal(p_session_id, 'staff', 'staff_reply');
    if v_refusal is not null then
      raise exception 'not_allowed' using errcode = 'PT409', detail = v_refusal;
    end if;
    v_label := case when p_file ->> 'kind' = 'image' then '[Image]' else '[Document: ' || (p_file ->> 'file_name') || ']' end;
    insert into public.chat_messages
      (session_id, customer_id, direction, author, author_id, message_type, text, rendered_text, payload, purpose, state,
       state_changed_at, part_index, client_key)
    values
      -- The file's name is what the provider's echo can be matched by, as no words go with the file.
      (p_session_id, v_session.customer_id, 'outbound', 'staff', v_me, p_file ->> 'kind', p_file ->> 'file_name', v_label,
       jsonb_build_object('file', jsonb_build_object('media_id', p_file ->> 'media_id', 'kind', p_file ->> 'kind')),
       'staff_reply', 'queued', clock_timestamp(), 0, p_client_key)
    returning id into v_id;
    insert into public.chat_media
      (id, message_id, mime_type, file_name, storage_path, file_size, checksum, status, enrichment_status, downloaded_at, expires_at)
    values
      ((p_file ->> 'media_id')::uuid, v_id, p_file ->> 'mime_type', p_file ->> 'file_name', p_file ->> 'storage_path',
       (p_file ->> 'size')::bigint, p_file ->> 'checksum', 'stored', 'skipped', clock_timestamp(),
       clock_timestamp() + p_retention_days * interval '1 day');
    v_used := true;
    with inserted as (
      insert into public.chat_messages
        (session_id, customer_id, direction, author, author_id, message_type, text, rendered_text, purpose, state,
         state_changed_at, part_index, client_key)
      select p_session_id, v_session.customer_id, 'outbound', 'staff', v_me, 'text', part.text, part.text, 'staff_reply',
             'queued', clock_timestamp(), part.place::integer, p_client_key
      from unnest(p_words) with ordinality part (text, place) order by part.place
      returning id, seq)
    select v_id || coalesce(array_agg(i.id order by i.seq), '{}') into v_ids from inserted i;
    update public.chat_sessions s
    set last_message_seq = (select max(m.seq) from public.chat_messages m where m.id = any (v_ids)),
        last_message_at = clock_timestamp(), updated_at = clock_timestamp()
    where s.id = p_session_id;
    perform public.audit('file_queued', 'chat_session', p_session_id, jsonb_build_object('message_ids', v_ids));
  end if;
  return jsonb_build_object(
    'used', v_used,
    'message_ids', to_jsonb(v_ids),
    'messages', (select coalesce(jsonb_agg(public.console_message_row(m) order by m.seq), '[]')
                 from public.chat_messages m where m.id = any (v_ids)));
end
$$;
comment on function public.queue_staff_file(uuid, jsonb, text[], uuid, integer) is
  'Queues an uploaded file of the person who answers, and the words that go with it as messages after it. The same p_client_key again returns the first result with used false: the caller removes the second upload. 409 as queue_staff_reply.';
revoke all on function public.queue_staff_file(uuid, jsonb, text[], uuid, integer) from public;
grant execute on function public.queue_staff_file(uuid, jsonb, text[], uuid, integer) to authenticated;

create function public.media_to_send(p_media_id uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object('storage_path', f.storage_path, 'file_name', f.file_name)
  from public.chat_media f where f.id = p_media_id and f.status = 'stored'
$$;
comment on function public.media_to_send(uuid) is 'Where a file of ours lies that is about to be sent; null when it was removed.';
revoke all on function public.media_to_send(uuid) from public;
grant execute on function public.media_to_send(uuid) to service_role;
