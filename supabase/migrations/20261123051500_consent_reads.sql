-- What staff read of consent: the gate beside a conversation, and the ledger of everybody.

create or replace function public.session_header(p_session_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_gate jsonb;
  v_header jsonb;
begin
  perform public.require_staff_role('support', 'privacy', 'admin');
  v_gate := public.send_gate(p_session_id, 'staff', 'staff_reply');
  select public.console_session_row(s) || jsonb_build_object(
    'customer_id', s.customer_id,
    'customer_since', c.created_at,
    'marketing', c.marketing_status,
    'owner_since', s.owner_since,
    'refusal', v_gate #>> '{reasons,0,code}',
    'reasons', v_gate -> 'reasons',
    'template_refusal', v_gate #>> '{template,reasons,0,code}',
    'marketing_refusal', v_gate #>> '{template,marketing_reasons,0,code}',
    -- Asked for only where nothing else may be sent.
    'templates', case when v_gate -> 'allowed' = 'true' then '[]' else v_gate #> '{template,templates}' end,
    'newer_session_id', case when s.status = 'closed' then (
      select o.id from public.chat_sessions o
      where o.customer_id = s.customer_id and o.phone_number_id = s.phone_number_id and o.status = 'active') end,
    'can_write', public.current_staff_role() in ('support', 'admin'),
    'mine', s.assigned_to is not distinct from auth.uid())
  into v_header
  from public.chat_sessions s join public.customers c on c.id = s.customer_id
  where s.id = p_session_id;
  if v_header is null then
    raise exception 'session_not_found' using errcode = 'PT404';
  end if;
  return v_header;
end
$$;
comment on function public.session_header(uuid) is
  'The head of a conversation: who answers, the window, consent, every reason why staff may not write now, and the templates that may be sent instead. 404 when it does not exist.';

create index consent_events_newest_first_idx on public.consent_events (occurred_at desc, id desc);
create index consent_events_by_change_idx on public.consent_events (to_status, occurred_at desc, id desc);
create index consent_events_by_source_idx on public.consent_events (source, occurred_at desc, id desc);

create function public.list_consent_events(p_filter jsonb, p_before jsonb, p_limit integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_limit integer := least(greatest(coalesce(p_limit, 50), 1), 1000);
  v_customers uuid[];
  v_where text := '';
  v_rows jsonb;
begin
  perform public.require_staff_role('privacy', 'admin');
  if btrim(coalesce(p_filter ->> 'search', '')) <> '' then
    v_customers := public.search_customers(p_filter ->> 'search', coalesce(p_filter ->> 'calling_code', ''));
    v_where := v_where || ' and e.customer_id = any ($4)';
  end if;
  -- Built from what is asked for, so that each combination gets the plan of its own index.
  if p_filter ->> 'customer' is not null then
    v_where := v_where || ' and e.customer_id = ($1 ->> ''customer'')::uuid';
  end if;
  if p_filter ->> 'scope' is not null then
    v_where := v_where || ' and e.scope = $1 ->> ''scope''';
  end if;
  if p_filter ->> 'change' is not null then
    v_where := v_where || ' and e.to_status = $1 ->> ''change''';
  end if;
  if p_filter ->> 'source' is not null then
    v_where := v_where || ' and e.source = $1 ->> ''source''';
  end if;
  if p_filter ->> 'id' is not null then
    v_where := v_where || ' and e.id = ($1 ->> ''id'')::uuid';
  end if;
  if p_filter ->> 'from' is not null then
    v_where := v_where || ' and e.occurred_at >= ($1 ->> ''from'')::timestamptz';
  end if;
  if p_filter ->> 'before' is not null then
    v_where := v_where || ' and e.occurred_at < ($1 ->> ''before'')::timestamptz';
  end if;
  if p_before is not null then
    v_where := v_where || ' and (e.occurred_at, e.id) < (($2 ->> ''at'')::timestamptz, ($2 ->> ''id'')::uuid)';
  end if;
  execute
    'select coalesce(jsonb_agg(jsonb_build_object(
       ''id'', page.id, ''customer_id'', page.customer_id, ''customer_name'', c.display_name,
       ''number'', (select public.masked_identity(i.kind, i.value) from public.customer_identities i
                    where i.customer_id = c.id and i.valid_to is null order by i.kind limit 1),
       ''scope'', page.scope, ''from_status'', page.from_status, ''to_status'', page.to_status,
       ''source'', page.source, ''channel'', page.channel, ''words'', page.words, ''button_id'', page.button_id,
       ''session_id'', m.session_id, ''message_seq'', m.seq,
       ''at'', page.occurred_at, ''recorded_at'', page.recorded_at,
       ''by'', (select f.display_name from public.staff f where f.user_id = page.recorded_by))
       order by page.occurred_at desc, page.id desc), ''[]'')
     from (select e.* from public.consent_events e where true' || v_where || '
           order by e.occurred_at desc, e.id desc limit $3) page
     join public.customers c on c.id = page.customer_id
     left join public.chat_messages m on m.id = page.message_id'
  into v_rows using p_filter, p_before, v_limit + 1, v_customers;
  return jsonb_build_object(
    'rows', (select coalesce(jsonb_agg(x.row order by x.place), '[]')
             from jsonb_array_elements(v_rows) with ordinality x (row, place) where x.place <= v_limit),
    'next', case when jsonb_array_length(v_rows) > v_limit then jsonb_build_object(
      'at', v_rows -> (v_limit - 1) ->> 'at', 'id', v_rows -> (v_limit - 1) ->> 'id') end);
end
$$;
comment on function public.list_consent_events(jsonb, jsonb, integer) is
  'A page of the consent ledger, newest first, numbers masked. filter: search (with calling_code), customer, scope, change (to_status), source, from, before, id. before: `next` of the page before.';
grant execute on function public.list_consent_events(jsonb, jsonb, integer) to authenticated;

create function public.begin_consent_export(p_filter jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_at timestamptz := clock_timestamp();
begin
  perform public.require_staff_role('privacy', 'admin');
  -- What was looked for may itself be a name or a number: the names of the filters, not their values.
  perform public.audit('consent_exported', 'consent_ledger', null, jsonb_build_object('filters',
    (select coalesce(jsonb_agg(f.name order by f.name), '[]') from jsonb_object_keys(coalesce(p_filter, '{}')) f (name))));
  return jsonb_build_object('before', least((p_filter ->> 'before')::timestamptz, v_at));
end
$$;
comment on function public.begin_consent_export(jsonb) is
  'Writes down that lines of the ledger leave the console, before the first one does. Returns the instant up to which they are, so that the file is one moment''s.';
grant execute on function public.begin_consent_export(jsonb) to authenticated;
