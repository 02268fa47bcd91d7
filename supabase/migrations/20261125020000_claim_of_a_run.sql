-- A process that dies between claiming a file and saying so left it claimed: the repeated step of the same
-- run was told that another has it, and the file waited six minutes for the lease. The claim knows its run.

alter table public.chat_media add column fetch_run text;
comment on column public.chat_media.fetch_run is
  'Run and attempt that hold fetch_claim, so that the repeated step of one whose answer was lost has its claim back.';

drop function public.claim_media_fetch(uuid, bigint, timestamptz);

create function public.claim_media_fetch(
  p_file_id uuid, p_lease_ms bigint, p_now timestamptz default clock_timestamp(), p_run text default null)
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
  elsif v_media.fetch_claim is not null and v_media.fetch_run = p_run and v_media.next_attempt_at > p_now then
    return jsonb_build_object('kind', 'claimed', 'media_id', v_media.id, 'claim', v_media.fetch_claim);
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
  set fetch_claim = gen_random_uuid(), fetch_run = p_run, attempts = f.attempts + 1, fetches_lost = v_lost,
      updated_at = clock_timestamp(), next_attempt_at = p_now + p_lease_ms * interval '1 millisecond',
      storage_path = coalesce(f.storage_path, v_message.customer_id || '/' || f.id)
  where f.id = v_media.id
  returning f.* into v_media;
  return jsonb_build_object('kind', 'claimed', 'media_id', v_media.id, 'claim', v_media.fetch_claim);
end
$$;
comment on function public.claim_media_fetch(uuid, bigint, timestamptz, text) is
  'Claims one pending file, by its own id or that of the message it came with (which is what intake knows), and decides the path of its object. kind: claimed (or claimed already by this very run and attempt), not_due (another has it, or a pause runs), settled, gone, given_up (five claims in a row were lost with their process; whatever they left in the bucket is queued for removal).';
revoke all on function public.claim_media_fetch(uuid, bigint, timestamptz, text) from public;
grant execute on function public.claim_media_fetch(uuid, bigint, timestamptz, text) to service_role;
