-- When Meta or the provider refuses the whole account.

create table public.send_stops (
  id uuid primary key default gen_random_uuid(),
  phone_number_id text not null,
  error_code integer,
  started_at timestamptz not null default now(),
  ended_at timestamptz,
  ended_by uuid references public.staff (user_id) on delete set null
);
comment on table public.send_stops is
  'The provider or Meta refused the whole account (blocked, unpaid, bad token): nothing is sent until a person lifts the stop.';
create unique index send_stops_open_key on public.send_stops (phone_number_id) where ended_at is null;
alter table public.send_stops enable row level security;
create policy "active staff read send stops" on public.send_stops for select to authenticated
  using ((select public.current_staff_role()) is not null);
grant select on public.send_stops to authenticated, service_role;

create function public.lift_send_stop(p_stop_id uuid) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('admin');
begin
  update public.send_stops x set ended_at = clock_timestamp(), ended_by = v_me
  where x.id = p_stop_id and x.ended_at is null;
  if not found then
    return false;
  end if;
  perform public.audit('send_stop_lifted', 'send_stop', p_stop_id);
  return true;
end
$$;
comment on function public.lift_send_stop(uuid) is
  'An admin says that the account is in order again. What waited is found by redrive within a minute.';
grant execute on function public.lift_send_stop(uuid) to authenticated;
