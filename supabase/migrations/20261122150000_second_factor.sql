-- Who counts as signed in: a session that still exists, and the second factor where there is one.

create function public.session_is_open() returns boolean
language sql stable security definer set search_path = ''
as $$
  -- A signed-out session's access token stays valid by its signature for up to an hour; its row is gone at once.
  select auth.jwt() ->> 'session_id' is null
      or exists (select 1 from auth.sessions x where x.id = (auth.jwt() ->> 'session_id')::uuid)
$$;
comment on function public.session_is_open() is
  'Whether the session of the caller''s token has not been signed out. For other functions only.';

create function public.has_second_factor(p_user_id uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (select 1 from auth.mfa_factors f where f.user_id = p_user_id and f.status = 'verified')
$$;
comment on function public.has_second_factor(uuid) is
  'Whether an account has a verified second factor. For other functions only.';

create or replace function public.current_staff_role() returns text
language sql stable security definer set search_path = ''
as $$
  select s.role from public.staff s
  where s.user_id = auth.uid() and s.active and public.session_is_open()
    and (auth.jwt() ->> 'aal' = 'aal2' or not public.has_second_factor(s.user_id))
$$;
comment on function public.current_staff_role() is
  'Role of the signed-in, active member of staff; null for everyone else, for a signed-out session, and for a session without the second factor of an account that has one. Policies call it as (select …) so that it runs once a statement.';

create function public.my_access() returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'state', case
      when me.id is null or not public.session_is_open() then 'signed_out'
      when s.user_id is null then 'not_staff'
      when not s.active then 'deactivated'
      when public.current_staff_role() is null then 'needs_second_factor'
      else 'staff' end,
    'user_id', me.id, 'role', s.role, 'display_name', s.display_name)
  from (select auth.uid() as id) me left join public.staff s on s.user_id = me.id
$$;
comment on function public.my_access() is
  'What the caller may be shown: staff, signed_out, not_staff, deactivated or needs_second_factor. Pages go by it; it opens nothing by itself.';
grant execute on function public.my_access() to authenticated;

create index audit_log_by_action_idx on public.audit_log (action, at desc, id desc);
create index audit_log_by_kind_idx on public.audit_log (subject_kind, at desc, id desc);
create index audit_log_newest_of_actor_idx on public.audit_log (actor_id, at desc, id desc);
-- The same without the id, which orders rows of one instant.
drop index public.audit_log_by_actor_idx;
