-- The sweeps of clean-media in both directions, purges on demand, and one batch after the other.

create function public.sweep_orphan_objects(p_bucket text, p_after text, p_now timestamptz, p_limit integer) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_last text;
  v_found integer;
begin
  with page as materialized (
    select o.name, greatest(o.created_at, o.updated_at) as at,
           split_part(split_part(o.name, '/', 2), '.', 1) as media_id, split_part(o.name, '/', 1) as customer_id
    from storage.objects o
    where o.bucket_id = p_bucket and o.name > coalesce(p_after, '') order by o.name limit p_limit
  ), orphans as (
    select p.name from page p
    where p.at < p_now - interval '1 hour'
      and not exists (select 1 from public.chat_media f where f.storage_path = p.name)
      -- Its row is being fetched: the upload came first, the path is written next.
      and not exists (
        select 1 from public.chat_media f
        where f.status = 'pending' and f.id = case when p.media_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then p.media_id::uuid end)
      and not exists (
        select 1 from public.legal_holds h where h.customer_id::text = p.customer_id and h.released_at is null)
      and not exists (
        select 1 from public.media_objects_to_remove q where q.path = p.name and q.removed_at is null)
  ), queued as (
    select public.queue_object_removal(x.name, 'orphan', true) from orphans x
  )
  select (select max(p.name) from page p), (select count(*) from queued) into v_last, v_found;
  return jsonb_build_object('found', v_found, 'last', v_last);
end
$$;
comment on function public.sweep_orphan_objects(text, text, timestamptz, integer) is
  'Queues files of the bucket that no row knows, in the order of their names; none younger than an hour, none whose row is being fetched. Granted to nobody.';
revoke all on function public.sweep_orphan_objects(text, text, timestamptz, integer) from public;

create function public.sweep_missing_objects(p_bucket text, p_after uuid, p_now timestamptz, p_limit integer) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_ids uuid[];
  v_last uuid;
  v_found integer;
  v_refetches integer;
begin
  -- A mistyped bucket holds nothing: that says nothing about the files of the right one.
  if not exists (select 1 from storage.buckets b where b.id = p_bucket) then
    raise exception 'media_bucket_missing' using errcode = '55000';
  end if;
  select array_agg(x.id order by x.id) into v_ids from (
    select f.id from public.chat_media f
    where f.status = 'stored' and (p_after is null or f.id > p_after) order by f.id limit p_limit) x;
  v_last := v_ids[cardinality(v_ids)];
  with missing as (
    select f.id from public.chat_media f
    where f.id = any (v_ids) and f.status = 'stored'
      and coalesce(f.downloaded_at, f.updated_at) < p_now - interval '10 minutes'
      and not exists (select 1 from storage.objects o where o.bucket_id = p_bucket and o.name = f.storage_path)
    for update of f skip locked
  ), marked as (
    update public.chat_media f
    set error = 'object_missing', missing_since = coalesce(f.missing_since, p_now), updated_at = clock_timestamp(),
        -- Meta keeps a file for seven days: until then it can be had again.
        status = case when f.wa_media_id is not null and f.created_at > p_now - interval '7 days' then 'pending' else 'failed' end,
        attempts = 0,
        next_attempt_at = case when f.wa_media_id is not null and f.created_at > p_now - interval '7 days' then clock_timestamp() end
    from missing x where f.id = x.id
    returning f.status
  )
  select count(*), count(*) filter (where m.status = 'pending') into v_found, v_refetches from marked m;
  return jsonb_build_object('found', v_found, 'refetches', v_refetches, 'last', v_last);
end
$$;
comment on function public.sweep_missing_objects(text, uuid, timestamptz, integer) is
  'Rows that say stored without a file in the bucket: fetched again while Meta still has it, else failed with object_missing. Granted to nobody.';
revoke all on function public.sweep_missing_objects(text, uuid, timestamptz, integer) from public;

create function public.media_of_purge(p_purge public.media_purges, p_limit integer) returns uuid[]
language sql stable security definer set search_path = ''
as $$
  select array(
    select f.id from public.chat_media f join public.chat_messages m on m.id = f.message_id
    where case
        when p_purge.media_ids is not null then f.id = any (p_purge.media_ids)
        when p_purge.session_id is not null then m.session_id = p_purge.session_id
        else m.customer_id = p_purge.customer_id end
      and m.created_at <= p_purge.requested_at
      and not exists (select 1 from public.legal_holds h where h.customer_id = m.customer_id and h.released_at is null)
    limit p_limit)
$$;
comment on function public.media_of_purge(public.media_purges, integer) is
  'What a purge has still to remove: nothing that came after it was asked for, nothing under a hold. Granted to nobody.';
revoke all on function public.media_of_purge(public.media_purges, integer) from public;

create function public.advance_media_purge(p_purge_id uuid, p_limit integer) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  v_purge public.media_purges;
  v_ids uuid[];
  v_removed integer;
begin
  select u.* into v_purge from public.media_purges u where u.id = p_purge_id for update;
  v_ids := public.media_of_purge(v_purge, p_limit);
  v_removed := public.remove_media_rows(v_ids, p_purge_id);
  v_ids := public.media_of_purge(v_purge, 1);
  update public.media_purges u
  set removed = u.removed + v_removed,
      state = case when cardinality(v_ids) > 0 then 'running'
                   when u.customer_id is not null and public.is_held(u.customer_id) then 'held' else 'finished' end,
      finished_at = case when cardinality(v_ids) = 0 then clock_timestamp() end
  where u.id = p_purge_id
  returning * into v_purge;
  if v_purge.state <> 'running' then
    perform public.audit('media_purge_' || v_purge.state, 'media_purge', p_purge_id, jsonb_build_object('removed', v_purge.removed));
  end if;
  return v_removed;
end
$$;
comment on function public.advance_media_purge(uuid, integer) is 'The next rows of one purge. Granted to nobody.';
revoke all on function public.advance_media_purge(uuid, integer) from public;

create function public.request_media_purge(
  p_session_id uuid default null, p_customer_id uuid default null, p_media_ids uuid[] default null)
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := auth.uid();
  v_purge public.media_purges;
  v_customer_id uuid := p_customer_id;
  v_total integer;
begin
  if coalesce(auth.role(), '') <> 'service_role' then
    v_me := public.require_staff_role('privacy', 'admin');
  end if;
  if num_nonnulls(p_session_id, p_customer_id, p_media_ids) <> 1 or cardinality(p_media_ids) > 500 then
    raise exception 'Name one conversation, one customer, or up to 500 files' using errcode = '22023';
  end if;
  if p_session_id is not null then
    select s.customer_id into v_customer_id from public.chat_sessions s where s.id = p_session_id;
  end if;
  if p_media_ids is null and not exists (select 1 from public.customers c where c.id = v_customer_id) then
    raise exception 'purge_subject_not_found' using errcode = 'PT404';
  end if;
  if public.is_held(v_customer_id) then
    raise exception 'legal_hold' using errcode = 'PT409';
  end if;
  select count(*) into v_total from public.chat_media f join public.chat_messages m on m.id = f.message_id
  where case when p_media_ids is not null then f.id = any (p_media_ids)
             when p_session_id is not null then m.session_id = p_session_id else m.customer_id = v_customer_id end
    and not exists (select 1 from public.legal_holds h where h.customer_id = m.customer_id and h.released_at is null);
  if v_total = 0 and exists (
    select 1 from public.chat_media f join public.chat_messages m on m.id = f.message_id
    where f.id = any (p_media_ids) and public.is_held(m.customer_id)) then
    raise exception 'legal_hold' using errcode = 'PT409';
  end if;
  insert into public.media_purges (customer_id, session_id, media_ids, requested_by, total)
  values (v_customer_id, p_session_id, p_media_ids, v_me, v_total)
  returning * into v_purge;
  perform public.audit('media_purge_requested', 'media_purge', v_purge.id, jsonb_build_object(
    'customer_id', v_customer_id, 'session_id', p_session_id, 'media_ids', to_jsonb(p_media_ids), 'total', v_total));
  perform public.advance_media_purge(v_purge.id, 200);
  return public.media_purge_progress(v_purge.id);
end
$$;
comment on function public.request_media_purge(uuid, uuid, uuid[]) is
  'Removes all files of a conversation or of a customer, or the ones named: the first at once, the rest and the objects by clean-media (wake it). 409 legal_hold, 404 purge_subject_not_found.';
revoke all on function public.request_media_purge(uuid, uuid, uuid[]) from public;
grant execute on function public.request_media_purge(uuid, uuid, uuid[]) to authenticated, service_role;

create function public.media_purge_progress(p_purge_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_purge public.media_purges;
begin
  if coalesce(auth.role(), '') <> 'service_role' then
    perform public.require_staff_role('privacy', 'admin');
  end if;
  select u.* into v_purge from public.media_purges u where u.id = p_purge_id;
  if v_purge.id is null then
    raise exception 'media_purge_not_found' using errcode = 'PT404';
  end if;
  return jsonb_build_object(
    'id', v_purge.id, 'state', v_purge.state, 'total', v_purge.total, 'removed', v_purge.removed,
    'requested_at', v_purge.requested_at, 'finished_at', v_purge.finished_at,
    'objects_left', (
      select count(*) from public.media_objects_to_remove o where o.purge_id = p_purge_id and o.removed_at is null));
end
$$;
comment on function public.media_purge_progress(uuid) is
  'How far a purge is: rows removed of total, and files still in the bucket.';
revoke all on function public.media_purge_progress(uuid) from public;
grant execute on function public.media_purge_progress(uuid) to authenticated, service_role;

create function public.advance_media_cleanup(p_run_id uuid, p_limit integer default 500) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_run public.media_cleanup_runs;
  v_bucket text;
  v_done jsonb := '{}';
  v_removed integer := 0;
  v_purge_id uuid;
  v_paths jsonb := '[]';
  v_phase text;
  v_position text;
begin
  select r.* into v_run from public.media_cleanup_runs r where r.id = p_run_id for update;
  if v_run.id is null or v_run.state <> 'running' then
    return jsonb_build_object('state', coalesce(v_run.state, 'gone'), 'paths', '[]'::jsonb);
  end if;
  v_bucket := v_run.settings ->> 'bucket';
  v_phase := v_run.phase;
  v_position := v_run.position;
  case v_phase
    when 'purges' then
      select u.id into v_purge_id from public.media_purges u where u.state = 'running' order by u.requested_at limit 1;
      if v_purge_id is not null then
        v_removed := public.advance_media_purge(v_purge_id, p_limit);
      end if;
      -- Rows that somebody else holds now wait for the next run.
      if v_purge_id is null or (v_removed = 0 and exists (
        select 1 from public.media_purges u where u.id = v_purge_id and u.state = 'running')) then
        v_phase := case v_run.trigger when 'queue' then 'objects' else 'expired' end;
      end if;
    when 'expired' then
      v_removed := public.retire_media((v_run.settings ->> 'retention_days')::integer, v_run.started_at, p_limit);
      if v_removed = 0 then
        v_phase := 'orphan_objects';
      end if;
    when 'orphan_objects' then
      v_done := public.sweep_orphan_objects(v_bucket, v_position, v_run.started_at, p_limit * 4);
      v_position := v_done ->> 'last';
      if v_position is null then
        v_phase := 'missing_objects';
      end if;
    when 'missing_objects' then
      v_done := public.sweep_missing_objects(v_bucket, v_position::uuid, v_run.started_at, p_limit * 4);
      v_position := v_done ->> 'last';
      if v_position is null then
        v_phase := 'objects';
      end if;
    when 'objects' then
      v_paths := public.claim_object_removals(p_limit);
  end case;
  update public.media_cleanup_runs r
  set phase = v_phase, position = v_position, heartbeat_at = clock_timestamp(), rows_removed = r.rows_removed + v_removed,
      orphans_found = r.orphans_found + case when r.phase = 'orphan_objects' then coalesce((v_done ->> 'found')::integer, 0) else 0 end,
      missing_found = r.missing_found + case when r.phase = 'missing_objects' then coalesce((v_done ->> 'found')::integer, 0) else 0 end,
      refetches = r.refetches + coalesce((v_done ->> 'refetches')::integer, 0),
      state = case when r.phase = 'objects' and v_paths = '[]' then 'finished' else r.state end,
      finished_at = case when r.phase = 'objects' and v_paths = '[]' then clock_timestamp() end
  where r.id = p_run_id
  returning * into v_run;
  return jsonb_build_object('state', v_run.state, 'paths', v_paths);
end
$$;
comment on function public.advance_media_cleanup(uuid, integer) is
  'The next batch of a run: rows are removed and sweeps are made here, while paths are for the caller to remove from the bucket and to report to note_objects_removed. finished when nothing is left.';
revoke all on function public.advance_media_cleanup(uuid, integer) from public;
grant execute on function public.advance_media_cleanup(uuid, integer) to service_role;

create function public.note_objects_removed(p_run_id uuid, p_paths text[]) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_bucket text;
  v_done jsonb;
begin
  select r.settings ->> 'bucket' into v_bucket from public.media_cleanup_runs r where r.id = p_run_id;
  v_done := public.finish_object_removals(v_bucket, p_paths);
  update public.media_cleanup_runs r
  set objects_removed = r.objects_removed + (v_done ->> 'removed')::integer, heartbeat_at = clock_timestamp()
  where r.id = p_run_id;
  return v_done;
end
$$;
comment on function public.note_objects_removed(uuid, text[]) is
  'The caller removed these files: each that is really gone is settled and counted for the run.';
revoke all on function public.note_objects_removed(uuid, text[]) from public;
grant execute on function public.note_objects_removed(uuid, text[]) to service_role;

create function public.read_media_cleanup(p_run_id uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select to_jsonb(r) - 'settings' from public.media_cleanup_runs r where r.id = p_run_id
$$;
comment on function public.read_media_cleanup(uuid) is 'What a run of clean-media has done so far.';
revoke all on function public.read_media_cleanup(uuid) from public;
grant execute on function public.read_media_cleanup(uuid) to service_role;
