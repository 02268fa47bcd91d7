-- Answers that staff give again and again, opened with "/" on an empty line of the composer.

create table public.canned_replies (
  id uuid primary key,
  title text not null check (length(btrim(title)) between 1 and 80),
  shortcut text not null check (shortcut ~ '^[a-z0-9][a-z0-9_-]{0,29}$'),
  body text not null check (length(btrim(body)) between 1 and 4000),
  created_by uuid references public.staff (user_id) on delete set null,
  updated_by uuid references public.staff (user_id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz
);
comment on table public.canned_replies is
  'Ready answers: what to type after "/" and the text, with {{customer_name}}, {{customer_first_name}} or {{my_name}} filled in before it is sent.';
create unique index canned_replies_shortcut_key on public.canned_replies (shortcut) where deleted_at is null;

alter table public.canned_replies enable row level security;
create policy "active staff read canned replies" on public.canned_replies for select to authenticated
  using ((select public.current_staff_role()) is not null);
grant select on public.canned_replies to authenticated;
grant select, insert, update, delete on public.canned_replies to service_role;

create function public.save_canned_reply(p_id uuid, p_title text, p_shortcut text, p_body text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('support', 'admin');
  v_reply public.canned_replies;
begin
  if p_id is null or coalesce(p_shortcut, '') !~ '^[a-z0-9][a-z0-9_-]{0,29}$'
     or length(btrim(coalesce(p_title, ''))) not between 1 and 80
     or length(btrim(coalesce(p_body, ''))) not between 1 and 4000
     or exists (select 1 from regexp_matches(p_body, '\{\{\s*([^{}]*?)\s*\}\}', 'g') x (match)
                where x.match[1] not in ('customer_name', 'customer_first_name', 'my_name')) then
    raise exception 'invalid_canned_reply' using errcode = '22023';
  end if;
  begin
    insert into public.canned_replies as r (id, title, shortcut, body, created_by, updated_by)
    values (p_id, btrim(p_title), p_shortcut, btrim(p_body), v_me, v_me)
    on conflict (id) do update
    set title = excluded.title, shortcut = excluded.shortcut, body = excluded.body, updated_by = v_me, updated_at = now()
    where r.deleted_at is null
    returning r.* into v_reply;
  exception when unique_violation then
    raise exception 'shortcut_taken' using errcode = 'PT409';
  end;
  if v_reply.id is null then
    raise exception 'canned_reply_not_found' using errcode = 'PT404';
  end if;
  perform public.audit(case when v_reply.created_at = v_reply.updated_at then 'canned_reply_added' else 'canned_reply_changed' end,
    'canned_reply', p_id);
  return jsonb_build_object('id', v_reply.id, 'title', v_reply.title, 'shortcut', v_reply.shortcut, 'body', v_reply.body);
end
$$;
comment on function public.save_canned_reply(uuid, text, text, text) is
  'Adds a canned reply under an id that the console chose, or changes it. 409 shortcut_taken; 22023 for an unknown placeholder or a wrong length.';
grant execute on function public.save_canned_reply(uuid, text, text, text) to authenticated;

create function public.delete_canned_reply(p_id uuid) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  perform public.require_staff_role('support', 'admin');
  update public.canned_replies r set deleted_at = now() where r.id = p_id and r.deleted_at is null;
  if found then
    perform public.audit('canned_reply_deleted', 'canned_reply', p_id);
  end if;
  return found;
end
$$;
comment on function public.delete_canned_reply(uuid) is 'Takes a canned reply off the list; it can be restored.';
grant execute on function public.delete_canned_reply(uuid) to authenticated;

create function public.restore_canned_reply(p_id uuid) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  perform public.require_staff_role('support', 'admin');
  begin
    update public.canned_replies r set deleted_at = null where r.id = p_id and r.deleted_at is not null;
  exception when unique_violation then
    raise exception 'shortcut_taken' using errcode = 'PT409';
  end;
  if found then
    perform public.audit('canned_reply_restored', 'canned_reply', p_id);
  end if;
  return found;
end
$$;
comment on function public.restore_canned_reply(uuid) is 'Undo of a deletion; 409 shortcut_taken when another has its shortcut by now.';
grant execute on function public.restore_canned_reply(uuid) to authenticated;
