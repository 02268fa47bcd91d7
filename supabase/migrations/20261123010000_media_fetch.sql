-- Fetching files: claimed in SQL for the length of a lease, so that any number of jobs may try. The object's
-- path is decided by the claim, before a byte moves: a crash anywhere leaves one row and at most one object.

alter table public.chat_media
  add column fetch_claim uuid,
  add column verified_at timestamptz;
comment on column public.chat_media.fetch_claim is 'The newest claim. Only it may change what is known of the file.';
comment on column public.chat_media.verified_at is
  'Size, type and checksum were found right and the file was uploaded. Not stored yet: the bucket is asked first.';
comment on column public.chat_media.next_attempt_at is
  'While pending: not before; a claim moves it past its lease, so that a fetch that died is repeated.';
comment on column public.chat_media.error is
  'Why there is no file, or, while pending, why the last attempt failed: a value of lib/media/fetch/fetch-errors.ts.';
comment on column public.chat_media.mime_type is 'As announced; once verified, as found in the bytes.';

create function public.claim_media_fetch(
  p_file_id uuid, p_lease_ms bigint, p_now timestamptz default clock_timestamp())
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_media public.chat_media;
  v_message public.chat_messages;
begin
  select f.* into v_media from public.chat_media f
  where f.id = p_file_id or f.message_id = p_file_id
  for update;
  if v_media.id is null then
    return jsonb_build_object('kind', 'gone');
  elsif v_media.status <> 'pending' then
    return jsonb_build_object('kind', 'settled', 'media_id', v_media.id);
  elsif v_media.next_attempt_at > p_now then
    return jsonb_build_object('kind', 'not_due', 'media_id', v_media.id);
  end if;
  select m.* into v_message from public.chat_messages m where m.id = v_media.message_id;
  update public.chat_media f
  set fetch_claim = gen_random_uuid(), attempts = f.attempts + 1, updated_at = clock_timestamp(),
      next_attempt_at = p_now + p_lease_ms * interval '1 millisecond',
      storage_path = coalesce(f.storage_path, v_message.customer_id || '/' || f.id)
  where f.id = v_media.id
  returning f.* into v_media;
  return jsonb_build_object('kind', 'claimed', 'media_id', v_media.id, 'claim', v_media.fetch_claim);
end
$$;
comment on function public.claim_media_fetch(uuid, bigint, timestamptz) is
  'Claims one pending file, by its own id or that of the message it came with (which is what intake knows), and decides the path of its object. kind: claimed, not_due (another has it, or a pause runs), settled, gone.';
revoke all on function public.claim_media_fetch(uuid, bigint, timestamptz) from public;
grant execute on function public.claim_media_fetch(uuid, bigint, timestamptz) to service_role;

create function public.read_media_fetch(p_media_id uuid, p_claim uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'wa_media_id', f.wa_media_id, 'message_type', m.message_type, 'mime_type', f.mime_type, 'checksum', f.checksum,
    'storage_path', f.storage_path, 'phone_number_id', s.phone_number_id, 'sent_at', coalesce(m.wa_timestamp, m.created_at),
    'is_deleted', m.deleted_at is not null, 'verified_size', case when f.verified_at is not null then f.file_size end)
  from public.chat_media f
  join public.chat_messages m on m.id = f.message_id
  join public.chat_sessions s on s.id = m.session_id
  where f.id = p_media_id and f.fetch_claim = p_claim and f.status = 'pending'
$$;
comment on function public.read_media_fetch(uuid, uuid) is
  'What a claimed fetch needs to know; null when the claim is no longer the newest or the file is settled.';
revoke all on function public.read_media_fetch(uuid, uuid) from public;
grant execute on function public.read_media_fetch(uuid, uuid) to service_role;

create function public.save_media_file(p_media_id uuid, p_claim uuid, p_file jsonb) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  update public.chat_media f
  set file_size = (p_file ->> 'size')::bigint, checksum = p_file ->> 'checksum', mime_type = p_file ->> 'mime_type',
      verified_at = clock_timestamp(), updated_at = clock_timestamp()
  where f.id = p_media_id and f.fetch_claim = p_claim and f.status = 'pending';
  return found;
end
$$;
comment on function public.save_media_file(uuid, uuid, jsonb) is
  'Keeps what was found in an uploaded file (size, checksum in hex, mime_type). false: the claim is no longer the newest.';
revoke all on function public.save_media_file(uuid, uuid, jsonb) from public;
grant execute on function public.save_media_file(uuid, uuid, jsonb) to service_role;

create function public.mark_media_stored(
  p_media_id uuid, p_claim uuid, p_retention_days integer, p_now timestamptz default clock_timestamp())
returns text
language plpgsql security definer set search_path = ''
as $$
declare
  v_status text;
begin
  update public.chat_media f
  set status = 'stored', error = null, downloaded_at = p_now, expires_at = p_now + p_retention_days * interval '1 day',
      next_attempt_at = null, fetch_claim = null, missing_since = null, updated_at = clock_timestamp()
  where f.id = p_media_id and f.fetch_claim = p_claim and f.status = 'pending' and f.verified_at is not null
  returning f.status into v_status;
  if v_status is null then
    -- Said already, by a step whose answer was lost; or the row belongs to another claim, or is gone.
    select f.status into v_status from public.chat_media f where f.id = p_media_id and f.status = 'stored';
  end if;
  return coalesce(v_status, 'superseded');
end
$$;
comment on function public.mark_media_stored(uuid, uuid, integer, timestamptz) is
  'The last step of a fetch, once the bucket was seen to hold the verified file: stored, or superseded.';
revoke all on function public.mark_media_stored(uuid, uuid, integer, timestamptz) from public;
grant execute on function public.mark_media_stored(uuid, uuid, integer, timestamptz) to service_role;

create function public.settle_media_failure(
  p_media_id uuid, p_claim uuid, p_failure jsonb, p_now timestamptz default clock_timestamp())
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_media public.chat_media;
  v_status text := p_failure ->> 'status';
  v_sent_at timestamptz;
  v_pauses jsonb := p_failure -> 'pauses_ms';
  v_pause_ms bigint;
begin
  select f.* into v_media from public.chat_media f
  where f.id = p_media_id and f.fetch_claim = p_claim and f.status = 'pending' for update;
  if v_media.id is null then
    return jsonb_build_object('status', 'superseded');
  end if;
  select coalesce(m.wa_timestamp, m.created_at) into v_sent_at from public.chat_messages m where m.id = v_media.message_id;
  if v_status is null and (v_media.attempts >= (p_failure ->> 'max_attempts')::integer
       or v_sent_at < p_now - (p_failure ->> 'max_age_hours')::integer * interval '1 hour') then
    v_status := p_failure ->> 'final_status';
  end if;
  v_pause_ms := greatest((p_failure ->> 'retry_after_ms')::bigint,
    (v_pauses ->> least(v_media.attempts, jsonb_array_length(v_pauses)) - 1)::bigint);
  update public.chat_media f
  set status = coalesce(v_status, 'pending'), error = p_failure ->> 'error', fetch_claim = null, updated_at = clock_timestamp(),
      next_attempt_at = case when v_status is null then p_now + v_pause_ms * interval '1 millisecond' end,
      -- The path goes with the hope of a file: whatever an attempt left there is removed.
      storage_path = case when v_status is null then f.storage_path end,
      verified_at = case when v_status is null then f.verified_at end
  where f.id = v_media.id
  returning f.* into v_media;
  return jsonb_build_object('status', v_media.status, 'pause_ms', case when v_status is null then v_pause_ms end);
end
$$;
comment on function public.settle_media_failure(uuid, uuid, jsonb, timestamptz) is
  'Ends a claim without a file: for good (status), or until a pause is over, or for good because it was tried often or long enough. p_failure: error, status, final_status, max_attempts, max_age_hours, pauses_ms, retry_after_ms.';
revoke all on function public.settle_media_failure(uuid, uuid, jsonb, timestamptz) from public;
grant execute on function public.settle_media_failure(uuid, uuid, jsonb, timestamptz) to service_role;

create function public.find_media_work(p_grace_ms bigint, p_now timestamptz default clock_timestamp(), p_limit integer default 200)
returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object('fetch_media_ids', (
    select coalesce(jsonb_agg(x.id), '[]') from (
      select f.id from public.chat_media f
      where f.status = 'pending' and f.next_attempt_at < p_now - p_grace_ms * interval '1 millisecond'
      order by f.next_attempt_at limit p_limit) x))
$$;
comment on function public.find_media_work(bigint, timestamptz, integer) is
  'Files to fetch that nobody seems to be working on, longest due first. The grace is what the normal path is given.';
revoke all on function public.find_media_work(bigint, timestamptz, integer) from public;
grant execute on function public.find_media_work(bigint, timestamptz, integer) to service_role;

create function public.reset_media_fetch(p_file_ids uuid[], p_now timestamptz default clock_timestamp()) returns uuid[]
language plpgsql security definer set search_path = ''
as $$
declare
  v_ids uuid[];
begin
  with again as (
    update public.chat_media f
    set status = 'pending', error = null, attempts = 0, next_attempt_at = p_now, fetch_claim = null, updated_at = clock_timestamp()
    from public.chat_messages m
    where (f.id = any (p_file_ids) or f.message_id = any (p_file_ids)) and f.status in ('failed', 'expired', 'rejected') and f.wa_media_id is not null
      and m.id = f.message_id and m.deleted_at is null
    returning f.id)
  select coalesce(array_agg(a.id), '{}') into v_ids from again a;
  return v_ids;
end
$$;
comment on function public.reset_media_fetch(uuid[], timestamptz) is
  'Has files fetched anew that were given up, by their ids or their messages''; returns those that can be. For use inside other functions: granted to nobody.';
revoke all on function public.reset_media_fetch(uuid[], timestamptz) from public;
