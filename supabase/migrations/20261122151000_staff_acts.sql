-- Who is staff, as what, and until when: acts of admins, and of people on their own account.

create function public.lock_staff_roster() returns void
language sql set search_path = ''
as $$
  select pg_advisory_xact_lock(hashtextextended('staff_roster', 0))
$$;
comment on function public.lock_staff_roster() is
  'Acts that could take the last admin away run one after the other. For use inside the acts on staff only.';

create function public.require_other_admin(p_user_id uuid) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if exists (select 1 from public.staff s where s.user_id = p_user_id and s.active and s.role = 'admin')
     and not exists (
       select 1 from public.staff s join auth.users u on u.id = s.user_id
       where s.user_id <> p_user_id and s.active and s.role = 'admin' and u.email_confirmed_at is not null) then
    raise exception 'last_admin' using errcode = 'PT409';
  end if;
end
$$;
comment on function public.require_other_admin(uuid) is
  'Refuses (409 last_admin) when nobody else would be left who can manage staff; who has not accepted their invitation does not count. The roster is locked.';

create function public.release_work_of(p_user_id uuid) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  v_session_id uuid;
  v_count integer := 0;
begin
  for v_session_id in
    select s.id from public.chat_sessions s
    where s.assigned_to = p_user_id and s.status = 'active' order by s.id for update
  loop
    update public.chat_sessions s
    set assigned_to = null, owner_reason = 'staff_flagged', owner_since = clock_timestamp(), updated_at = clock_timestamp()
    where s.id = v_session_id;
    perform public.add_session_event(v_session_id, 'unassigned');
    v_count := v_count + 1;
  end loop;
  update public.support_tickets t set assigned_to = null, updated_at = clock_timestamp()
  where t.assigned_to = p_user_id and t.status in ('open', 'pending');
  return v_count;
end
$$;
comment on function public.release_work_of(uuid) is
  'Open conversations and tickets of somebody who may no longer answer wait for anybody: a customer is left neither with nobody nor suddenly with the bot.';

create function public.put_staff(p_user_id uuid, p_display_name text, p_role text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_row public.staff;
begin
  if coalesce(p_role, '') not in ('support', 'privacy', 'admin')
     or length(btrim(coalesce(p_display_name, ''))) not between 1 and 120 then
    raise exception 'invalid_staff' using errcode = '22023';
  end if;
  insert into public.staff (user_id, role, display_name)
  select u.id, p_role, btrim(p_display_name) from auth.users u where u.id = p_user_id
  on conflict (user_id) do nothing returning * into v_row;
  if v_row.user_id is not null then
    perform public.audit('staff_invited', 'staff', p_user_id, jsonb_build_object('role', p_role));
    return jsonb_build_object('user_id', p_user_id, 'added', true);
  end if;
  if not exists (select 1 from public.staff s where s.user_id = p_user_id) then
    raise exception 'account_not_found' using errcode = 'PT404';
  end if;
  return jsonb_build_object('user_id', p_user_id, 'added', false);
end
$$;
comment on function public.put_staff(uuid, text, text) is
  'Makes an account staff; one that is staff already stays as it is. For use inside the acts on staff only.';

create function public.add_staff(p_user_id uuid, p_display_name text, p_role text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
begin
  perform public.require_staff_role('admin');
  return public.put_staff(p_user_id, p_display_name, p_role);
end
$$;
comment on function public.add_staff(uuid, text, text) is
  'Makes an invited account staff. Again: no change, added false.';
grant execute on function public.add_staff(uuid, text, text) to authenticated;

create function public.find_staff_account(p_email text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform public.require_staff_role('admin');
  return public.staff_account_of(p_email);
end
$$;
comment on function public.find_staff_account(text) is
  'Before an invitation: whether the address has an account, has been confirmed, and is staff. Null: no account.';
grant execute on function public.find_staff_account(text) to authenticated;

create function public.staff_account_of(p_email text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object('user_id', u.id, 'confirmed', u.email_confirmed_at is not null,
    'is_staff', s.user_id is not null, 'role', s.role, 'active', s.active)
  from auth.users u left join public.staff s on s.user_id = u.id
  where u.email = lower(btrim(p_email)) and not u.is_sso_user
$$;
comment on function public.staff_account_of(text) is
  'The account of an address, for the command that adds staff and inside find_staff_account.';
grant execute on function public.staff_account_of(text) to service_role;

create function public.add_staff_by_command(p_user_id uuid, p_display_name text, p_role text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_put jsonb := public.put_staff(p_user_id, p_display_name, p_role);
begin
  update public.staff s
  set role = p_role, active = true, display_name = btrim(p_display_name), updated_at = clock_timestamp()
  where s.user_id = p_user_id
    and (s.role, s.active, s.display_name) is distinct from (p_role, true, btrim(p_display_name));
  if found then
    perform public.audit('staff_set_by_command', 'staff', p_user_id, jsonb_build_object('role', p_role));
  end if;
  return v_put;
end
$$;
comment on function public.add_staff_by_command(uuid, text, text) is
  'For whoever holds the service key: makes an account active staff of a role (the first admin, or after the last one is lost). Audited as the system''s act.';
grant execute on function public.add_staff_by_command(uuid, text, text) to service_role;

create function public.change_staff_role(p_user_id uuid, p_role text) returns jsonb
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
    update public.staff s set role = p_role, updated_at = clock_timestamp() where s.user_id = p_user_id;
    if p_role = 'privacy' then
      v_released := public.release_work_of(p_user_id);
    end if;
    perform public.audit('staff_role_changed', 'staff', p_user_id,
      jsonb_build_object('from', v_row.role, 'to', p_role, 'released', v_released));
  end if;
  return jsonb_build_object('user_id', p_user_id, 'released', v_released);
end
$$;
comment on function public.change_staff_role(uuid, text) is
  'Gives a member of staff another role, from their next request on. 409 last_admin. Who may no longer answer customers loses their open conversations to anybody.';
grant execute on function public.change_staff_role(uuid, text) to authenticated;

create function public.deactivate_staff(p_user_id uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_row public.staff;
  v_released integer;
begin
  perform public.lock_staff_roster();
  perform public.require_staff_role('admin');
  select s.* into v_row from public.staff s where s.user_id = p_user_id;
  if v_row.user_id is null then
    raise exception 'staff_not_found' using errcode = 'PT404';
  end if;
  if not v_row.active then
    return jsonb_build_object('user_id', p_user_id, 'released', 0);
  end if;
  perform public.require_other_admin(p_user_id);
  -- Conversations first, then the row: an assignment locks in this order too. One that came in between has
  -- been waited for by the row's lock, and is released after it.
  v_released := public.release_work_of(p_user_id);
  perform 1 from public.staff s where s.user_id = p_user_id for update;
  update public.staff s set active = false, updated_at = clock_timestamp() where s.user_id = p_user_id;
  v_released := v_released + public.release_work_of(p_user_id);
  delete from auth.sessions x where x.user_id = p_user_id;
  perform public.audit('staff_deactivated', 'staff', p_user_id, jsonb_build_object('released', v_released));
  return jsonb_build_object('user_id', p_user_id, 'released', v_released);
end
$$;
comment on function public.deactivate_staff(uuid) is
  'Ends access at once: policies read the row, and every session is gone. Open conversations and tickets wait for anybody. 409 last_admin. Again: no change.';
grant execute on function public.deactivate_staff(uuid) to authenticated;

create function public.reactivate_staff(p_user_id uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
begin
  perform public.require_staff_role('admin');
  update public.staff s set active = true, updated_at = clock_timestamp()
  where s.user_id = p_user_id and not s.active;
  if found then
    perform public.audit('staff_reactivated', 'staff', p_user_id);
  elsif not exists (select 1 from public.staff s where s.user_id = p_user_id) then
    raise exception 'staff_not_found' using errcode = 'PT404';
  end if;
  return jsonb_build_object('user_id', p_user_id, 'released', 0);
end
$$;
comment on function public.reactivate_staff(uuid) is 'Gives access back, in the role that they had.';
grant execute on function public.reactivate_staff(uuid) to authenticated;

create function public.begin_staff_act(p_user_id uuid, p_act text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_email text;
begin
  perform public.require_staff_role('admin');
  if coalesce(p_act, '') not in ('staff_invited_again', 'second_factor_reset') then
    raise exception 'invalid_act' using errcode = '22023';
  end if;
  select u.email into v_email from public.staff s join auth.users u on u.id = s.user_id
  where s.user_id = p_user_id and (s.active or p_act <> 'staff_invited_again');
  if v_email is null then
    raise exception 'staff_not_found' using errcode = 'PT404';
  end if;
  if p_act = 'second_factor_reset' then
    -- Whoever holds a session of theirs signs in anew.
    delete from auth.sessions x where x.user_id = p_user_id;
  end if;
  perform public.audit(p_act, 'staff', p_user_id);
  return jsonb_build_object('user_id', p_user_id, 'email', v_email,
    'confirmed', (select u.email_confirmed_at is not null from auth.users u where u.id = p_user_id));
end
$$;
comment on function public.begin_staff_act(uuid, text) is
  'Checks and writes down an act of an admin that Auth carries out next: an invitation again, the removal of a second factor.';
grant execute on function public.begin_staff_act(uuid, text) to authenticated;

create function public.record_account_act(p_act text, p_method text default null) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform public.require_staff_role('support', 'privacy', 'admin');
  if coalesce(p_act, '') not in ('signed_in', 'password_changed', 'second_factor_added', 'second_factor_removed', 'signed_out_everywhere')
     or p_method not in ('password', 'link', 'code') then
    raise exception 'invalid_act' using errcode = '22023';
  end if;
  perform public.audit(p_act, 'staff', auth.uid(), jsonb_strip_nulls(jsonb_build_object('method', p_method)));
end
$$;
comment on function public.record_account_act(text, text) is
  'Writes down what somebody did with their own account; Auth has done it.';
grant execute on function public.record_account_act(text, text) to authenticated;

create function public.rename_myself(p_display_name text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('support', 'privacy', 'admin');
begin
  if length(btrim(coalesce(p_display_name, ''))) not between 1 and 120 then
    raise exception 'invalid_name' using errcode = '22023';
  end if;
  update public.staff s set display_name = btrim(p_display_name), updated_at = clock_timestamp()
  where s.user_id = v_me and s.display_name <> btrim(p_display_name);
  if found then
    perform public.audit('staff_renamed', 'staff', v_me);
  end if;
end
$$;
comment on function public.rename_myself(text) is 'The name under which colleagues see the caller.';
grant execute on function public.rename_myself(text) to authenticated;
