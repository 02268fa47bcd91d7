-- Approved templates: the only thing that may be sent outside the 24-hour window.

create table public.message_templates (
  id uuid primary key default gen_random_uuid(),
  name text not null check (length(name) between 1 and 512),
  language text not null check (length(language) between 2 and 20),
  category text,
  status text,
  body text not null,
  variable_count integer not null check (variable_count between 0 and 50),
  components jsonb not null,
  synced_at timestamptz not null default now(),
  gone_at timestamptz,
  unique (name, language)
);
comment on table public.message_templates is
  'Templates as the provider lists them. body is the text with {{1}} in place of variables; gone_at: no longer listed.';
alter table public.message_templates enable row level security;
create policy "active staff read templates" on public.message_templates for select to authenticated
  using ((select public.current_staff_role()) is not null);
grant select on public.message_templates to authenticated, service_role;

create function public.replace_templates(p_templates jsonb) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  v_count integer;
begin
  insert into public.message_templates as t (name, language, category, status, body, variable_count, components)
  select x.name, x.language, x.category, x.status, x.body, x.variable_count, x.components
  from jsonb_to_recordset(p_templates) x
    (name text, language text, category text, status text, body text, variable_count integer, components jsonb)
  on conflict (name, language) do update
  set category = excluded.category, status = excluded.status, body = excluded.body,
      variable_count = excluded.variable_count, components = excluded.components, synced_at = now(), gone_at = null;
  get diagnostics v_count = row_count;
  update public.message_templates t set gone_at = now() where t.synced_at < now() and t.gone_at is null;
  return v_count;
end
$$;
comment on function public.replace_templates(jsonb) is
  'Makes the list what the provider says now; what it no longer lists keeps its row and cannot be sent.';
revoke all on function public.replace_templates(jsonb) from public;
grant execute on function public.replace_templates(jsonb) to service_role;

create function public.fill_template(p_body text, p_variables text[]) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  v_text text := '';
  v_rest text := p_body;
  v_match text[];
begin
  -- Left to right, once: a value that itself holds {{2}} is not filled in again.
  loop
    v_match := regexp_match(v_rest, '^(.*?)\{\{\s*([0-9]{1,2})\s*\}\}(.*)$', 's');
    exit when v_match is null;
    v_text := v_text || v_match[1] || coalesce(p_variables[v_match[2]::integer], '');
    v_rest := v_match[3];
  end loop;
  return v_text || v_rest;
end
$$;
comment on function public.fill_template(text, text[]) is 'The text that the customer will read.';

create function public.queue_template(p_session_id uuid, p_template_id uuid, p_variables text[], p_client_key uuid)
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('support', 'admin');
  v_session public.chat_sessions;
  v_template public.message_templates;
  v_refusal text;
  v_text text;
  v_id uuid;
  v_seq bigint;
begin
  select s.* into v_session from public.chat_sessions s where s.id = p_session_id for update;
  select t.* into v_template from public.message_templates t where t.id = p_template_id;
  if v_session.id is null or v_template.id is null then
    raise exception 'session_or_template_not_found' using errcode = 'PT404';
  end if;
  select m.id into v_id from public.chat_messages m where m.client_key = p_client_key and m.author_id = v_me;
  if v_id is not null then
    return jsonb_build_object('message_id', v_id, 'again', true);
  end if;
  if v_template.gone_at is not null or upper(coalesce(v_template.status, '')) <> 'APPROVED' then
    raise exception 'template_not_approved' using errcode = 'PT409';
  end if;
  if p_client_key is null or coalesce(cardinality(p_variables), 0) <> v_template.variable_count
     or exists (select 1 from unnest(p_variables) x where x is null or btrim(x) = '' or length(x) > 1024) then
    raise exception 'invalid_template_variables' using errcode = '22023';
  end if;
  v_refusal := public.send_refusal(p_session_id, 'staff', 'template', clock_timestamp(), v_template.category);
  if v_refusal is not null then
    return jsonb_build_object('refusal', v_refusal);
  end if;
  v_text := public.fill_template(v_template.body, p_variables);
  insert into public.chat_messages
    (session_id, customer_id, direction, author, author_id, message_type, text, rendered_text, payload, purpose, state,
     state_changed_at, client_key)
  values
    (p_session_id, v_session.customer_id, 'outbound', 'staff', v_me, 'template', v_text, v_text,
     jsonb_build_object('template', jsonb_build_object(
       'name', v_template.name, 'language', v_template.language, 'category', v_template.category,
       'variables', to_jsonb(p_variables))),
     'template', 'queued', clock_timestamp(), p_client_key)
  returning id, seq into v_id, v_seq;
  update public.chat_sessions s
  set last_message_seq = v_seq, last_message_at = clock_timestamp(), updated_at = clock_timestamp()
  where s.id = p_session_id;
  perform public.audit('template_queued', 'chat_message', v_id, jsonb_build_object('template', v_template.name));
  return jsonb_build_object('message_id', v_id, 'again', false);
end
$$;
comment on function public.queue_template(uuid, uuid, text[], uuid) is
  'Queues an approved template with its variables for one customer; the gate is asked now and again when it is sent. Returns message_id, or refusal with the reason.';
revoke all on function public.queue_template(uuid, uuid, text[], uuid) from public;
grant execute on function public.queue_template(uuid, uuid, text[], uuid) to authenticated;
