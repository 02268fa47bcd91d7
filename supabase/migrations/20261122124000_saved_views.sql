-- Filters of the list that a member of staff keeps under a name.

create table public.saved_views (
  id uuid primary key,
  owner_id uuid not null references public.staff (user_id) on delete cascade,
  name text not null check (length(btrim(name)) between 1 and 60),
  query text not null check (query ~ '^(filter|assignee|unread)=[a-z0-9_-]+(&(filter|assignee|unread)=[a-z0-9_-]+){0,2}$' and length(query) <= 300),
  shared boolean not null default false,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp()
);
comment on table public.saved_views is
  'Saved filters of the list of conversations; shared ones are everyone''s and kept by admins.';
comment on column public.saved_views.query is
  'The filters as the address has them. Never the words of a search: they may be a customer''s name or number, and no erasure would find them here.';
create index saved_views_by_owner_idx on public.saved_views (owner_id);
create unique index saved_views_own_name_key on public.saved_views (owner_id, lower(btrim(name))) where not shared;
create unique index saved_views_shared_name_key on public.saved_views (lower(btrim(name))) where shared;

create function public.own_saved_view(p_id uuid) returns public.saved_views
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('support', 'privacy', 'admin');
  v_view public.saved_views;
begin
  select v.* into v_view from public.saved_views v where v.id = p_id for update;
  if v_view.id is not null and v_view.shared and public.current_staff_role() <> 'admin' then
    raise exception 'Only admins change shared filters' using errcode = '42501';
  end if;
  if v_view.id is not null and not v_view.shared and v_view.owner_id <> v_me then
    raise exception 'view_not_found' using errcode = 'PT404';
  end if;
  return v_view;
end
$$;
comment on function public.own_saved_view(uuid) is
  'The saved filter, locked, when the caller may change it; null when there is none. Another person''s is a 404: names of filters are nobody else''s business. For use inside other functions only.';

create function public.save_view(p_id uuid, p_name text, p_query text, p_shared boolean default false) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('support', 'privacy', 'admin');
  v_before public.saved_views := public.own_saved_view(p_id);
begin
  if p_shared and public.current_staff_role() <> 'admin' then
    raise exception 'Only admins share filters' using errcode = '42501';
  end if;
  if v_before.id is null and (select count(*) from public.saved_views v where v.owner_id = v_me) >= 50 then
    raise exception 'too_many_views' using errcode = 'PT409';
  end if;
  insert into public.saved_views (id, owner_id, name, query, shared)
  values (p_id, v_me, btrim(p_name), p_query, p_shared)
  on conflict (id) do update
  set name = excluded.name, query = excluded.query, shared = excluded.shared, updated_at = clock_timestamp();
  if p_shared or coalesce(v_before.shared, false) then
    perform public.audit('saved_view_shared', 'saved_view', p_id, jsonb_build_object('shared', p_shared));
  end if;
  return public.list_views();
exception
  when unique_violation then
    raise exception 'name_taken' using errcode = 'PT409';
  when check_violation then
    raise exception 'invalid_view' using errcode = '22023';
end
$$;
comment on function public.save_view(uuid, text, text, boolean) is
  'Creates, renames or changes a saved filter under an id that the caller chose (so that a repeated request, and undoing a deletion, make no second one). Only admins share, and change what is shared. 409: name_taken, too_many_views.';

create function public.delete_view(p_id uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_view public.saved_views := public.own_saved_view(p_id);
begin
  perform public.require_staff_role('support', 'privacy', 'admin');
  delete from public.saved_views v where v.id = p_id;
  if v_view.shared then
    perform public.audit('saved_view_deleted', 'saved_view', p_id);
  end if;
  return public.list_views();
end
$$;
comment on function public.delete_view(uuid) is
  'Deletes a saved filter of the caller''s, or a shared one if they are admin. Undone by saving it again under the same id.';

create function public.list_views() returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  perform public.require_staff_role('support', 'privacy', 'admin');
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', v.id, 'name', v.name, 'query', v.query, 'shared', v.shared, 'mine', v.owner_id = auth.uid())
      order by v.shared, lower(v.name)), '[]')
    from public.saved_views v where v.shared or v.owner_id = auth.uid());
end
$$;
comment on function public.list_views() is
  'The caller''s saved filters, then the shared ones, by name.';
grant execute on function public.save_view(uuid, text, text, boolean), public.delete_view(uuid), public.list_views()
  to authenticated;

alter table public.saved_views enable row level security;
create policy "active staff see their own saved filters and the shared ones" on public.saved_views for select to authenticated
  using ((shared or owner_id = (select auth.uid())) and (select public.current_staff_role()) is not null);
grant select on public.saved_views to authenticated, service_role;
