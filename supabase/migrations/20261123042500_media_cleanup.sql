-- Media past their retention go, on demand earlier; rows without a file and files without a row are found.

alter table public.chat_media add column if not exists missing_since timestamptz;
comment on column public.chat_media.missing_since is
  'The file was not in the bucket when it should have been: since then it is fetched anew, or lost.';
create index chat_media_by_download_idx on public.chat_media (downloaded_at) where downloaded_at is not null;
create index chat_media_unstored_by_age_idx on public.chat_media (created_at) where status <> 'stored';

create table public.media_cleanup_runs (
  id uuid primary key default gen_random_uuid(),
  trigger text not null check (trigger in ('schedule', 'queue', 'start', 'command', 'staff')),
  state text not null default 'running' check (state in ('running', 'finished')),
  settings jsonb not null,
  phase text not null default 'purges' check (phase in ('purges', 'expired', 'orphan_objects', 'missing_objects', 'objects')),
  position text,
  started_at timestamptz not null default clock_timestamp(),
  heartbeat_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  rows_removed integer not null default 0,
  objects_removed integer not null default 0,
  orphans_found integer not null default 0,
  missing_found integer not null default 0,
  refetches integer not null default 0,
  held integer not null default 0,
  check ((state = 'finished') = (finished_at is not null))
);
comment on table public.media_cleanup_runs is
  'One run of clean-media and what it did, in numbers. phase and position say where a killed run goes on.';
create unique index media_cleanup_runs_one_open_key on public.media_cleanup_runs ((true)) where state = 'running';
create index media_cleanup_runs_newest_first_idx on public.media_cleanup_runs (started_at desc, id desc);

create table public.media_purges (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid references public.customers (id) on delete cascade,
  session_id uuid,
  media_ids uuid[],
  requested_by uuid references public.staff (user_id) on delete set null,
  requested_at timestamptz not null default clock_timestamp(),
  total integer not null,
  removed integer not null default 0,
  state text not null default 'running' check (state in ('running', 'finished', 'held')),
  finished_at timestamptz,
  check ((state = 'running') = (finished_at is null))
);
comment on table public.media_purges is
  'One wish to remove files before their time: of a customer, a conversation, or chosen ones. held: a legal hold came between.';
comment on column public.media_purges.session_id is 'No foreign key: the record outlives the conversation.';
create index media_purges_open_idx on public.media_purges (requested_at) where state = 'running';
create index media_purges_newest_first_idx on public.media_purges (requested_at desc, id desc);
create index media_purges_by_customer_idx on public.media_purges (customer_id);

alter table public.media_cleanup_runs enable row level security;
alter table public.media_purges enable row level security;
create policy "the privacy team and admins read media clean-up runs" on public.media_cleanup_runs for select to authenticated
  using ((select public.current_staff_role()) in ('privacy', 'admin'));
create policy "the privacy team and admins read media purges" on public.media_purges for select to authenticated
  using ((select public.current_staff_role()) in ('privacy', 'admin'));
grant select on public.media_cleanup_runs, public.media_purges to authenticated;
grant select, insert, update, delete on public.media_cleanup_runs, public.media_purges to service_role;

create function public.claim_media_cleanup(p_settings jsonb, p_trigger text, p_now timestamptz default clock_timestamp())
returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  v_run public.media_cleanup_runs;
  v_trigger text := p_trigger;
  v_pause interval := (p_settings ->> 'interval_minutes')::integer * interval '1 minute';
begin
  perform pg_advisory_xact_lock(hashtextextended('claim_media_cleanup', 0));
  select r.* into v_run from public.media_cleanup_runs r where r.state = 'running' for update;
  if v_run.id is not null then
    if v_run.heartbeat_at > clock_timestamp() - interval '2 minutes' then
      return null; -- Somebody is at it.
    end if;
    update public.media_cleanup_runs r set heartbeat_at = clock_timestamp() where r.id = v_run.id;
    return v_run.id;
  end if;
  -- Cron cannot say "every 45 minutes": it ticks each minute, and the last full run decides.
  if p_trigger = 'schedule' and exists (
    select 1 from public.media_cleanup_runs r where r.trigger <> 'queue' and r.started_at > p_now - v_pause) then
    if not exists (select 1 from public.media_objects_to_remove o where o.removed_at is null and o.due_at <= p_now)
       and not exists (select 1 from public.media_purges u where u.state = 'running') then
      return null;
    end if;
    v_trigger := 'queue';
  end if;
  insert into public.media_cleanup_runs (trigger, settings, started_at) values (v_trigger, p_settings, p_now)
  returning * into v_run;
  return v_run.id;
end
$$;
comment on function public.claim_media_cleanup(jsonb, text, timestamptz) is
  'The run to drive now, or null. schedule: only when the last full run is interval_minutes old, or (queue: without the sweeps) when files or purges wait. settings: interval_minutes, retention_days, bucket.';
revoke all on function public.claim_media_cleanup(jsonb, text, timestamptz) from public;
grant execute on function public.claim_media_cleanup(jsonb, text, timestamptz) to service_role;

create function public.remove_media_rows(p_ids uuid[], p_purge_id uuid default null) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  v_customers uuid[];
  v_removed uuid[];
begin
  v_customers := public.lock_unheld_customers(array(
    select distinct m.customer_id from public.chat_media f join public.chat_messages m on m.id = f.message_id where f.id = any (p_ids)));
  with gone as (
    delete from public.chat_media f using public.chat_messages m
    where f.id = any (p_ids) and m.id = f.message_id and m.customer_id = any (v_customers)
    returning f.id, f.storage_path)
  select array_agg(g.id) into v_removed from gone g;
  if p_purge_id is not null then
    update public.media_objects_to_remove o set purge_id = p_purge_id
    where o.removed_at is null and split_part(split_part(o.path, '/', 2), '.', 1) = any (v_removed::text[]);
  end if;
  return coalesce(cardinality(v_removed), 0);
end
$$;
comment on function public.remove_media_rows(uuid[], uuid) is
  'Removes media rows whose customer no hold protects; a trigger queues their files in the same transaction. What was read from a file stays in its message''s text for as long as the message. Granted to nobody.';
revoke all on function public.remove_media_rows(uuid[], uuid) from public;

create function public.media_past_retention(p_before timestamptz, p_now timestamptz) returns setof uuid
language sql stable set search_path = ''
as $$
  select f.id from public.chat_media f where f.expires_at <= p_now
  union
  -- Retention that was shortened since holds for what is here already.
  select f.id from public.chat_media f where f.downloaded_at < p_before
  union
  -- Never stored: the row alone. One still to be fetched goes when Meta's seven days are over as well.
  select f.id from public.chat_media f
  where f.status <> 'stored' and f.created_at < p_before
    and (f.status <> 'pending' or f.created_at < p_now - interval '8 days')
$$;
comment on function public.media_past_retention(timestamptz, timestamptz) is 'Media whose time is over, each by an index. Granted to nobody.';
revoke all on function public.media_past_retention(timestamptz, timestamptz) from public;

create function public.retire_media(p_retention_days integer, p_now timestamptz, p_limit integer) returns integer
language plpgsql security definer set search_path = ''
as $$
begin
  return public.remove_media_rows(array(
    select f.id from public.media_past_retention(p_now - p_retention_days * interval '24 hours', p_now) x (id)
    join public.chat_media f on f.id = x.id
    join public.chat_messages m on m.id = f.message_id
    where not exists (select 1 from public.legal_holds h where h.customer_id = m.customer_id and h.released_at is null)
    limit p_limit for update of f skip locked));
end
$$;
comment on function public.retire_media(integer, timestamptz, integer) is
  'One batch of media past their retention; how many rows went.';
revoke all on function public.retire_media(integer, timestamptz, integer) from public;
