-- "Has anything changed since?", answered without reading a list: each transaction that touches what a list
-- shows leaves one mark, and a reader's marker is the snapshot in which they read. Exact, whatever commits late.

create sequence public.list_change_numbers;
create table public.list_changes (
  id bigint primary key default nextval('public.list_change_numbers'),
  list text not null check (list in ('tickets', 'jobs', 'parked', 'alerts', 'requests', 'media', 'consent')),
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null default clock_timestamp()
);
alter sequence public.list_change_numbers owned by public.list_changes.id;
comment on table public.list_changes is
  'Which transaction changed what a list of the console shows: no contents. Ten minutes of it are kept.';
create index list_changes_by_list_idx on public.list_changes (list, xid);
alter table public.list_changes enable row level security;

create function public.note_list_change() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if not exists (
       select 1 from public.list_changes c where c.list = tg_argv[0] and c.xid = pg_current_xact_id()) then
    insert into public.list_changes (list) values (tg_argv[0]);
    -- Each mark takes a few old ones along, so that the table stays small by itself.
    delete from public.list_changes c using (
      select o.id from public.list_changes o
      where o.at < clock_timestamp() - interval '10 minutes'
      order by o.id limit 4 for update skip locked) past
    where c.id = past.id;
  end if;
  return null;
end
$$;
comment on function public.note_list_change() is 'Leaves one mark a transaction and list; the trigger''s argument is the list.';
revoke all on function public.note_list_change() from public;

create trigger tickets_note_their_changes after insert or update or delete on public.support_tickets
  for each row execute function public.note_list_change('tickets');
create trigger runs_note_their_changes after insert or update or delete on public.job_runs
  for each row execute function public.note_list_change('jobs');
create trigger alerts_note_their_changes after insert or update or delete on public.alerts
  for each row execute function public.note_list_change('alerts');
create trigger requests_note_their_changes after insert or update or delete on public.privacy_requests
  for each row execute function public.note_list_change('requests');
create trigger media_note_their_changes after insert or update or delete on public.chat_media
  for each row execute function public.note_list_change('media');
create trigger consent_notes_its_changes after insert or update or delete on public.consent_events
  for each row execute function public.note_list_change('consent');
create trigger holds_note_changes_of_media after insert or update or delete on public.legal_holds
  for each row execute function public.note_list_change('media');
create trigger holds_note_changes_of_requests after insert or update or delete on public.legal_holds
  for each row execute function public.note_list_change('requests');
-- Of all that comes in, only what is parked or was.
create trigger new_parked_events_are_noted after insert on public.wa_events
  for each row when (new.status <> 'stored') execute function public.note_list_change('parked');
create trigger changed_parked_events_are_noted after update on public.wa_events
  for each row when (old.status <> 'stored' or new.status <> 'stored') execute function public.note_list_change('parked');
create trigger gone_parked_events_are_noted after delete on public.wa_events
  for each row when (old.status <> 'stored') execute function public.note_list_change('parked');

create function public.list_state(p_lists text[], p_marker text default null) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_at bigint := floor(extract(epoch from clock_timestamp()));
  v_now text := v_at || '.' || pg_current_snapshot();
  v_since bigint;
  v_seen pg_snapshot;
begin
  perform public.require_staff_role('support', 'privacy', 'admin');
  -- Rows also change with time and with names in other tables: what is a minute old is read again.
  if p_marker is null or p_marker !~ '^[0-9]{1,12}[.][0-9]+:[0-9]+:[0-9,]*$' then
    return jsonb_build_object('unchanged', false, 'marker', v_now);
  end if;
  begin
    v_since := split_part(p_marker, '.', 1)::bigint;
    v_seen := split_part(p_marker, '.', 2)::pg_snapshot;
  exception when invalid_text_representation or numeric_value_out_of_range then
    return jsonb_build_object('unchanged', false, 'marker', v_now);
  end;
  if v_at - v_since not between 0 and 60 or exists (
       select 1 from public.list_changes c
       where c.list = any (p_lists) and c.xid >= pg_snapshot_xmin(v_seen) and not pg_visible_in_snapshot(c.xid, v_seen)) then
    return jsonb_build_object('unchanged', false, 'marker', v_now);
  end if;
  return jsonb_build_object('unchanged', true, 'marker', p_marker);
end
$$;
comment on function public.list_state(text[], text) is
  'Whether nothing of these lists was committed since the marker was given out, at most a minute ago; and the marker of now, to be taken before the list is read.';
revoke all on function public.list_state(text[], text) from public;
grant execute on function public.list_state(text[], text) to authenticated;
