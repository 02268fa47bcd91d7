-- Who loses the role to answer customers keeps nothing that was given to them at that moment: a customer would
-- be left with somebody who cannot write.

create or replace function public.change_staff_role(p_user_id uuid, p_role text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_row public.staff;
  v_released integer := 0;
begin
  perform public.lock_staff_roster();
  -- After the lock: the caller may just have lost the role.
  perform public.require_staff_role('admin');
  if coalesce(p_role, '') not in ('support', 'privacy', 'admin') then
    raise exception 'invalid_role' using errcode = '22023';
  end if;
  select s.* into v_row from public.staff s where s.user_id = p_user_id;
  if v_row.user_id is null then
    raise exception 'staff_not_found' using errcode = 'PT404';
  end if;
  if v_row.role <> p_role then
    if p_role <> 'admin' then
      perform public.require_other_admin(p_user_id);
    end if;
    if p_role = 'privacy' then
      -- As in a deactivation: conversations first, then the row, then what was given to them in between.
      v_released := public.release_work_of(p_user_id);
      perform 1 from public.staff s where s.user_id = p_user_id for update;
    end if;
    update public.staff s set role = p_role, updated_at = clock_timestamp() where s.user_id = p_user_id;
    if p_role = 'privacy' then
      v_released := v_released + public.release_work_of(p_user_id);
    end if;
    perform public.audit('staff_role_changed', 'staff', p_user_id,
      jsonb_build_object('from', v_row.role, 'to', p_role, 'released', v_released));
  end if;
  return jsonb_build_object('user_id', p_user_id, 'released', v_released);
end
$$;
