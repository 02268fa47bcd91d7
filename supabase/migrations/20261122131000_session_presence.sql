-- Who has a conversation open, and who is writing in it, so that two people do not answer at once.

create table public.session_presence (
  session_id uuid not null references public.chat_sessions (id) on delete cascade,
  staff_id uuid not null references public.staff (user_id) on delete cascade,
  activity text not null check (activity in ('viewing', 'writing')),
  seen_at timestamptz not null default clock_timestamp(),
  primary key (session_id, staff_id)
);
comment on table public.session_presence is
  'A heartbeat of each person in each open conversation. Counts for 20 seconds; later rows are ignored and swept by whoever comes next.';
create index session_presence_by_age_idx on public.session_presence (seen_at);
create index session_presence_by_staff_idx on public.session_presence (staff_id);
alter table public.session_presence enable row level security;
grant select, insert, update, delete on public.session_presence to service_role;

create function public.touch_presence(p_session_id uuid, p_staff_id uuid, p_activity text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if p_activity = 'left' then
    delete from public.session_presence p where p.session_id = p_session_id and p.staff_id = p_staff_id;
    return;
  end if;
  -- One write in five seconds while nothing changes: a page asks every two.
  update public.session_presence p set activity = p_activity, seen_at = clock_timestamp()
  where p.session_id = p_session_id and p.staff_id = p_staff_id
    and (p.activity <> p_activity or p.seen_at < clock_timestamp() - interval '5 seconds');
  if not found and not exists (select 1 from public.session_presence p
                               where p.session_id = p_session_id and p.staff_id = p_staff_id) then
    insert into public.session_presence (session_id, staff_id, activity) values (p_session_id, p_staff_id, p_activity)
    on conflict (session_id, staff_id) do update set activity = excluded.activity, seen_at = excluded.seen_at;
    delete from public.session_presence p
    where (p.session_id, p.staff_id) in (
      select o.session_id, o.staff_id from public.session_presence o
      where o.seen_at < clock_timestamp() - interval '10 minutes' order by o.seen_at limit 50 for update skip locked);
  end if;
end
$$;
comment on function public.touch_presence(uuid, uuid, text) is
  'Notes what a person does in a conversation: viewing, writing, left. Sweeps old rows when it adds one. For use inside poll_session: granted to nobody.';

create function public.presence_of_others(p_session_id uuid, p_staff_id uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('staff_id', p.staff_id, 'name', f.display_name, 'activity', p.activity)
                            order by f.display_name, p.staff_id), '[]')
  from public.session_presence p join public.staff f on f.user_id = p.staff_id and f.active
  where p.session_id = p_session_id and p.staff_id <> p_staff_id
    and p.seen_at > clock_timestamp() - interval '20 seconds'
$$;
comment on function public.presence_of_others(uuid, uuid) is
  'Colleagues seen in a conversation within 20 seconds. For use inside poll_session: granted to nobody.';
