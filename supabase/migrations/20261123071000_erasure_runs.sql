-- An erasure: what was shown before, who approved it, how far it is, and the proof that stays.

create table public.erasure_previews (
  id uuid primary key default gen_random_uuid(),
  request_id uuid not null references public.privacy_requests (id) on delete cascade,
  customer_id uuid not null references public.customers (id) on delete cascade,
  counts jsonb not null,
  samples jsonb not null,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  made_by uuid references public.staff (user_id) on delete set null,
  made_at timestamptz not null default clock_timestamp()
);
comment on table public.erasure_previews is
  'What an erasure would remove, as it was shown: counts a store and masked samples. An approval is bound to the digest; samples go when the erasure ends.';
create index erasure_previews_by_request_idx on public.erasure_previews (request_id, made_at desc);
create index erasure_previews_by_customer_idx on public.erasure_previews (customer_id);

create table public.erasure_runs (
  id uuid primary key default gen_random_uuid(),
  request_id uuid references public.privacy_requests (id) on delete set null,
  customer_id uuid not null,
  preview_id uuid references public.erasure_previews (id) on delete set null,
  reason text not null default 'request' check (reason in ('request', 'restored_backup')),
  state text not null default 'approved'
    check (state in ('approved', 'awaiting_second', 'running', 'failed', 'completed', 'cancelled')),
  policy_version integer not null,
  approved_by uuid references public.staff (user_id) on delete set null,
  approved_at timestamptz not null default clock_timestamp(),
  second_by uuid references public.staff (user_id) on delete set null,
  second_at timestamptz,
  fenced_at timestamptz,
  finished_at timestamptz,
  failed_step text,
  error_code text check (length(error_code) <= 80),
  findings jsonb not null default '[]',
  elsewhere jsonb not null default '[]',
  updated_at timestamptz not null default clock_timestamp(),
  check ((state = 'completed') = (finished_at is not null)),
  check (second_by is null or second_by is distinct from approved_by)
);
comment on table public.erasure_runs is
  'One erasure of one customer. findings: places where the check still found the person; elsewhere: mentions in the records of other people, which are theirs.';
create unique index erasure_runs_one_open_key on public.erasure_runs (customer_id)
  where state in ('approved', 'awaiting_second', 'running', 'failed');
create index erasure_runs_by_customer_idx on public.erasure_runs (customer_id);
create index erasure_runs_by_request_idx on public.erasure_runs (request_id) where request_id is not null;
create index erasure_runs_unfinished_idx on public.erasure_runs (updated_at) where state in ('approved', 'running');

create table public.erasure_steps (
  run_id uuid not null references public.erasure_runs (id) on delete cascade,
  store text not null check (store ~ '^[a-z_]{1,40}$'),
  position smallint not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  count bigint not null default 0,
  attempts integer not null default 0,
  cursor jsonb not null default '{}',
  error_code text check (length(error_code) <= 80),
  started_at timestamptz,
  finished_at timestamptz,
  primary key (run_id, store)
);
comment on table public.erasure_steps is
  'One row a store of an erasure: resumable, so that a killed run goes on where it was. cursor holds positions only.';

create table public.erasure_targets (
  run_id uuid not null references public.erasure_runs (id) on delete cascade,
  kind text not null check (kind in ('phone', 'wa_user_id', 'form', 'name', 'wamid', 'object')),
  value text not null,
  settled boolean not null default false,
  primary key (run_id, kind, value)
);
comment on table public.erasure_targets is
  'What a running erasure looks for: numbers, ids, names, message ids, files. Read by nobody, emptied before the erasure may end.';
create index erasure_targets_open_idx on public.erasure_targets (run_id, kind, value) where not settled;

create table public.erasure_certificates (
  id uuid primary key default gen_random_uuid(),
  number bigint generated always as identity unique,
  run_id uuid not null unique references public.erasure_runs (id) on delete restrict,
  request_id uuid,
  customer_id uuid not null,
  issued_at timestamptz not null default clock_timestamp(),
  content jsonb not null,
  previous_digest text check (previous_digest ~ '^[0-9a-f]{64}$'),
  digest text not null unique check (digest ~ '^[0-9a-f]{64}$')
);
comment on table public.erasure_certificates is
  'Proof of an erasure: who, when, counts and checks; ids only. Append-only, each digest covering the one before, so that a changed or missing certificate shows.';

create table public.erasure_notices (
  run_id uuid not null references public.erasure_runs (id) on delete cascade,
  processor text not null check (processor in ('luminous', 'meta', 'openai', 'telegram', 'inngest')),
  told_at timestamptz not null,
  reference text check (length(reference) <= 200),
  recorded_by uuid references public.staff (user_id) on delete set null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (run_id, processor)
);
comment on table public.erasure_notices is
  'Which processor was told of an erasure, recorded by hand: when, by whom, and their reference.';

create function public.certificates_stay() returns trigger
language plpgsql set search_path = ''
as $$
begin
  raise exception 'A certificate is never changed' using errcode = '42501';
end
$$;
comment on function public.certificates_stay() is 'Refuses every change of a certificate, whoever asks.';
create trigger certificates_are_append_only before update or delete on public.erasure_certificates
  for each row execute function public.certificates_stay();

alter table public.erasure_previews enable row level security;
alter table public.erasure_runs enable row level security;
alter table public.erasure_steps enable row level security;
alter table public.erasure_targets enable row level security;
alter table public.erasure_certificates enable row level security;
alter table public.erasure_notices enable row level security;
create policy "the privacy team and admins read erasures" on public.erasure_runs for select to authenticated
  using ((select public.current_staff_role()) in ('privacy', 'admin'));
create policy "the privacy team and admins read erasure steps" on public.erasure_steps for select to authenticated
  using ((select public.current_staff_role()) in ('privacy', 'admin'));
create policy "the privacy team and admins read certificates" on public.erasure_certificates for select to authenticated
  using ((select public.current_staff_role()) in ('privacy', 'admin'));
create policy "the privacy team and admins read notices" on public.erasure_notices for select to authenticated
  using ((select public.current_staff_role()) in ('privacy', 'admin'));
grant select on public.erasure_runs, public.erasure_steps, public.erasure_certificates, public.erasure_notices
  to authenticated, service_role;
