-- What each member of staff has read, and the indexes under the filters of the list.

create table public.session_reads (
  user_id uuid not null references public.staff (user_id) on delete cascade,
  session_id uuid not null references public.chat_sessions (id) on delete cascade,
  upto_seq bigint not null,
  read_at timestamptz not null default clock_timestamp(),
  primary key (user_id, session_id)
);
comment on table public.session_reads is
  'Up to which message a member of staff has seen a conversation. What the customer wrote after it is unread.';
create index session_reads_by_session_idx on public.session_reads (session_id);
create index session_reads_recent_idx on public.session_reads (user_id, read_at);

create table public.read_marks (
  user_id uuid primary key references public.staff (user_id) on delete cascade,
  upto_seq bigint not null,
  marked_at timestamptz not null default clock_timestamp()
);
comment on table public.read_marks is
  'Below this message everything counts as read by a member of staff: set when they join, and when they mark all as read. It bounds what counting unread conversations looks at.';

create function public.begin_reading() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.read_marks (user_id, upto_seq)
  values (new.user_id, coalesce((select max(m.seq) from public.chat_messages m), 0))
  on conflict (user_id) do nothing;
  return null;
end
$$;
comment on function public.begin_reading() is
  'A new member of staff begins with nothing unread: what came before them is not theirs to catch up on.';
create trigger staff_begin_with_nothing_unread
  after insert on public.staff for each row execute function public.begin_reading();
insert into public.read_marks (user_id, upto_seq)
select f.user_id, coalesce((select max(m.seq) from public.chat_messages m), 0) from public.staff f;

create function public.mark_session_read(p_session_id uuid, p_upto_seq bigint) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('support', 'privacy', 'admin');
begin
  insert into public.session_reads (user_id, session_id, upto_seq)
  select v_me, s.id, least(p_upto_seq, s.last_message_seq) from public.chat_sessions s where s.id = p_session_id
  on conflict (user_id, session_id) do update
  set upto_seq = excluded.upto_seq, read_at = clock_timestamp()
  where session_reads.upto_seq < excluded.upto_seq;
  if not exists (select 1 from public.chat_sessions s where s.id = p_session_id) then
    raise exception 'session_not_found' using errcode = 'PT404';
  end if;
  return jsonb_build_object('ok', true);
end
$$;
comment on function public.mark_session_read(uuid, bigint) is
  'The caller has seen a conversation up to this message. Only forward, so that a slow request of another tab takes nothing back. 404 when it does not exist.';
grant execute on function public.mark_session_read(uuid, bigint) to authenticated;

create function public.mark_all_read(p_upto_seq bigint default null) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('support', 'privacy', 'admin');
  v_newest bigint := (select coalesce(max(m.seq), 0) from public.chat_messages m);
  v_before bigint;
begin
  select r.upto_seq into v_before from public.read_marks r where r.user_id = v_me for update;
  insert into public.read_marks as r (user_id, upto_seq)
  values (v_me, least(coalesce(p_upto_seq, v_newest), v_newest))
  on conflict (user_id) do update set upto_seq = excluded.upto_seq, marked_at = clock_timestamp();
  return jsonb_build_object('before', coalesce(v_before, 0));
end
$$;
comment on function public.mark_all_read(bigint) is
  'Everything up to now (or up to p_upto_seq, to undo it) counts as read by the caller. Returns where the mark stood before.';
grant execute on function public.mark_all_read(bigint) to authenticated;

alter table public.session_reads enable row level security;
alter table public.read_marks enable row level security;
create policy "active staff see what they themselves have read" on public.session_reads for select to authenticated
  using (user_id = (select auth.uid()) and (select public.current_staff_role()) is not null);
create policy "active staff see their own mark" on public.read_marks for select to authenticated
  using (user_id = (select auth.uid()) and (select public.current_staff_role()) is not null);
grant select on public.session_reads, public.read_marks to authenticated, service_role;

-- Consent stands at the customer; the list needs it in the order of conversations.
alter table public.chat_sessions add column opted_out boolean not null default false;
comment on column public.chat_sessions.opted_out is
  'Copy of the customer''s consent for the list''s filter, kept by triggers. Whether we may send is asked of the customer, never of this.';
update public.chat_sessions s set opted_out = true
from public.customers c where c.id = s.customer_id and c.consent_status = 'opted_out';

create function public.session_knows_consent() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if tg_table_name = 'customers' then
    update public.chat_sessions s
    set opted_out = new.consent_status = 'opted_out', updated_at = clock_timestamp()
    where s.customer_id = new.id and s.opted_out is distinct from (new.consent_status = 'opted_out');
    return null;
  end if;
  new.opted_out := exists (
    select 1 from public.customers c where c.id = new.customer_id and c.consent_status = 'opted_out');
  return new;
end
$$;
comment on function public.session_knows_consent() is
  'Copies opt-out from customer to conversation; in the lock order: the customer''s row is locked first.';
create trigger session_begins_with_consent
  before insert on public.chat_sessions for each row execute function public.session_knows_consent();
create trigger sessions_follow_consent
  after update of consent_status on public.customers for each row
  when ((old.consent_status = 'opted_out') is distinct from (new.consent_status = 'opted_out'))
  execute function public.session_knows_consent();

create index chat_sessions_open_newest_first_idx
  on public.chat_sessions (last_message_at desc, id desc) where status = 'active';
create index chat_sessions_opted_out_newest_first_idx
  on public.chat_sessions (last_message_at desc, id desc) where opted_out;
create index chat_sessions_customer_waits_idx
  on public.chat_sessions (last_message_at desc, id desc)
  where status = 'active' and last_inbound_at > coalesce(last_outbound_at, '-infinity');
create index chat_sessions_taken_newest_first_idx
  on public.chat_sessions (last_message_at desc, id desc) where assigned_to is not null and status = 'active';
create index chat_sessions_open_of_assignee_idx
  on public.chat_sessions (assigned_to, last_message_at desc, id desc) where assigned_to is not null and status = 'active';
-- Serves the group of the open list and the filter alike.
create index chat_sessions_window_idx on public.chat_sessions (wa_window_expires_at, id) where status = 'active';
drop index public.chat_sessions_closing_idx;
create index chat_messages_not_delivered_idx on public.chat_messages (created_at desc) include (session_id, seq)
  where state in ('failed', 'unknown');
-- Receipts change a message, not its conversation's row; the list asks for them here.
create index chat_messages_moved_idx on public.chat_messages (updated_at) include (session_id);
