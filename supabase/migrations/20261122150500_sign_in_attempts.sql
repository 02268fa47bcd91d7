-- Our own limit on tries to sign in, on top of Auth's.

create table public.sign_in_attempts (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('password', 'link', 'reset', 'code')),
  account_key text not null check (account_key ~ '^[0-9a-f]{64}$'),
  address_key text check (address_key ~ '^[0-9a-f]{64}$'),
  at timestamptz not null default clock_timestamp(),
  succeeded boolean not null default false
);
comment on table public.sign_in_attempts is
  'Tries to sign in of the last day, by keyed hash of the account and of the network address: never the values. Rows go after a day.';
create index sign_in_attempts_of_account_idx on public.sign_in_attempts (kind, account_key, at desc) where not succeeded;
create index sign_in_attempts_of_address_idx on public.sign_in_attempts (kind, address_key, at desc) where not succeeded;
create index sign_in_attempts_oldest_idx on public.sign_in_attempts (at);
alter table public.sign_in_attempts enable row level security;

create function public.begin_sign_in(p_kind text, p_account_key text, p_address_key text default null) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_window constant interval := '15 minutes';
  v_per_account integer := case p_kind when 'password' then 10 when 'code' then 6 else 3 end;
  v_per_address integer := case p_kind when 'password' then 100 when 'code' then 60 else 30 end;
  v_now timestamptz;
  v_nth timestamptz;
  v_id uuid;
begin
  -- Guesses that come at once are counted one after the other. Account before address, always.
  perform pg_advisory_xact_lock(hashtextextended('sign_in:' || p_kind || ':' || p_account_key, 0));
  if p_address_key is not null then
    perform pg_advisory_xact_lock(hashtextextended('sign_in_from:' || p_kind || ':' || p_address_key, 0));
  end if;
  v_now := clock_timestamp();
  select max(nth.at) into v_nth from (
    (select x.at from public.sign_in_attempts x
     where x.kind = p_kind and x.account_key = p_account_key and not x.succeeded and x.at > v_now - v_window
     order by x.at desc offset v_per_account - 1 limit 1)
    union all
    (select x.at from public.sign_in_attempts x
     where x.kind = p_kind and x.address_key = p_address_key and not x.succeeded and x.at > v_now - v_window
     order by x.at desc offset v_per_address - 1 limit 1)) nth;
  if v_nth is not null then
    return jsonb_build_object('allowed', false, 'attempt_id', null,
      'retry_after_s', greatest(1, ceil(extract(epoch from v_nth + v_window - v_now)))::integer);
  end if;
  delete from public.sign_in_attempts x where x.id in (
    select o.id from public.sign_in_attempts o where o.at < v_now - interval '1 day'
    order by o.at limit 100 for update skip locked);
  insert into public.sign_in_attempts (kind, account_key, address_key, at)
  values (p_kind, p_account_key, p_address_key, v_now) returning id into v_id;
  return jsonb_build_object('allowed', true, 'attempt_id', v_id, 'retry_after_s', null);
end
$$;
comment on function public.begin_sign_in(text, text, text) is
  'Counts a try before it is made, so that guesses sent at once count too. In any 15 minutes: 10 wrong passwords, 6 wrong codes, 3 mails for one account; ten times that for one address. Refused tries are not counted.';
grant execute on function public.begin_sign_in(text, text, text) to service_role;

create function public.settle_sign_in(p_attempt_id uuid) returns void
language sql security definer set search_path = ''
as $$
  update public.sign_in_attempts x set succeeded = true where x.id = p_attempt_id
$$;
comment on function public.settle_sign_in(uuid) is
  'The try was right: it no longer counts against the account or the address.';
grant execute on function public.settle_sign_in(uuid) to service_role;
