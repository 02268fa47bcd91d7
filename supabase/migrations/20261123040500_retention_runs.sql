-- Retention: what is older than its class allows goes every night, in batches that may stop anywhere.
-- The run's row says where it is, so that a killed run goes on instead of beginning again.

create table public.retention_runs (
  id uuid primary key default gen_random_uuid(),
  trigger text not null check (trigger in ('schedule', 'staff', 'command')),
  state text not null default 'queued' check (state in ('queued', 'running', 'finished')),
  requested_by uuid references public.staff (user_id) on delete set null,
  requested_at timestamptz not null default clock_timestamp(),
  started_at timestamptz,
  heartbeat_at timestamptz,
  finished_at timestamptz,
  settings jsonb,
  class text,
  position jsonb,
  batches integer not null default 0,
  removed jsonb not null default '{}',
  kept jsonb not null default '{}',
  check ((state = 'finished') = (finished_at is not null))
);
comment on table public.retention_runs is
  'One run of retention: per class how many rows of which kind went (removed), and how many stayed because of a hold or work in progress (kept). Numbers only, nothing personal.';
comment on column public.retention_runs.settings is 'The days of each class as configured when the run began.';
comment on column public.retention_runs.position is 'Where the next batch of the class begins; null at its start.';
create unique index retention_runs_one_open_key on public.retention_runs ((true)) where state <> 'finished';
create index retention_runs_newest_first_idx on public.retention_runs (requested_at desc, id desc);

alter table public.retention_runs enable row level security;
create policy "the privacy team and admins read retention runs" on public.retention_runs for select to authenticated
  using ((select public.current_staff_role()) in ('privacy', 'admin'));
grant select on public.retention_runs to authenticated;
grant select, insert, update, delete on public.retention_runs to service_role;

create function public.retention_classes() returns text[]
language sql immutable set search_path = ''
as $$
  select array['sign_ins', 'prompts', 'events', 'messages', 'turns', 'summaries', 'tickets', 'requests', 'sessions', 'customers', 'jobs', 'audit']
$$;
comment on function public.retention_classes() is
  'The classes of a run in order: what hangs on something goes before it. Media have a job of their own, clean-media. Granted to nobody.';
revoke all on function public.retention_classes() from public;

create function public.retention_days(p_class text, p_settings jsonb) returns integer
language sql immutable set search_path = ''
as $$
  select case p_class
    when 'sign_ins' then 1
    when 'prompts' then (p_settings ->> 'events')::integer
    when 'events' then (p_settings ->> 'events')::integer
    when 'messages' then (p_settings ->> 'messages')::integer
    when 'turns' then (p_settings ->> 'messages')::integer
    when 'sessions' then (p_settings ->> 'messages')::integer
    when 'summaries' then (p_settings ->> 'summaries')::integer
    when 'tickets' then (p_settings ->> 'summaries')::integer
    when 'customers' then (p_settings ->> 'summaries')::integer
    when 'media' then (p_settings ->> 'media')::integer
    when 'requests' then (p_settings ->> 'audit')::integer
    when 'jobs' then (p_settings ->> 'jobs')::integer
    when 'audit' then (p_settings ->> 'audit')::integer end
$$;
comment on function public.retention_days(text, jsonb) is
  'Days of a class. settings: messages, events, media, summaries, jobs, audit, as configured. Granted to nobody.';
revoke all on function public.retention_days(text, jsonb) from public;

create function public.retention_limit(p_class text, p_settings jsonb, p_now timestamptz) returns timestamptz
language sql immutable set search_path = ''
as $$
  select p_now - public.retention_days(p_class, p_settings) * interval '24 hours'
$$;
comment on function public.retention_limit(text, jsonb, timestamptz) is 'What is older than this goes.';
revoke all on function public.retention_limit(text, jsonb, timestamptz) from public;

create function public.lock_unheld_customers(p_customer_ids uuid[]) returns uuid[]
language plpgsql security definer set search_path = ''
as $$
declare
  v_locked uuid[];
begin
  -- Somebody works on a customer now: the next run finds them. Nobody waits for retention, nor it for them.
  select array_agg(x.id) into v_locked from (
    select c.id from public.customers c where c.id = any (p_customer_ids) order by c.id for no key update skip locked) x;
  -- A new statement: a hold that was placed before the lock was ours is seen, and none can be placed after.
  return array(
    select l.id from unnest(v_locked) l (id)
    where not exists (select 1 from public.legal_holds h where h.customer_id = l.id and h.released_at is null));
end
$$;
comment on function public.lock_unheld_customers(uuid[]) is
  'Locks these customers'' rows and returns those of them that nobody else works on and no hold protects. Granted to nobody.';
revoke all on function public.lock_unheld_customers(uuid[]) from public;

create function public.subject_is_held(p_subject_id uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select p_subject_id is not null and exists (
    select 1 from public.legal_holds h
    where h.released_at is null and h.customer_id in (
      p_subject_id,
      (select s.customer_id from public.chat_sessions s where s.id = p_subject_id),
      (select m.customer_id from public.chat_messages m where m.id = p_subject_id),
      (select i.customer_id from public.customer_identities i where i.id = p_subject_id),
      (select t.customer_id from public.support_tickets t where t.id = p_subject_id),
      (select r.customer_id from public.privacy_requests r where r.id = p_subject_id),
      (select g.customer_id from public.legal_holds g where g.id = p_subject_id),
      (select m.customer_id from public.chat_media f join public.chat_messages m on m.id = f.message_id where f.id = p_subject_id),
      (select e.customer_id from public.wa_events e where e.id = p_subject_id)))
$$;
comment on function public.subject_is_held(uuid) is
  'Whether what an audit or job row is about belongs to a customer under a hold. Granted to nobody.';
revoke all on function public.subject_is_held(uuid) from public;

create function public.event_is_held(p_event public.wa_events) returns boolean
language sql stable security definer set search_path = ''
as $$
  -- Receipts and parked items name no customer of ours: their number or id in the raw body does.
  select exists (
    select 1 from public.legal_holds h
    where h.released_at is null and (
      h.customer_id = p_event.customer_id
      or exists (
        select 1 from public.customer_identities i
        where i.customer_id = h.customer_id and p_event.customer_id is null
          and position(ltrim(i.value, '+') in p_event.raw::text) > 0)
      or exists (
        select 1 from public.send_attempts a join public.chat_messages m on m.id = a.message_id
        where a.wa_message_id = split_part(p_event.dedupe_key, ':', 2) and m.customer_id = h.customer_id)))
$$;
comment on function public.event_is_held(public.wa_events) is
  'Whether a raw event is of a customer under a hold: by customer, by their identities in its body, or by the message it reports on. Granted to nobody.';
revoke all on function public.event_is_held(public.wa_events) from public;
