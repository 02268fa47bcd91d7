-- Customers, how WhatsApp knows them, and what they agreed to.

create table public.customers (
  id uuid primary key default gen_random_uuid(),
  display_name text check (length(display_name) <= 256),
  locale text,
  consent_status text not null default 'pending' check (consent_status in ('pending', 'opted_in', 'opted_out')),
  marketing_status text not null default 'unknown' check (marketing_status in ('unknown', 'allowed', 'stopped')),
  consent_updated_at timestamptz,
  erased_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.customers is
  'People who write to us. consent_status is about service messages, marketing_status about marketing alone.';
create index customers_by_name_idx on public.customers (lower(display_name) text_pattern_ops);

create table public.customer_identities (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid not null references public.customers (id) on delete cascade,
  kind text not null check (kind in ('phone', 'wa_user_id')),
  value text not null check (length(value) between 2 and 140),
  valid_from timestamptz not null default clock_timestamp(),
  valid_to timestamptz,
  check (kind <> 'phone' or value ~ '^\+[1-9][0-9]{6,14}$'),
  check (valid_to is null or valid_to >= valid_from)
);
comment on table public.customer_identities is
  'Phone numbers (E.164) and business-scoped ids. Both change: a past value keeps its row with valid_to, so that history stays findable and erasable.';
create unique index customer_identities_current_value_key
  on public.customer_identities (kind, value) where valid_to is null;
create unique index customer_identities_one_current_of_a_kind_key
  on public.customer_identities (customer_id, kind) where valid_to is null;
create index customer_identities_by_customer_idx on public.customer_identities (customer_id);
create index customer_identities_by_value_idx on public.customer_identities (value text_pattern_ops);

create function public.customer_keeps_an_identity() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_customer_id uuid;
begin
  if tg_table_name = 'customers' then
    v_customer_id := new.id;
  else
    v_customer_id := old.customer_id;
  end if;
  if exists (select 1 from public.customers c where c.id = v_customer_id and c.erased_at is null)
     and not exists (select 1 from public.customer_identities i where i.customer_id = v_customer_id) then
    raise exception 'Customer % has no identity left', v_customer_id using errcode = '23514';
  end if;
  return null;
end
$$;
comment on function public.customer_keeps_an_identity() is
  'A customer nobody can find again could never be erased: until erased, each keeps at least one identity, checked at commit.';
create constraint trigger customer_is_created_with_an_identity
  after insert on public.customers deferrable initially deferred
  for each row execute function public.customer_keeps_an_identity();
create constraint trigger customer_does_not_lose_the_last_identity
  after delete or update of customer_id on public.customer_identities deferrable initially deferred
  for each row execute function public.customer_keeps_an_identity();

create table public.identity_conflicts (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('phone', 'wa_user_id')),
  customer_id uuid not null references public.customers (id) on delete cascade,
  other_customer_id uuid references public.customers (id) on delete cascade,
  reason text not null check (reason in ('belongs_to_another', 'changed_without_notice')),
  status text not null default 'open' check (status in ('open', 'resolved')),
  created_at timestamptz not null default now(),
  resolved_at timestamptz,
  resolved_by uuid references public.staff (user_id) on delete set null
);
comment on table public.identity_conflicts is
  'Two records that may be one person, or one that may be two. A person decides; nothing is merged silently.';
create unique index identity_conflicts_open_key
  on public.identity_conflicts (kind, customer_id, coalesce(other_customer_id, customer_id)) where status = 'open';
create index identity_conflicts_by_customer_idx on public.identity_conflicts (customer_id);
create index identity_conflicts_by_other_idx on public.identity_conflicts (other_customer_id);

create table public.consent_events (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid not null references public.customers (id) on delete cascade,
  scope text not null check (scope in ('service', 'marketing')),
  from_status text not null,
  to_status text not null,
  source text not null check (source in ('keyword', 'button', 'preference', 'provider_error', 'number_change', 'staff', 'erasure')),
  words text check (length(words) <= 256),
  message_id uuid,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid
);
comment on table public.consent_events is
  'Append-only ledger of consent: what changed, from which words or button, in which message, when, by whom.';
create index consent_events_by_customer_idx on public.consent_events (customer_id, occurred_at desc);

alter table public.customers enable row level security;
alter table public.customer_identities enable row level security;
alter table public.identity_conflicts enable row level security;
alter table public.consent_events enable row level security;

create policy "active staff read customers" on public.customers for select to authenticated
  using ((select public.current_staff_role()) is not null);
create policy "active staff read identities" on public.customer_identities for select to authenticated
  using ((select public.current_staff_role()) is not null);
create policy "active staff read identity conflicts" on public.identity_conflicts for select to authenticated
  using ((select public.current_staff_role()) is not null);
create policy "active staff read the consent ledger" on public.consent_events for select to authenticated
  using ((select public.current_staff_role()) is not null);

grant select on public.customers, public.customer_identities, public.identity_conflicts, public.consent_events
  to authenticated, service_role;
