-- What staff write to each other in a conversation. Never sent, never read by the agent.

create table public.session_notes (
  id uuid primary key,
  session_id uuid not null references public.chat_sessions (id) on delete cascade,
  customer_id uuid not null references public.customers (id) on delete cascade,
  after_seq bigint not null,
  author_id uuid references public.staff (user_id) on delete set null,
  body text not null check (length(body) <= 4000),
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  edited_at timestamptz,
  deleted_at timestamptz,
  check ((deleted_at is null) = (length(btrim(body)) > 0))
);
comment on table public.session_notes is
  'Internal notes of staff, in their place of the transcript. A deleted note keeps its row without its words, so that open pages learn of it.';
comment on column public.session_notes.after_seq is
  'The newest bubble when it was written: the note stands behind it, however pages are cut.';
create index session_notes_by_session_idx on public.session_notes (session_id, after_seq);
create index session_notes_changed_idx on public.session_notes (session_id, updated_at);
create index session_notes_by_customer_idx on public.session_notes (customer_id, created_at desc);
create index session_notes_by_author_idx on public.session_notes (author_id) where author_id is not null;

alter table public.session_notes enable row level security;
create policy "active staff read notes" on public.session_notes for select to authenticated
  using ((select public.current_staff_role()) is not null);
grant select on public.session_notes to authenticated;
grant select, insert, update, delete on public.session_notes to service_role;

create function public.console_note_row(p_note public.session_notes) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'id', p_note.id, 'session_id', p_note.session_id, 'after_seq', p_note.after_seq, 'body', p_note.body,
    'author_name', (select f.display_name from public.staff f where f.user_id = p_note.author_id),
    'by_me', p_note.author_id is not distinct from auth.uid(),
    'at', p_note.created_at, 'edited', p_note.edited_at is not null, 'deleted', p_note.deleted_at is not null)
$$;
comment on function public.console_note_row(public.session_notes) is 'One note as the transcript and the customer panel show it.';
grant execute on function public.console_note_row(public.session_notes) to authenticated;

create function public.add_note(p_session_id uuid, p_note_id uuid, p_body text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('support', 'admin');
  v_note public.session_notes;
begin
  if p_note_id is null or length(btrim(coalesce(p_body, ''))) = 0 or length(p_body) > 4000 then
    raise exception 'invalid_note' using errcode = '22023';
  end if;
  insert into public.session_notes (id, session_id, customer_id, after_seq, author_id, body)
  select p_note_id, s.id, s.customer_id, coalesce((
      select m.seq from public.chat_messages m
      where m.session_id = s.id and not (m.message_type in ('reaction', 'edit', 'revoke') and m.reply_to is not null)
      order by m.seq desc limit 1), 0), v_me, btrim(p_body)
  from public.chat_sessions s where s.id = p_session_id
  on conflict (id) do nothing
  returning * into v_note;
  if v_note.id is null then
    -- The same press of Save again, or no such conversation.
    select n.* into v_note from public.session_notes n
    where n.id = p_note_id and n.session_id = p_session_id and n.author_id = v_me;
    if v_note.id is null then
      raise exception 'session_not_found' using errcode = 'PT404';
    end if;
    return public.console_note_row(v_note);
  end if;
  perform public.audit('note_added', 'chat_session', p_session_id, jsonb_build_object('note_id', p_note_id));
  return public.console_note_row(v_note);
end
$$;
comment on function public.add_note(uuid, uuid, text) is
  'Adds an internal note behind the newest bubble. The same p_note_id again returns the first result.';
grant execute on function public.add_note(uuid, uuid, text) to authenticated;

create function public.lock_own_note(p_note_id uuid, p_staff_id uuid) returns public.session_notes
language plpgsql security definer set search_path = ''
as $$
declare
  v_note public.session_notes;
begin
  select n.* into v_note from public.session_notes n where n.id = p_note_id for update;
  if v_note.id is null then
    raise exception 'note_not_found' using errcode = 'PT404';
  end if;
  if v_note.author_id is distinct from p_staff_id then
    raise exception 'not_yours' using errcode = 'PT409';
  end if;
  return v_note;
end
$$;
comment on function public.lock_own_note(uuid, uuid) is
  'A note that this person wrote, locked; 409 not_yours for another''s. For use inside the acts on notes: granted to nobody.';

create function public.edit_note(p_note_id uuid, p_body text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_note public.session_notes := public.lock_own_note(p_note_id, public.require_staff_role('support', 'admin'));
begin
  if length(btrim(coalesce(p_body, ''))) = 0 or length(p_body) > 4000 then
    raise exception 'invalid_note' using errcode = '22023';
  end if;
  if v_note.body is distinct from btrim(p_body) then
    perform public.audit(case when v_note.deleted_at is null then 'note_edited' else 'note_restored' end,
      'chat_session', v_note.session_id, jsonb_build_object('note_id', p_note_id));
    update public.session_notes n
    set body = btrim(p_body), updated_at = clock_timestamp(), deleted_at = null,
        edited_at = case when n.deleted_at is null then clock_timestamp() else n.edited_at end
    where n.id = p_note_id returning n.* into v_note;
  end if;
  return public.console_note_row(v_note);
end
$$;
comment on function public.edit_note(uuid, text) is
  'New words for one''s own note. For a deleted note: takes the deletion back (Undo brings the words, the row no longer has them).';
grant execute on function public.edit_note(uuid, text) to authenticated;

create function public.delete_note(p_note_id uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_note public.session_notes := public.lock_own_note(p_note_id, public.require_staff_role('support', 'admin'));
begin
  if v_note.deleted_at is null then
    update public.session_notes n
    set body = '', deleted_at = clock_timestamp(), updated_at = clock_timestamp()
    where n.id = p_note_id returning n.* into v_note;
    perform public.audit('note_deleted', 'chat_session', v_note.session_id, jsonb_build_object('note_id', p_note_id));
  end if;
  return public.console_note_row(v_note);
end
$$;
comment on function public.delete_note(uuid) is 'Removes the words of one''s own note.';
grant execute on function public.delete_note(uuid) to authenticated;
