create extension if not exists vector with schema extensions;

create table public.shops (
  id uuid primary key default gen_random_uuid(),
  owner_id uuid references auth.users (id) on delete cascade,
  name text not null,
  tags text[] not null default '{}',
  settings jsonb not null default '{}',
  opened_at timestamptz not null default now()
);

create table public.parcels (
  id bigint generated always as identity primary key,
  shop_id uuid not null references public.shops (id) on delete cascade,
  code text not null unique,
  weight numeric(8, 2),
  note text
);

create table public.embeddings (
  parcel_id bigint primary key references public.parcels (id) on delete cascade,
  embedding extensions.vector(3) not null
);

create view public.parcel_overview with (security_invoker = true) as
  select p.id, p.code, s.name as shop_name from public.parcels p join public.shops s on s.id = p.shop_id;

alter table public.shops enable row level security;
alter table public.parcels enable row level security;
alter table public.embeddings enable row level security;

create policy "Owners read and change their shops" on public.shops for all to authenticated
  using (owner_id = (select auth.uid())) with check (owner_id = (select auth.uid()));
create policy "Owners read the parcels of their shops" on public.parcels for select to authenticated
  using (shop_id in (select id from public.shops where owner_id = (select auth.uid())));

create type public.parcel_state as enum ('packed', 'sent');
create type public.size as (width int, height int);

create function public.add(a int, b int default 10) returns int language sql immutable
  set search_path = '' as $$ select a + b $$;
create function public.nothing() returns void language plpgsql set search_path = '' as $$ begin end $$;
create function public.who() returns jsonb language sql stable set search_path = '' as $$
  select jsonb_build_object('uid', auth.uid(), 'role', auth.role(), 'user', current_user,
    'method', current_setting('request.method', true), 'read_only', current_setting('transaction_read_only'))
$$;
create function public.box() returns public.size language sql immutable set search_path = '' as $$
  select row(3, 4)::public.size
$$;
create function public.list_parcels(shop uuid) returns setof public.parcels language sql stable
  set search_path = '' as $$ select * from public.parcels where shop_id = shop order by id $$;
create function public.numbers(upto int) returns setof int language sql immutable set search_path = '' as $$
  select generate_series(1, upto)
$$;
create function public.number_rows(upto int) returns table (n int) language sql immutable
  set search_path = '' as $$ select generate_series(1, upto) $$;
create function public.nearest(query_embedding extensions.vector, match_limit int default 3)
  returns table (parcel_id bigint, distance double precision) language sql stable set search_path = '' as $$
  select e.parcel_id, e.embedding operator(extensions.<->) query_embedding from public.embeddings e
  order by 2 limit match_limit
$$;
create function public.echo(words text[], flags jsonb, at timestamptz, state public.parcel_state)
  returns jsonb language sql immutable set search_path = '' as $$
  select jsonb_build_object('words', words, 'flags', flags, 'at', at, 'state', state)
$$;
create function public.add_parcel(shop uuid, parcel_code text) returns bigint language sql
  set search_path = '' as $$
  insert into public.parcels (shop_id, code) values (shop, parcel_code) returning id
$$;
create function public.add_parcels(shop uuid, codes text[]) returns setof public.parcels language sql
  set search_path = '' as $$
  insert into public.parcels (shop_id, code) select shop, unnest(codes) returning *
$$;
create function public.write_although_stable() returns void language plpgsql stable set search_path = '' as $$
begin
  perform public.add_parcel(gen_random_uuid(), 'x');
end
$$;
create function public.fail(state text) returns void language plpgsql set search_path = '' as $$
begin
  raise exception 'failed on purpose' using errcode = state, detail = 'the detail', hint = 'the hint';
end
$$;
create function public.service_only() returns text language sql set search_path = '' as $$ select 'ok' $$;
revoke execute on function public.service_only() from public, anon, authenticated;

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('labels', 'labels', false, 1000000, array['image/*', 'text/plain']) on conflict do nothing;
create policy "Owners read files of their folder" on storage.objects for select to authenticated
  using (bucket_id = 'labels' and (storage.foldername(name))[1] = (select auth.uid())::text);
create policy "Owners add files to their folder" on storage.objects for insert to authenticated
  with check (bucket_id = 'labels' and (storage.foldername(name))[1] = (select auth.uid())::text);
