-- What a photo shows, what a recording says, what a document holds: looked up once by a job that claims its
-- file in SQL, kept beside the file and folded into the message's readable text.

alter table public.chat_media
  add column document_text text,
  add column enrichment_error text,
  add column enrichment_attempts integer not null default 0,
  add column enrichment_next_at timestamptz,
  add column enrichment_claim uuid,
  add column enrichment_lease_until timestamptz,
  add column enriched_at timestamptz,
  add column enrichment_model text,
  add column enrichment_input_tokens bigint,
  add column enrichment_output_tokens bigint,
  add column enrichment_cost_usd numeric(12, 6);
comment on column public.chat_media.caption is 'What a model saw in the picture; the customer''s own caption is the message''s text.';
comment on column public.chat_media.document_text is 'The beginning of the text that a document holds.';
comment on column public.chat_media.enrichment_error is
  'Why a file was not understood: the provider''s fault, or why nobody looked (switched_off, video, unsupported_type, too_large).';
comment on column public.chat_media.enrichment_next_at is 'While enrichment_status is pending: not before, after a failure''s pause.';
comment on column public.chat_media.enrichment_claim is 'The newest claim. Only it may store a result.';
comment on column public.chat_media.enrichment_cost_usd is 'What all attempts cost, by MODEL_PRICES; null where no price is known.';
create index chat_media_to_understand_idx
  on public.chat_media ((coalesce(enrichment_next_at, downloaded_at, created_at)))
  where status = 'stored' and enrichment_status = 'pending';

create function public.understood_text(p_media public.chat_media) returns text
language sql immutable set search_path = ''
as $$
  select coalesce(' ' || (p_media).transcript, '')
      || coalesce(e'\n[The photo shows: ' || (p_media).caption || ']', '')
      || coalesce(e'\n[The document says: ' || (p_media).document_text || ']', '')
$$;
comment on function public.understood_text(public.chat_media) is
  'What the readable text of a message gains by its file. What somebody says is theirs; what a machine saw or read is labelled.';

create function public.keep_understood_text() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_understood text;
begin
  select public.understood_text(f) into v_understood from public.chat_media f where f.message_id = new.id;
  if v_understood <> '' and right(new.rendered_text, length(v_understood)) <> v_understood then
    new.rendered_text := new.rendered_text || v_understood;
  end if;
  return new;
end
$$;
comment on function public.keep_understood_text() is
  'A caption that its customer changed replaces their words, not what the picture shows.';
-- Named to run before the trigger that queues a changed text for embedding.
create trigger a0_understood_text_stays
  before update of rendered_text on public.chat_messages
  for each row when (
    new.deleted_at is null and old.rendered_text is distinct from new.rendered_text
    and new.message_type in ('image', 'audio', 'document'))
  execute function public.keep_understood_text();

create function public.forget_understood_text() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.chat_media f
  set caption = null, transcript = null, document_text = null, enrichment_claim = null,
      enrichment_status = case when f.enrichment_status = 'pending' then 'skipped' else f.enrichment_status end,
      enrichment_error = case when f.enrichment_status = 'pending' then 'message_deleted' else f.enrichment_error end,
      updated_at = clock_timestamp()
  where f.message_id = new.id;
  return null;
end
$$;
comment on function public.forget_understood_text() is
  'What a customer took back is not read either: the words that a machine found in the file go with the message''s own.';
create trigger c_understood_text_is_forgotten
  after update of deleted_at on public.chat_messages
  for each row when (old.deleted_at is null and new.deleted_at is not null)
  execute function public.forget_understood_text();

create function public.claim_understanding(p_media_id uuid, p_lease_ms bigint) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_media public.chat_media;
  v_message public.chat_messages;
  v_now timestamptz := clock_timestamp();
  v_due timestamptz;
begin
  select f.* into v_media from public.chat_media f where f.id = p_media_id for update;
  if v_media.id is null or v_media.status <> 'stored' or v_media.enrichment_status <> 'pending' then
    return jsonb_build_object('kind', 'nothing');
  end if;
  v_due := greatest(v_media.enrichment_lease_until, v_media.enrichment_next_at);
  if v_due > v_now then
    return jsonb_build_object('kind', 'wait', 'until', v_due);
  end if;
  if v_media.enrichment_attempts >= 10 then
    -- Faults end after fewer attempts than this: here every job died over the file, and each of them costs.
    update public.chat_media f
    set enrichment_status = 'failed', enrichment_error = 'took_too_long', enrichment_claim = null, enrichment_lease_until = null,
        updated_at = v_now
    where f.id = p_media_id;
    return jsonb_build_object('kind', 'nothing');
  end if;
  update public.chat_media f
  set enrichment_claim = gen_random_uuid(), enrichment_attempts = f.enrichment_attempts + 1,
      enrichment_lease_until = v_now + p_lease_ms * interval '1 millisecond', enrichment_next_at = null,
      updated_at = v_now
  where f.id = p_media_id returning f.* into v_media;
  select m.* into v_message from public.chat_messages m where m.id = v_media.message_id;
  return jsonb_build_object(
    'kind', 'claimed', 'claim', v_media.enrichment_claim, 'attempt', v_media.enrichment_attempts,
    'customer_id', v_message.customer_id, 'session_id', v_message.session_id,
    'message_type', v_message.message_type, 'mime_type', v_media.mime_type,
    'file_size', v_media.file_size, 'storage_path', v_media.storage_path,
    'locale', (select c.locale from public.customers c where c.id = v_message.customer_id));
end
$$;
comment on function public.claim_understanding(uuid, bigint) is
  'The right to look into a stored file, once at a time: a second job waits for the lease, so that nobody pays twice for one answer.';
revoke all on function public.claim_understanding(uuid, bigint) from public;
grant execute on function public.claim_understanding(uuid, bigint) to service_role;

create function public.save_understanding(p_media_id uuid, p_claim uuid, p_result jsonb) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  v_message public.chat_messages;
  v_before public.chat_media;
  v_after public.chat_media;
  v_old text;
begin
  -- The message first, as everybody locks; its file after it.
  select m.* into v_message from public.chat_messages m
  where m.id = (select f.message_id from public.chat_media f where f.id = p_media_id) for update;
  select f.* into v_before from public.chat_media f where f.id = p_media_id for update;
  if v_before.id is null or v_before.enrichment_claim is distinct from p_claim or v_before.enrichment_status <> 'pending' then
    return false;
  end if;
  update public.chat_media f
  set enrichment_status = p_result ->> 'status', enrichment_error = p_result ->> 'reason',
      caption = p_result ->> 'caption', transcript = p_result ->> 'transcript',
      document_text = p_result ->> 'document_text',
      enrichment_claim = null, enrichment_lease_until = null, enrichment_next_at = null,
      enriched_at = clock_timestamp(), updated_at = clock_timestamp()
  where f.id = p_media_id;
  perform public.add_understanding_usage(p_media_id, p_result -> 'usage');
  select f.* into v_after from public.chat_media f where f.id = p_media_id;
  v_old := public.understood_text(v_before);
  update public.chat_messages m
  set rendered_text = case when v_old <> '' and right(m.rendered_text, length(v_old)) = v_old
        then left(m.rendered_text, -length(v_old)) else m.rendered_text end || public.understood_text(v_after),
      updated_at = clock_timestamp()
  where m.id = v_message.id and m.deleted_at is null
    and public.understood_text(v_after) is distinct from v_old;
  return true;
end
$$;
comment on function public.save_understanding(uuid, uuid, jsonb) is
  'Ends a claim with its result: the words beside the file, into the message''s text (which queues it for embedding) and what they cost. result: status, reason, caption, transcript, document_text, usage. False: another claim or nothing to write to.';
revoke all on function public.save_understanding(uuid, uuid, jsonb) from public;
grant execute on function public.save_understanding(uuid, uuid, jsonb) to service_role;

create function public.add_understanding_usage(p_media_id uuid, p_usage jsonb) returns void
language sql security definer set search_path = ''
as $$
  update public.chat_media f
  set enrichment_model = coalesce(p_usage ->> 'model', f.enrichment_model),
      enrichment_input_tokens = coalesce(f.enrichment_input_tokens, 0) + coalesce((p_usage ->> 'input_tokens')::bigint, 0),
      enrichment_output_tokens = coalesce(f.enrichment_output_tokens, 0) + coalesce((p_usage ->> 'output_tokens')::bigint, 0),
      enrichment_cost_usd = case when p_usage ->> 'cost_usd' is null then f.enrichment_cost_usd
        else coalesce(f.enrichment_cost_usd, 0) + (p_usage ->> 'cost_usd')::numeric end
  where f.id = p_media_id and jsonb_typeof(p_usage) = 'object'
$$;
comment on function public.add_understanding_usage(uuid, jsonb) is
  'Adds what an attempt used, answered or not. For use inside other functions: granted to nobody.';
revoke all on function public.add_understanding_usage(uuid, jsonb) from public;

create function public.postpone_understanding(p_media_id uuid, p_claim uuid, p_settings jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_media public.chat_media;
begin
  update public.chat_media f
  set enrichment_claim = null, enrichment_lease_until = null, enrichment_error = p_settings ->> 'reason',
      enrichment_status = case when f.enrichment_attempts >= (p_settings ->> 'max_attempts')::integer
        then 'failed' else 'pending' end,
      enrichment_next_at = case when f.enrichment_attempts < (p_settings ->> 'max_attempts')::integer
        then clock_timestamp() + greatest(
          coalesce((p_settings ->> 'retry_after_ms')::bigint, 0),
          (p_settings ->> 'backoff_ms')::bigint * (2 ^ least(f.enrichment_attempts - 1, 10))::bigint)
          * interval '1 millisecond' end,
      updated_at = clock_timestamp()
  where f.id = p_media_id and f.enrichment_claim = p_claim and f.enrichment_status = 'pending'
  returning f.* into v_media;
  if v_media.id is null then
    return jsonb_build_object('kind', 'superseded');
  end if;
  perform public.add_understanding_usage(p_media_id, p_settings -> 'usage');
  return jsonb_strip_nulls(jsonb_build_object(
    'kind', case v_media.enrichment_status when 'failed' then 'failed' else 'postponed' end,
    'until', v_media.enrichment_next_at));
end
$$;
comment on function public.postpone_understanding(uuid, uuid, jsonb) is
  'Gives a claimed file back after a failure that may pass: twice the pause each time, then failed. settings: reason, max_attempts, backoff_ms, retry_after_ms, usage.';
revoke all on function public.postpone_understanding(uuid, uuid, jsonb) from public;
grant execute on function public.postpone_understanding(uuid, uuid, jsonb) to service_role;

create function public.find_understanding_work(
  p_grace_ms bigint, p_now timestamptz default clock_timestamp(), p_limit integer default 200) returns uuid[]
language sql stable security definer set search_path = ''
as $$
  select coalesce(array_agg(x.id), '{}') from (
    select f.id from public.chat_media f
    where f.status = 'stored' and f.enrichment_status = 'pending'
      and coalesce(f.enrichment_next_at, f.downloaded_at, f.created_at) < p_now - p_grace_ms * interval '1 millisecond'
      and coalesce(f.enrichment_lease_until, '-infinity') < p_now
    order by coalesce(f.enrichment_next_at, f.downloaded_at, f.created_at) limit p_limit) x
$$;
comment on function public.find_understanding_work(bigint, timestamptz, integer) is
  'Stored files that nobody seems to be looking into, oldest first; grace_ms is what the normal path is given.';
revoke all on function public.find_understanding_work(bigint, timestamptz, integer) from public;
grant execute on function public.find_understanding_work(bigint, timestamptz, integer) to service_role;

create function public.retry_understanding(p_media_id uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_media public.chat_media;
begin
  perform public.require_staff_role('support', 'admin');
  select f.* into v_media from public.chat_media f where f.id = p_media_id for update;
  if v_media.id is null then
    raise exception 'media_not_found' using errcode = 'PT404';
  end if;
  if v_media.enrichment_status = 'pending' then
    return jsonb_build_object('id', p_media_id, 'changed', false);
  end if;
  if v_media.status <> 'stored' or v_media.enrichment_status = 'done' then
    raise exception 'media_not_retryable' using errcode = 'PT409';
  end if;
  if exists (select 1 from public.chat_messages m where m.id = v_media.message_id and m.deleted_at is not null) then
    raise exception 'message_deleted' using errcode = 'PT409';
  end if;
  update public.chat_media f
  set enrichment_status = 'pending', enrichment_error = null, enrichment_attempts = 0, enrichment_next_at = null,
      enrichment_lease_until = null, enrichment_claim = null, updated_at = clock_timestamp()
  where f.id = p_media_id;
  perform public.audit('media_understanding_retried', 'media', p_media_id,
    jsonb_build_object('was', v_media.enrichment_status, 'reason', v_media.enrichment_error));
  return jsonb_build_object('id', p_media_id, 'changed', true);
end
$$;
comment on function public.retry_understanding(uuid) is
  'Has a file looked into again that was skipped, failed or held nothing. One that waits already is left alone.';
revoke all on function public.retry_understanding(uuid) from public;
grant execute on function public.retry_understanding(uuid) to authenticated;
