-- Who may use the console, and the record of what they did there.

create table public.staff (
  user_id uuid primary key references auth.users (id) on delete cascade,
  role text not null check (role in ('support', 'privacy', 'admin')),
  display_name text not null check (length(display_name) between 1 and 120),
  active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.staff is
  'People who may use the console. Policies read this table on every request, so deactivation works at once.';

create table public.audit_log (
  id uuid primary key default gen_random_uuid(),
  at timestamptz not null default now(),
  actor_id uuid,
  actor_kind text not null check (actor_kind in ('staff', 'system')),
  action text not null,
  subject_kind text not null,
  subject_id uuid,
  details jsonb not null default '{}'
);
comment on table public.audit_log is
  'Append-only record of acts of staff and of the system on people''s data. Holds ids and enums, never personal values.';
create index audit_log_newest_first_idx on public.audit_log (at desc, id desc);
create index audit_log_by_subject_idx on public.audit_log (subject_kind, subject_id, at desc);
create index audit_log_by_actor_idx on public.audit_log (actor_id, at desc);

create function public.current_staff_role() returns text
language sql stable security definer set search_path = ''
as $$
  select s.role from public.staff s where s.user_id = auth.uid() and s.active
$$;
comment on function public.current_staff_role() is
  'Role of the signed-in, active member of staff; null for everyone else. Policies call it as (select …) so that it runs once a statement.';
grant execute on function public.current_staff_role() to authenticated, service_role;

create function public.require_staff_role(variadic p_roles text[]) returns uuid
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_role text := public.current_staff_role();
begin
  if v_role is null or not (v_role = any (p_roles)) then
    raise exception 'This needs one of the roles: %', array_to_string(p_roles, ', ')
      using errcode = '42501';
  end if;
  return auth.uid();
end
$$;
comment on function public.require_staff_role(text[]) is
  'Returns the caller''s user id, or refuses with 42501 when the caller is not active staff of one of the roles.';
grant execute on function public.require_staff_role(text[]) to authenticated;

create function public.audit(p_action text, p_subject_kind text, p_subject_id uuid, p_details jsonb default '{}')
returns void
language sql security definer set search_path = ''
as $$
  insert into public.audit_log (actor_id, actor_kind, action, subject_kind, subject_id, details)
  values (auth.uid(), case when auth.uid() is null then 'system' else 'staff' end,
          p_action, p_subject_kind, p_subject_id, p_details)
$$;
comment on function public.audit(text, text, uuid, jsonb) is
  'Writes one audit row in the caller''s transaction. For use inside other functions only: granted to nobody.';

alter table public.staff enable row level security;
alter table public.audit_log enable row level security;

create policy "everyone sees their own row and active staff see each other"
  on public.staff for select to authenticated
  using (user_id = (select auth.uid()) or (select public.current_staff_role()) is not null);
create policy "admins and the privacy team read the audit log"
  on public.audit_log for select to authenticated
  using ((select public.current_staff_role()) in ('admin', 'privacy'));

grant select on public.staff, public.audit_log to authenticated;
grant select, insert, update on public.staff to service_role;
grant select on public.audit_log to service_role;
