-- Changes of one or many tickets from the queue, and taking them back, as one press.

create function public.change_tickets(p_changes jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_change record;
  v_row jsonb;
  v_rows jsonb := '[]';
begin
  perform public.require_staff_role('support', 'admin');
  if p_changes is null or jsonb_typeof(p_changes) <> 'array' or jsonb_array_length(p_changes) not between 1 and 100 then
    raise exception 'invalid_ticket_changes' using errcode = '22023';
  end if;
  -- In the order of ids, so that two bulk changes that overlap wait for each other and never deadlock.
  for v_change in
    select (c.value ->> 'id')::uuid as id, c.value as wanted
    from jsonb_array_elements(p_changes) c order by (c.value ->> 'id')::uuid
  loop
    if v_change.wanted ? 'assigned_to' then
      v_row := public.set_ticket_assignee(v_change.id, (v_change.wanted ->> 'assigned_to')::uuid);
    end if;
    if v_change.wanted ? 'priority' then
      v_row := public.set_ticket_priority(v_change.id, v_change.wanted ->> 'priority');
    end if;
    if v_change.wanted ? 'status' then
      v_row := public.set_ticket_status(v_change.id, v_change.wanted ->> 'status');
    end if;
    v_rows := v_rows || jsonb_build_array(v_row);
  end loop;
  return v_rows;
end
$$;
comment on function public.change_tickets(jsonb) is
  'Sets status, priority and assignee of up to 100 tickets, all or none: [{id, status?, priority?, assigned_to?}]. What a ticket is already is no change and not in the audit log, so a repeated call does nothing.';
revoke all on function public.change_tickets(jsonb) from public;
grant execute on function public.change_tickets(jsonb) to authenticated;
