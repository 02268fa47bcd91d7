-- The audit log, legal holds, runs of retention and staff tell what changed as the other lists do.

alter table public.list_changes drop constraint list_changes_list_check;
alter table public.list_changes add constraint list_changes_list_check check (
  list in ('tickets', 'jobs', 'parked', 'alerts', 'requests', 'media', 'consent', 'audit', 'holds', 'retention', 'staff'));

-- A mark is a row of its own, and old ones are taken along only where nobody else holds them: whoever writes waits for nobody.
create trigger audit_notes_its_changes after insert or update or delete on public.audit_log
  for each row execute function public.note_list_change('audit');
-- What an act changes in the sign-in's own tables (invited, confirmed, second factor) is told by its audit row.
create trigger acts_on_staff_note_changes_of_staff after insert on public.audit_log
  for each row when (new.subject_kind = 'staff') execute function public.note_list_change('staff');
create trigger staff_note_their_changes after insert or update or delete on public.staff
  for each row execute function public.note_list_change('staff');
create trigger holds_note_their_changes after insert or update or delete on public.legal_holds
  for each row execute function public.note_list_change('holds');
create trigger retention_notes_its_changes after insert or update or delete on public.retention_runs
  for each row execute function public.note_list_change('retention');
create trigger clean_ups_note_changes_of_retention after insert or update or delete on public.media_cleanup_runs
  for each row execute function public.note_list_change('retention');
create trigger purges_note_changes_of_retention after insert or update or delete on public.media_purges
  for each row execute function public.note_list_change('retention');
