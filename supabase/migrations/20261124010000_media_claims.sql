-- A file whose fetch ends the process each time must not be claimed for ever; and a long queue of files to
-- remove is read one batch at a time.

alter table public.chat_media add column fetches_lost integer not null default 0;
comment on column public.chat_media.fetches_lost is
  'Claims in a row that nobody ended: the process died, or was ended, while it had the file.';

create or replace function public.claim_media_fetch(
  p_file_id uuid, p_lease_ms bigint, p_now timestamptz default clock_timestamp())
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_most_lost constant integer := 5;
  v_media public.chat_media;
  v_message public.chat_messages;
  v_lost integer;
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
  -- Whoever ends a claim, well or badly, takes it off: one that is still there was lost with its process.
  v_lost := case when v_media.fetch_claim is null then 0 else v_media.fetches_lost + 1 end;
  if v_lost >= v_most_lost then
    update public.chat_media f
    set status = 'failed', error = 'fetch_interrupted', fetches_lost = v_lost, fetch_claim = null, next_attempt_at = null,
        storage_path = null, verified_at = null, updated_at = clock_timestamp()
    where f.id = v_media.id;
    return jsonb_build_object('kind', 'given_up', 'media_id', v_media.id, 'error', 'fetch_interrupted');
  end if;
  select m.* into v_message from public.chat_messages m where m.id = v_media.message_id;
  update public.chat_media f
  set fetch_claim = gen_random_uuid(), attempts = f.attempts + 1, fetches_lost = v_lost, updated_at = clock_timestamp(),
      next_attempt_at = p_now + p_lease_ms * interval '1 millisecond',
      storage_path = coalesce(f.storage_path, v_message.customer_id || '/' || f.id)
  where f.id = v_media.id
  returning f.* into v_media;
  return jsonb_build_object('kind', 'claimed', 'media_id', v_media.id, 'claim', v_media.fetch_claim);
end
$$;
comment on function public.claim_media_fetch(uuid, bigint, timestamptz) is
  'Claims one pending file, by its own id or that of the message it came with (which is what intake knows), and decides the path of its object. kind: claimed, not_due (another has it, or a pause runs), settled, gone, given_up (five claims in a row were lost with their process; whatever they left in the bucket is queued for removal).';

-- Asked of every file in the bucket by the sweep, and of every file to remove.
create index chat_media_by_storage_path_idx on public.chat_media (storage_path) where storage_path is not null;

create or replace function public.claim_object_removals(p_limit integer, p_lease_ms bigint default 120000) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_due text[];
  v_paths text[];
begin
  loop
    v_due := array(
      select o.path from public.media_objects_to_remove o
      where o.removed_at is null and o.due_at <= clock_timestamp()
      order by o.due_at limit least(greatest(p_limit, 1), 1000) for update skip locked);
    -- A path that a row points to again is nobody's rubbish.
    delete from public.media_objects_to_remove o
    where o.path = any (v_due) and exists (select 1 from public.chat_media m where m.storage_path = o.path);
    with claimed as (
      update public.media_objects_to_remove o
      set attempts = o.attempts + 1, due_at = clock_timestamp() + p_lease_ms * interval '1 millisecond'
      where o.path = any (v_due) returning o.path)
    select array_agg(c.path) into v_paths from claimed c;
    exit when v_paths is not null or cardinality(v_due) = 0;
  end loop;
  return to_jsonb(coalesce(v_paths, '{}'));
end
$$;
