-- Objects whose row is gone. A trigger writes them down in the transaction that removes the row, whoever
-- removes it and by whichever cascade: no path can leave a file behind in the bucket (P18).

create table public.media_objects_to_remove (
  path text primary key check (length(path) between 1 and 1024),
  reason text not null default 'row_removed' check (reason in ('row_removed', 'replaced', 'orphan')),
  requested_at timestamptz not null default clock_timestamp(),
  due_at timestamptz not null default clock_timestamp(),
  repeat_at timestamptz,
  attempts integer not null default 0,
  purge_id uuid,
  removed_at timestamptz
);
comment on table public.media_objects_to_remove is
  'Files to remove from the media bucket. A path is made of ids only; rows go a week after the file did.';
comment on column public.media_objects_to_remove.due_at is
  'When the file may be tried (again): a claim moves it past its lease, so that a run that died is repeated.';
comment on column public.media_objects_to_remove.repeat_at is
  'An upload may have been on its way when the row went: removed now, and once more after this time.';
comment on column public.media_objects_to_remove.purge_id is 'The purge on demand that asked for it, if one did.';
create index media_objects_to_remove_purge_idx on public.media_objects_to_remove (purge_id) where removed_at is null and purge_id is not null;
create index media_objects_to_remove_due_idx on public.media_objects_to_remove (due_at) where removed_at is null;
create index media_objects_to_remove_done_idx on public.media_objects_to_remove (removed_at) where removed_at is not null;

alter table public.media_objects_to_remove enable row level security;
create policy "the privacy team and admins read files to remove" on public.media_objects_to_remove for select to authenticated
  using ((select public.current_staff_role()) in ('privacy', 'admin'));
grant select on public.media_objects_to_remove to authenticated;
grant select, insert, update, delete on public.media_objects_to_remove to service_role;

create function public.queue_object_removal(p_path text, p_reason text, p_is_settled boolean) returns void
language sql security definer set search_path = ''
as $$
  insert into public.media_objects_to_remove as o (path, reason, repeat_at)
  values (p_path, p_reason, case when not p_is_settled then clock_timestamp() + interval '1 hour' end)
  on conflict (path) do update
  set reason = excluded.reason, requested_at = clock_timestamp(), due_at = clock_timestamp(),
      repeat_at = excluded.repeat_at, attempts = 0, removed_at = null
$$;
comment on function public.queue_object_removal(text, text, boolean) is
  'Writes down one file to remove. Not settled: an upload of it may still be running. For use inside other functions: granted to nobody.';
revoke all on function public.queue_object_removal(text, text, boolean) from public;

create function public.remember_media_object() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform public.queue_object_removal(
    old.storage_path, case tg_op when 'DELETE' then 'row_removed' else 'replaced' end, old.status = 'stored');
  return null;
end
$$;
comment on function public.remember_media_object() is
  'Queues the file of a media row that is deleted, or that points to another file from now on.';
create trigger removed_media_leave_no_object
  after delete on public.chat_media for each row when (old.storage_path is not null)
  execute function public.remember_media_object();
create trigger replaced_media_leave_no_object
  after update of storage_path on public.chat_media for each row
  when (old.storage_path is not null and old.storage_path is distinct from new.storage_path)
  execute function public.remember_media_object();

create function public.claim_object_removals(p_limit integer, p_lease_ms bigint default 120000) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_paths jsonb;
begin
  -- A path that a row points to again is nobody's rubbish.
  delete from public.media_objects_to_remove o
  using public.chat_media m where m.storage_path = o.path and o.removed_at is null;
  with due as (
    select o.path from public.media_objects_to_remove o
    where o.removed_at is null and o.due_at <= clock_timestamp()
    order by o.due_at limit least(greatest(p_limit, 1), 1000) for update skip locked
  ), claimed as (
    update public.media_objects_to_remove o
    set attempts = o.attempts + 1, due_at = clock_timestamp() + p_lease_ms * interval '1 millisecond'
    from due where o.path = due.path returning o.path
  )
  select coalesce(jsonb_agg(c.path), '[]') into v_paths from claimed c;
  return v_paths;
end
$$;
comment on function public.claim_object_removals(integer, bigint) is
  'The next files to remove, at most 1,000 (what Storage takes in one call), claimed for the length of the lease. Granted to nobody.';
revoke all on function public.claim_object_removals(integer, bigint) from public;

create function public.finish_object_removals(p_bucket text, p_paths text[]) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_count integer;
  v_left integer;
begin
  update public.media_objects_to_remove o
  set removed_at = case when o.repeat_at is null then clock_timestamp() end,
      due_at = coalesce(o.repeat_at, o.due_at), repeat_at = null
  where o.path = any (p_paths) and o.removed_at is null
    and not exists (select 1 from storage.objects b where b.bucket_id = p_bucket and b.name = o.path);
  get diagnostics v_count = row_count;
  select count(*) into v_left from storage.objects b where b.bucket_id = p_bucket and b.name = any (p_paths);
  return jsonb_build_object('removed', v_count, 'left', v_left);
end
$$;
comment on function public.finish_object_removals(text, text[]) is
  'Ends the claim on files that are no longer in the bucket (gone already counts); one that Storage kept all the same (left) is tried again after its lease. A file whose upload may have been under way is looked at once more later. Granted to nobody.';
revoke all on function public.finish_object_removals(text, text[]) from public;
