-- A legal hold keeps one customer's data where erasure and retention would remove it.

create table public.legal_holds (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid not null references public.customers (id) on delete restrict,
  reason text not null check (length(btrim(reason)) between 10 and 2000),
  review_on date not null,
  placed_by uuid references public.staff (user_id) on delete set null,
  placed_at timestamptz not null default clock_timestamp(),
  released_by uuid references public.staff (user_id) on delete set null,
  released_at timestamptz,
  release_note text check (length(release_note) <= 2000),
  check (released_at is not null or (released_by is null and release_note is null))
);
comment on table public.legal_holds is
  'While an unreleased hold stands, nothing of that customer is erased, purged or retired by age (P18, P20). The reason names the matter, never the person.';
create index legal_holds_standing_idx on public.legal_holds (customer_id) where released_at is null;
create index legal_holds_by_time_idx on public.legal_holds (placed_at desc, id desc);
create index legal_holds_review_idx on public.legal_holds (review_on) where released_at is null;

alter table public.legal_holds enable row level security;
create policy "the privacy team and admins read legal holds" on public.legal_holds for select to authenticated
  using ((select public.current_staff_role()) in ('privacy', 'admin'));
grant select on public.legal_holds to authenticated, service_role;

create function public.is_held(p_customer_id uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (select 1 from public.legal_holds h where h.customer_id = p_customer_id and h.released_at is null)
$$;
comment on function public.is_held(uuid) is
  'Whether a legal hold stands for this customer. Callers that delete lock the customer''s row first: placing a hold takes the same lock.';
revoke all on function public.is_held(uuid) from public;
grant execute on function public.is_held(uuid) to service_role;
