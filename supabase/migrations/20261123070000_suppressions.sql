-- What outlives an erasure: keyed hashes. The key never reaches the database, so nobody who holds only
-- the database can try numbers against them; hashes are made by the service and passed in.

create table public.suppressions (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  kind text not null check (kind in ('phone', 'wa_user_id', 'wamid')),
  erased_at timestamptz not null,
  consent_status text not null default 'pending' check (consent_status in ('pending', 'opted_in', 'opted_out')),
  marketing_status text not null default 'unknown' check (marketing_status in ('unknown', 'allowed', 'stopped')),
  expires_at timestamptz,
  created_at timestamptz not null default clock_timestamp()
);
comment on table public.suppressions is
  'Keyed hash of each erased identity with the moment of the erasure and the opt-out that must outlive it (P20), and of erased message ids for as long as receipts may come.';
comment on column public.suppressions.expires_at is
  'Message ids only: past it no receipt or repetition is sent any more.';
create index suppressions_by_age_idx on public.suppressions (created_at, hash);
create index suppressions_expiring_idx on public.suppressions (expires_at) where expires_at is not null;
alter table public.suppressions enable row level security;
create policy "the privacy team and admins read suppressions" on public.suppressions for select to authenticated
  using ((select public.current_staff_role()) in ('privacy', 'admin'));
grant select on public.suppressions to authenticated, service_role;

create function public.is_erased_item(p_item jsonb) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_erased_at timestamptz;
begin
  if p_item -> 'erasure' is null then
    return false;
  end if;
  -- A receipt for a message that was erased, whenever it was read; or the message itself once more.
  if exists (select 1 from jsonb_array_elements_text(p_item #> '{erasure,wamids}') w
             join public.suppressions s on s.hash = w and s.kind = 'wamid') then
    return true;
  end if;
  select max(s.erased_at) into v_erased_at
  from jsonb_array_elements_text(p_item #> '{erasure,identities}') i
  join public.suppressions s on s.hash = i and s.kind <> 'wamid';
  if v_erased_at is null then
    return false;
  end if;
  if (p_item ->> 'occurred_at')::timestamptz <= v_erased_at then
    return true;
  end if;
  -- Only words of the person begin a new record. Receipts, echoes and settings about somebody whom no
  -- record names any more would bring their number back for nothing.
  return p_item ->> 'event_type' <> 'message' and not exists (
    select 1 from public.customer_identities i
    where i.value = any (public.intake_lock_keys(p_item)) and i.valid_to is null);
end
$$;
comment on function public.is_erased_item(jsonb) is
  'Whether an item is about somebody erased and may leave a keyed hash only (P20). The caller holds the item''s intake locks, as an erasure does.';
revoke all on function public.is_erased_item(jsonb) from public;

create function public.keep_erased_item(p_item jsonb) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  -- A choice about marketing is kept without the person: it holds should they come back.
  if p_item ->> 'event_type' = 'user_preference' and p_item #>> '{preference,category}' = 'marketing_messages'
     and p_item #>> '{preference,value}' = 'stop' then
    update public.suppressions s set marketing_status = 'stopped'
    where s.kind <> 'wamid'
      and s.hash in (select i from jsonb_array_elements_text(p_item #> '{erasure,identities}') i);
  end if;
  insert into public.wa_events (dedupe_key, event_type, raw, status)
  values ('erased:' || (p_item #>> '{erasure,event}'), coalesce(p_item ->> 'event_type', 'unknown'), '{}', 'erased')
  on conflict (dedupe_key) do nothing;
  return found;
end
$$;
comment on function public.keep_erased_item(jsonb) is
  'Stores that an item of an erased person came, as a keyed hash and nothing else. False: it had come before.';
revoke all on function public.keep_erased_item(jsonb) from public;

create function public.carry_over_choices(p_customer_id uuid, p_item jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_kept public.suppressions;
begin
  select s.* into v_kept
  from jsonb_array_elements_text(p_item #> '{erasure,identities}') i
  join public.suppressions s on s.hash = i and s.kind <> 'wamid'
  order by s.consent_status = 'opted_out' desc, s.erased_at desc limit 1;
  if v_kept.hash is null or not exists (
       select 1 from public.customers c where c.id = p_customer_id and c.created_at >= v_kept.erased_at) then
    return;
  end if;
  if exists (select 1 from public.consent_events e where e.customer_id = p_customer_id and e.source = 'erasure') then
    return;
  end if;
  if v_kept.consent_status = 'opted_out' then
    perform public.record_consent_change(p_customer_id, 'service', 'opted_out', 'erasure', null, null, v_kept.erased_at);
  end if;
  if v_kept.marketing_status = 'stopped' then
    perform public.record_consent_change(p_customer_id, 'marketing', 'stopped', 'erasure', null, null, v_kept.erased_at);
  end if;
end
$$;
comment on function public.carry_over_choices(uuid, jsonb) is
  'Somebody who opted out, was erased and writes again is a new customer who is still opted out: the bot stays silent until they say START; staff may answer what they wrote (P10).';
revoke all on function public.carry_over_choices(uuid, jsonb) from public;
