-- The staff page and the audit log.

create function public.list_staff(p_filter jsonb, p_after jsonb, p_limit integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('admin');
  v_limit integer := least(greatest(coalesce(p_limit, 50), 1), 100);
  v_search text := '%' || replace(replace(replace(coalesce(p_filter ->> 'search', ''), '\', '\\'), '%', '\%'), '_', '\_') || '%';
  v_rows jsonb;
begin
  with matching as (
    select s.user_id, s.display_name, s.role, u.email, s.created_at, u.last_sign_in_at,
           public.has_second_factor(s.user_id) as has_second_factor, s.user_id = v_me as is_me,
           case when not s.active then 'deactivated' when u.email_confirmed_at is null then 'invited' else 'active' end as state
    from public.staff s join auth.users u on u.id = s.user_id
    where (s.display_name ilike v_search or u.email ilike v_search)
      and (p_filter ->> 'id' is null or s.user_id::text = p_filter ->> 'id')
      and (p_filter ->> 'role' is null or s.role = p_filter ->> 'role')
      and (p_after is null or (lower(s.display_name), s.user_id) > (p_after ->> 'name', (p_after ->> 'id')::uuid)))
  select coalesce(jsonb_agg(to_jsonb(page) || jsonb_build_object('open_sessions', (
           select count(*) from public.chat_sessions c where c.assigned_to = page.user_id and c.status = 'active'))
         order by lower(page.display_name), page.user_id), '[]')
  into v_rows
  from (select m.* from matching m where p_filter ->> 'state' is null or m.state = p_filter ->> 'state'
        order by lower(m.display_name), m.user_id limit v_limit + 1) page;
  return jsonb_build_object(
    'rows', (select coalesce(jsonb_agg(x.row order by x.place), '[]')
             from jsonb_array_elements(v_rows) with ordinality x (row, place) where x.place <= v_limit),
    'next', case when jsonb_array_length(v_rows) > v_limit then jsonb_build_object(
      'name', lower(v_rows -> (v_limit - 1) ->> 'display_name'), 'id', v_rows -> (v_limit - 1) ->> 'user_id') end);
end
$$;
comment on function public.list_staff(jsonb, jsonb, integer) is
  'A page of staff by name. filter: search (name or e-mail), role, state (active|invited|deactivated), id. after: `next` of the page before.';
grant execute on function public.list_staff(jsonb, jsonb, integer) to authenticated;

create function public.list_audit(p_filter jsonb, p_before jsonb, p_limit integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_limit integer := least(greatest(coalesce(p_limit, 50), 1), 1000);
  v_where text := '';
  v_rows jsonb;
begin
  perform public.require_staff_role('admin', 'privacy');
  -- Built from what is asked for, so that each combination gets the plan of its own index.
  if p_filter ->> 'actor' = 'system' then
    v_where := v_where || ' and a.actor_id is null';
  elsif p_filter ->> 'actor' is not null then
    v_where := v_where || ' and a.actor_id = ($1 ->> ''actor'')::uuid';
  end if;
  if p_filter ->> 'action' is not null then
    v_where := v_where || ' and a.action = $1 ->> ''action''';
  end if;
  if p_filter ->> 'kind' is not null then
    v_where := v_where || ' and a.subject_kind = $1 ->> ''kind''';
  end if;
  if p_filter ->> 'subject' is not null then
    v_where := v_where || ' and a.subject_id = ($1 ->> ''subject'')::uuid';
  end if;
  if p_filter ->> 'id' is not null then
    v_where := v_where || ' and a.id = ($1 ->> ''id'')::uuid';
  end if;
  if p_filter ->> 'from' is not null then
    v_where := v_where || ' and a.at >= ($1 ->> ''from'')::timestamptz';
  end if;
  if p_filter ->> 'to' is not null then
    v_where := v_where || ' and a.at < ($1 ->> ''to'')::timestamptz';
  end if;
  if p_before is not null then
    v_where := v_where || ' and (a.at, a.id) < (($2 ->> ''at'')::timestamptz, ($2 ->> ''id'')::uuid)';
  end if;
  execute
    'select coalesce(jsonb_agg(to_jsonb(page) || jsonb_build_object(
       ''actor_name'', (select s.display_name from public.staff s where s.user_id = page.actor_id),
       ''subject_name'', (select s.display_name from public.staff s
                          where page.subject_kind = ''staff'' and s.user_id = page.subject_id))
       order by page.at desc, page.id desc), ''[]'')
     from (select a.* from public.audit_log a where true' || v_where || '
           order by a.at desc, a.id desc limit $3) page'
  into v_rows using p_filter, p_before, v_limit + 1;
  return jsonb_build_object(
    'rows', (select coalesce(jsonb_agg(x.row order by x.place), '[]')
             from jsonb_array_elements(v_rows) with ordinality x (row, place) where x.place <= v_limit),
    'next', case when jsonb_array_length(v_rows) > v_limit then jsonb_build_object(
      'at', v_rows -> (v_limit - 1) ->> 'at', 'id', v_rows -> (v_limit - 1) ->> 'id') end);
end
$$;
comment on function public.list_audit(jsonb, jsonb, integer) is
  'A page of the audit log, newest first. filter: actor (staff id or system), action, kind, subject (id), from, to, id. before: `next` of the page before.';
grant execute on function public.list_audit(jsonb, jsonb, integer) to authenticated;

create index audit_log_of_subject_idx on public.audit_log (subject_id, at desc, id desc) where subject_id is not null;

create function public.record_audit_export(p_filter jsonb, p_rows integer) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform public.require_staff_role('admin', 'privacy');
  perform public.audit('audit_exported', 'audit_log', null, jsonb_build_object('rows', p_rows, 'filters',
    (select coalesce(jsonb_agg(f.name order by f.name), '[]') from jsonb_object_keys(coalesce(p_filter, '{}')) f (name))));
end
$$;
comment on function public.record_audit_export(jsonb, integer) is
  'Writes down that rows of the audit log left the console, how many, and which filters were set.';
grant execute on function public.record_audit_export(jsonb, integer) to authenticated;
