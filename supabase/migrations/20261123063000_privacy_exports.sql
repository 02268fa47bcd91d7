-- The copy of a person's data (GDPR Art. 15 and 20): built by a job, handed out by a link that ends.

insert into storage.buckets (id, name, public, file_size_limit)
values ('privacy-exports', 'privacy-exports', false, null)
on conflict (id) do nothing;

create table public.privacy_exports (
  id uuid primary key default gen_random_uuid(),
  request_id uuid not null references public.privacy_requests (id) on delete cascade,
  customer_id uuid not null references public.customers (id) on delete cascade,
  state text not null default 'queued' check (state in ('queued', 'running', 'ready', 'failed', 'expired', 'revoked')),
  claim uuid,
  lease_until timestamptz,
  attempts integer not null default 0,
  object_path text unique,
  file_size bigint,
  checksum text check (checksum ~ '^[0-9a-f]{64}$'),
  missing_files integer not null default 0,
  error_code text check (length(error_code) <= 80),
  link_hash text unique check (link_hash ~ '^[0-9a-f]{64}$'),
  link_made_at timestamptz,
  link_message_id uuid references public.chat_messages (id) on delete set null,
  expires_at timestamptz,
  downloads integer not null default 0,
  last_download_at timestamptz,
  made_by uuid references public.staff (user_id) on delete set null,
  created_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  check (expires_at is null or expires_at <= finished_at + interval '7 days'),
  check ((state = 'running') = (claim is not null)),
  check (state = 'ready' or link_hash is null)
);
comment on table public.privacy_exports is
  'One archive of a customer''s data. The link''s token is kept as a hash; the file goes after 7 days, when revoked, or with the person.';
create unique index privacy_exports_one_live_key on public.privacy_exports (request_id) where state in ('queued', 'running', 'ready');
create index privacy_exports_by_request_idx on public.privacy_exports (request_id, created_at desc);
create index privacy_exports_by_customer_idx on public.privacy_exports (customer_id);
create index privacy_exports_by_message_idx on public.privacy_exports (link_message_id) where link_message_id is not null;
create index privacy_exports_unfinished_idx on public.privacy_exports (created_at) where state in ('queued', 'running');
create index privacy_exports_expiring_idx on public.privacy_exports (expires_at) where state = 'ready';

create table public.privacy_export_parts (
  export_id uuid not null references public.privacy_exports (id) on delete cascade,
  part text not null check (part in ('profile', 'consent', 'conversations', 'messages', 'media', 'recall', 'tickets', 'feedback', 'notes', 'requests')),
  position smallint not null,
  total bigint not null default 0,
  done bigint not null default 0,
  primary key (export_id, part)
);
comment on table public.privacy_export_parts is 'How far the archive is, part by part.';

create table public.privacy_export_removals (
  path text primary key check (length(path) between 1 and 200),
  requested_at timestamptz not null default clock_timestamp(),
  due_at timestamptz not null default clock_timestamp(),
  repeat_at timestamptz,
  removed_at timestamptz
);
comment on table public.privacy_export_removals is 'Archives to remove from the bucket privacy-exports. Paths are made of ids.';
comment on column public.privacy_export_removals.repeat_at is
  'The archive may have been on its way into the bucket: removed now, and once more after this time.';
create index privacy_export_removals_due_idx on public.privacy_export_removals (due_at) where removed_at is null;

alter table public.privacy_exports enable row level security;
alter table public.privacy_export_parts enable row level security;
alter table public.privacy_export_removals enable row level security;
create policy "the privacy team and admins read exports" on public.privacy_exports for select to authenticated
  using ((select public.current_staff_role()) in ('privacy', 'admin'));
create policy "the privacy team and admins read the progress of exports" on public.privacy_export_parts for select to authenticated
  using ((select public.current_staff_role()) in ('privacy', 'admin'));
create policy "the privacy team and admins read archives to remove" on public.privacy_export_removals for select to authenticated
  using ((select public.current_staff_role()) in ('privacy', 'admin'));
grant select (id, request_id, customer_id, state, attempts, file_size, missing_files, error_code, link_made_at, expires_at,
  downloads, last_download_at, made_by, created_at, finished_at) on public.privacy_exports to authenticated;
grant select on public.privacy_export_parts, public.privacy_export_removals to authenticated;
grant select on public.privacy_exports, public.privacy_export_parts, public.privacy_export_removals to service_role;

create function public.remember_removed_export() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  -- Until an archive is ready its upload may be under way, for half an hour at most.
  insert into public.privacy_export_removals as r (path, repeat_at)
  values (old.object_path, case when old.state in ('queued', 'running') then clock_timestamp() + interval '1 hour' end)
  on conflict (path) do update
  set requested_at = clock_timestamp(), due_at = clock_timestamp(), removed_at = null,
      repeat_at = greatest(r.repeat_at, excluded.repeat_at, case when r.removed_at is null and r.due_at > clock_timestamp() then r.due_at end);
  return null;
end
$$;
comment on function public.remember_removed_export() is
  'An archive that may no longer be handed out leaves the bucket, however its row went.';
revoke all on function public.remember_removed_export() from public;
create trigger removed_exports_leave_no_object after delete on public.privacy_exports
  for each row when (old.object_path is not null) execute function public.remember_removed_export();
create trigger ended_exports_leave_no_object after update of state on public.privacy_exports
  for each row when (old.object_path is not null and new.state in ('failed', 'expired', 'revoked') and old.state <> new.state)
  execute function public.remember_removed_export();

create function public.privacy_export_rows(p_request_id uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', x.id, 'state', x.state, 'created_at', x.created_at, 'finished_at', x.finished_at, 'file_size', x.file_size,
    'missing_files', x.missing_files, 'error_code', x.error_code, 'has_link', x.link_hash is not null,
    'link_made_at', x.link_made_at, 'expires_at', x.expires_at, 'downloads', x.downloads, 'last_download_at', x.last_download_at,
    'link_message_state', (select m.state from public.chat_messages m where m.id = x.link_message_id),
    'made_by_name', (select f.display_name from public.staff f where f.user_id = x.made_by),
    'parts', (select coalesce(jsonb_agg(jsonb_build_object('part', p.part, 'total', p.total, 'done', p.done) order by p.position), '[]')
              from public.privacy_export_parts p where p.export_id = x.id)) order by x.created_at desc, x.id), '[]')
  from public.privacy_exports x
  where x.request_id = p_request_id
$$;
comment on function public.privacy_export_rows(uuid) is 'The archives of a request with their progress, newest first. Granted to nobody.';
revoke all on function public.privacy_export_rows(uuid) from public;

create function public.start_privacy_export(p_request_id uuid) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('privacy', 'admin');
  v_request public.privacy_requests := public.lock_open_privacy_request(p_request_id);
  v_id uuid;
begin
  if v_request.kind <> 'access' then
    raise exception 'invalid_request' using errcode = '22023';
  end if;
  if v_request.identity_verified_at is null then
    raise exception 'identity_not_proved' using errcode = 'PT409';
  end if;
  select x.id into v_id from public.privacy_exports x
  where x.request_id = p_request_id and x.state in ('queued', 'running', 'ready');
  if v_id is null then
    insert into public.privacy_exports (request_id, customer_id, made_by)
    values (p_request_id, v_request.customer_id, v_me) returning id into v_id;
    if v_request.state = 'ready' then
      perform public.move_privacy_request(v_request, 'in_progress');
    end if;
    perform public.record_privacy_event(v_request, 'export_started', jsonb_build_object('export_id', v_id));
    perform public.audit('export_started', 'privacy_request', p_request_id, jsonb_build_object('export_id', v_id));
  end if;
  return v_id;
end
$$;
comment on function public.start_privacy_export(uuid) is
  'Begins the archive of an access request; the one that is being built or ready when there is one. 409 identity_not_proved.';
revoke all on function public.start_privacy_export(uuid) from public;
grant execute on function public.start_privacy_export(uuid) to authenticated;

create function public.claim_privacy_export(p_export_id uuid, p_lease_ms bigint) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_export public.privacy_exports;
  v_customer uuid;
begin
  select x.* into v_export from public.privacy_exports x where x.id = p_export_id for update;
  if v_export.id is null or v_export.state not in ('queued', 'running')
     or (v_export.state = 'running' and v_export.lease_until > clock_timestamp()) then
    return null;
  end if;
  if v_export.attempts >= 5 then
    update public.privacy_exports x
    set state = 'failed', claim = null, lease_until = null, error_code = 'too_many_attempts', finished_at = clock_timestamp()
    where x.id = p_export_id;
    return null;
  end if;
  update public.privacy_exports x
  set state = 'running', claim = gen_random_uuid(), attempts = x.attempts + 1,
      lease_until = clock_timestamp() + p_lease_ms * interval '1 millisecond',
      object_path = x.customer_id::text || '/' || x.id::text || '.zip'
  where x.id = p_export_id returning x.* into v_export;
  v_customer := v_export.customer_id;
  insert into public.privacy_export_parts as p (export_id, part, position, total)
  select p_export_id, t.part, t.position, t.total from (values
    ('profile', 1, 1::bigint),
    ('consent', 2, (select count(*) from public.consent_events e where e.customer_id = v_customer)),
    ('conversations', 3, (select count(*) from public.chat_sessions s where s.customer_id = v_customer)),
    ('messages', 4, (select count(*) from public.chat_messages m where m.customer_id = v_customer and m.direction <> 'system')),
    ('recall', 5, (select count(*) from public.recall_hits h join public.agent_turns t on t.id = h.turn_id where t.customer_id = v_customer)),
    ('tickets', 6, (select count(*) from public.support_tickets t where t.customer_id = v_customer)),
    ('feedback', 7, (select count(*) from public.customer_feedback f where f.customer_id = v_customer)),
    ('notes', 8, (select count(*) from public.session_notes n where n.customer_id = v_customer and n.deleted_at is null)),
    ('requests', 9, (select count(*) from public.privacy_requests r where r.customer_id = v_customer)),
    ('media', 10, (select count(*) from public.chat_media x join public.chat_messages m on m.id = x.message_id
                   where m.customer_id = v_customer))) t (part, position, total)
  on conflict (export_id, part) do update set total = excluded.total, done = 0;
  return jsonb_build_object('claim', v_export.claim, 'customer_id', v_customer, 'object_path', v_export.object_path,
    'reference', (select public.privacy_reference(r.number) from public.privacy_requests r where r.id = v_export.request_id));
end
$$;
comment on function public.claim_privacy_export(uuid, bigint) is
  'The right to build one archive, from the beginning; null when somebody else builds it or nothing is to be done. A fifth failure ends it.';

create function public.save_export_progress(p_export_id uuid, p_claim uuid, p_part text, p_done bigint, p_lease_ms bigint)
returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  update public.privacy_exports x set lease_until = clock_timestamp() + p_lease_ms * interval '1 millisecond'
  where x.id = p_export_id and x.claim = p_claim and x.state = 'running';
  if not found then
    return false;
  end if;
  update public.privacy_export_parts p set done = p_done, total = greatest(p.total, p_done)
  where p.export_id = p_export_id and p.part = p_part;
  return true;
end
$$;
comment on function public.save_export_progress(uuid, uuid, text, bigint, bigint) is
  'Writes progress and renews the lease. False: it was revoked, erased, or another run builds it; stop.';

create function public.finish_privacy_export(p_export_id uuid, p_claim uuid, p_size bigint, p_checksum text, p_missing integer)
returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  v_export public.privacy_exports;
  v_now timestamptz := clock_timestamp();
begin
  update public.privacy_exports x
  set state = 'ready', claim = null, lease_until = null, file_size = p_size, checksum = p_checksum, missing_files = p_missing,
      finished_at = v_now, expires_at = v_now + interval '7 days'
  where x.id = p_export_id and x.claim = p_claim and x.state = 'running' returning x.* into v_export;
  if v_export.id is null then
    return false;
  end if;
  perform public.record_privacy_event(r, 'export_ready', jsonb_build_object('export_id', p_export_id))
  from public.privacy_requests r where r.id = v_export.request_id;
  return true;
end
$$;
comment on function public.finish_privacy_export(uuid, uuid, bigint, text, integer) is
  'The archive is in the bucket: ready for seven days. False: nobody waits for it any more.';

create function public.fail_privacy_export(p_export_id uuid, p_claim uuid, p_error_code text, p_is_final boolean) returns void
language sql security definer set search_path = ''
as $$
  update public.privacy_exports x
  set state = case when p_is_final then 'failed' else 'queued' end, claim = null, lease_until = null,
      error_code = left(p_error_code, 80), finished_at = case when p_is_final then clock_timestamp() end
  where x.id = p_export_id and x.claim = p_claim and x.state = 'running'
$$;
comment on function public.fail_privacy_export(uuid, uuid, text, boolean) is
  'Gives a claimed archive back, or up.';

create function public.find_export_work(p_now timestamptz default clock_timestamp(), p_limit integer default 20) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(f.id), '[]') from (
    select x.id from public.privacy_exports x
    where x.state in ('queued', 'running')
      and (x.state = 'queued' and x.created_at < p_now - interval '30 seconds' or x.lease_until < p_now)
    order by x.created_at limit p_limit) f
$$;
comment on function public.find_export_work(timestamptz, integer) is 'Archives that nobody seems to be building.';

create function public.link_privacy_export(p_export_id uuid, p_link_hash text, p_url text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_export public.privacy_exports;
  v_request public.privacy_requests;
  v_message uuid;
begin
  perform public.require_staff_role('privacy', 'admin');
  if p_link_hash is null then
    raise exception 'invalid_link' using errcode = '22023';
  end if;
  v_request := public.lock_privacy_request((select x.request_id from public.privacy_exports x where x.id = p_export_id));
  select x.* into v_export from public.privacy_exports x where x.id = p_export_id for update;
  if v_export.state <> 'ready' or v_export.expires_at <= clock_timestamp() then
    raise exception 'export_not_ready' using errcode = 'PT409';
  end if;
  if p_url is not null then
    v_message := public.queue_privacy_message(v_request, 'export', jsonb_build_object('link', p_url,
      'date', to_char(v_export.expires_at at time zone 'Africa/Kampala', 'FMDD/MM/YYYY')));
  end if;
  update public.privacy_exports x
  set link_hash = p_link_hash, link_made_at = clock_timestamp(), downloads = 0, link_message_id = v_message
  where x.id = p_export_id;
  perform public.record_privacy_event(v_request, case when p_url is null then 'link_copied' else 'link_sent' end,
    jsonb_build_object('export_id', p_export_id, 'message_id', v_message));
  perform public.audit('export_link_made', 'privacy_request', v_request.id,
    jsonb_build_object('export_id', p_export_id, 'way', case when p_url is null then 'copied' else 'whatsapp' end));
  return jsonb_build_object('message_id', v_message, 'expires_at', v_export.expires_at);
end
$$;
comment on function public.link_privacy_export(uuid, text, text) is
  'Makes the link of an archive, and with a url sends it to the customer on WhatsApp. A new link ends the one before. 409: export_not_ready, not_allowed with the gate''s word.';

create function public.revoke_privacy_export(p_export_id uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_export public.privacy_exports;
begin
  perform public.require_staff_role('privacy', 'admin');
  update public.privacy_exports x
  set state = 'revoked', claim = null, lease_until = null, link_hash = null, finished_at = coalesce(x.finished_at, clock_timestamp())
  where x.id = p_export_id and x.state in ('queued', 'running', 'ready') returning x.* into v_export;
  if v_export.id is null then
    if not exists (select 1 from public.privacy_exports x where x.id = p_export_id) then
      raise exception 'export_not_found' using errcode = 'PT404';
    end if;
    return;
  end if;
  perform public.record_privacy_event(r, 'export_revoked', jsonb_build_object('export_id', p_export_id))
  from public.privacy_requests r where r.id = v_export.request_id;
  perform public.audit('export_revoked', 'privacy_request', v_export.request_id, jsonb_build_object('export_id', p_export_id));
end
$$;
comment on function public.revoke_privacy_export(uuid) is
  'The link no longer opens and the file leaves the bucket. Again: no change.';

create function public.read_export_link(p_link_hash text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object('expires_at', x.expires_at, 'file_size', x.file_size, 'downloads_left', 10 - x.downloads)
  from public.privacy_exports x
  where x.link_hash = p_link_hash and x.state = 'ready' and x.expires_at > clock_timestamp()
$$;
comment on function public.read_export_link(text) is 'What the page behind a link shows; null when the link does not open.';

create function public.begin_export_download(p_link_hash text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_export public.privacy_exports;
begin
  select x.* into v_export from public.privacy_exports x
  where x.link_hash = p_link_hash and x.state = 'ready' and x.expires_at > clock_timestamp() for update;
  if v_export.id is null then
    return jsonb_build_object('kind', 'gone');
  end if;
  if v_export.downloads >= 10 or v_export.last_download_at > clock_timestamp() - interval '10 seconds' then
    return jsonb_build_object('kind', case when v_export.downloads >= 10 then 'used_up' else 'too_fast' end);
  end if;
  update public.privacy_exports x set downloads = x.downloads + 1, last_download_at = clock_timestamp() where x.id = v_export.id;
  perform public.record_privacy_event(r, 'export_downloaded', jsonb_build_object('export_id', v_export.id, 'count', v_export.downloads + 1))
  from public.privacy_requests r where r.id = v_export.request_id;
  perform public.audit('export_downloaded', 'privacy_request', v_export.request_id, jsonb_build_object('export_id', v_export.id));
  return jsonb_build_object('kind', 'open', 'object_path', v_export.object_path, 'file_size', v_export.file_size,
    'file_name', (select public.privacy_reference(r.number) from public.privacy_requests r where r.id = v_export.request_id) || '.zip');
end
$$;
comment on function public.begin_export_download(text) is
  'Counts and audits one download of an archive: at most ten, ten seconds apart.';

create function public.expire_privacy_exports(p_now timestamptz default clock_timestamp(), p_limit integer default 500) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_paths jsonb;
begin
  with expired as (
    update public.privacy_exports x set state = 'expired', link_hash = null
    where x.state = 'ready' and x.expires_at <= p_now returning x.*
  )
  insert into public.privacy_request_events (request_id, customer_id, event, detail)
  select e.request_id, e.customer_id, 'export_expired', jsonb_build_object('export_id', e.id) from expired e;
  delete from public.privacy_export_removals r where r.removed_at < p_now - interval '7 days';
  select coalesce(jsonb_agg(q.path), '[]') into v_paths from (
    select r.path from public.privacy_export_removals r
    where r.removed_at is null and r.due_at <= greatest(p_now, clock_timestamp()) order by r.due_at limit p_limit) q;
  return v_paths;
end
$$;
comment on function public.expire_privacy_exports(timestamptz, integer) is
  'Ends archives whose days are over and says which files are to leave the bucket.';

create function public.finish_export_removals(p_paths text[]) returns integer
language sql security definer set search_path = ''
as $$
  with gone as (
    update public.privacy_export_removals r
    set removed_at = case when r.repeat_at is null then clock_timestamp() end, due_at = coalesce(r.repeat_at, r.due_at), repeat_at = null
    where r.path = any (p_paths) and r.removed_at is null and r.due_at <= clock_timestamp() returning 1
  )
  select count(*)::integer from gone
$$;
comment on function public.finish_export_removals(text[]) is 'These archives are no longer in the bucket; one that may have arrived since is removed once more later.';

create function public.erase_privacy_requests(p_customer_id uuid) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  v_count integer := 0;
  v_more integer;
begin
  delete from public.privacy_request_notes n where n.customer_id = p_customer_id;
  get diagnostics v_count = row_count;
  delete from public.privacy_exports x where x.customer_id = p_customer_id;
  get diagnostics v_more = row_count;
  v_count := v_count + v_more;
  update public.identity_checks k
  set evidence = null, code_hash = null, state = case k.state when 'open' then 'replaced' else k.state end,
      settled_at = coalesce(k.settled_at, clock_timestamp())
  where k.customer_id = p_customer_id and (k.evidence is not null or k.state = 'open');
  get diagnostics v_more = row_count;
  v_count := v_count + v_more;
  update public.privacy_requests r set wish = null where r.customer_id = p_customer_id and r.wish is not null;
  get diagnostics v_more = row_count;
  return v_count + v_more;
end
$$;
comment on function public.erase_privacy_requests(uuid) is
  'Removes what requests hold about a person: wishes, notes, evidence, archives. What was asked for and when it was answered stays, as proof. Part of an erasure: granted to nobody.';

do $$
declare v_name text;
begin
  foreach v_name in array array['link_privacy_export(uuid, text, text)', 'revoke_privacy_export(uuid)'] loop
    execute 'revoke all on function public.' || v_name || ' from public';
    execute 'grant execute on function public.' || v_name || ' to authenticated';
  end loop;
  foreach v_name in array array[
    'claim_privacy_export(uuid, bigint)', 'save_export_progress(uuid, uuid, text, bigint, bigint)',
    'finish_privacy_export(uuid, uuid, bigint, text, integer)', 'fail_privacy_export(uuid, uuid, text, boolean)',
    'find_export_work(timestamptz, integer)', 'read_export_link(text)', 'begin_export_download(text)',
    'expire_privacy_exports(timestamptz, integer)', 'finish_export_removals(text[])'] loop
    execute 'revoke all on function public.' || v_name || ' from public';
    execute 'grant execute on function public.' || v_name || ' to service_role';
  end loop;
end
$$;
revoke all on function public.erase_privacy_requests(uuid) from public;
