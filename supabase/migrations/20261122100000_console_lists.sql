-- The console's list of conversations. Readers run with the caller's rights, so row-level security
-- decides; they also refuse everyone who is not staff, so that a wrong role gets an error, not nothing.

create index chat_sessions_closing_idx
  on public.chat_sessions (wa_window_expires_at, id) where owner = 'bot' and status = 'active';
create index chat_sessions_closed_newest_first_idx
  on public.chat_sessions (last_message_at desc, id desc) where status = 'closed';
create index customers_by_word_of_name_idx
  on public.customers using gin (to_tsvector('simple', coalesce(display_name, '')));
create index customer_identities_by_ending_idx
  on public.customer_identities (reverse(value) text_pattern_ops) where kind = 'phone';

create function public.masked_phone(p_value text) returns text
language sql immutable set search_path = ''
as $$
  select left(p_value, greatest(length(p_value) - 6, 4)) || '•••' || right(p_value, 3)
$$;
comment on function public.masked_phone(text) is
  'A number as lists show it: +256772•••418. Enough to tell two customers apart, too little to call.';
grant execute on function public.masked_phone(text) to authenticated;

create function public.search_customers(p_query text, p_calling_code text) returns uuid[]
language plpgsql stable set search_path = ''
as $$
declare
  v_query text := btrim(p_query);
  v_digits text := regexp_replace(v_query, '\D', '', 'g');
  v_national text := ltrim(v_digits, '0');
  v_words text;
begin
  if length(v_digits) >= 3 and v_query ~ '^[+0-9 ().-]+$' then
    return array(
      select distinct i.customer_id from public.customer_identities i
      where i.kind = 'phone' and length(v_national) >= 3
        and (i.value like '+' || v_digits || '%'
             or i.value like '+' || p_calling_code || v_national || '%'
             or reverse(i.value) like reverse(v_national) || '%')
      limit 200);
  end if;
  -- Words are quoted lexemes: nothing of what staff type is read as a query operator.
  select string_agg(quote_literal(w.word) || ':*', ' & ') into v_words
  from regexp_split_to_table(lower(regexp_replace(v_query, '[][''"\\&|!(){}:*<>,.;@#/+_-]+', ' ', 'g')), '\s+') w (word)
  where w.word <> '';
  if v_words is null then
    return array[]::uuid[];
  end if;
  return array(
    (select c.id from public.customers c
     where to_tsvector('simple', coalesce(c.display_name, '')) @@ to_tsquery('simple', v_words)
     limit 200)
    union
    (select i.customer_id from public.customer_identities i
     where i.kind = 'wa_user_id' and length(v_query) >= 4
       and i.value like replace(replace(replace(v_query, '\', '\\'), '%', '\%'), '_', '\_') || '%'
     limit 200));
end
$$;
comment on function public.search_customers(text, text) is
  'Customers whose name has words beginning with these, whose number begins or ends with these digits (international, or national with the calling code), or whose WhatsApp id begins so. At most 200 of each.';
grant execute on function public.search_customers(text, text) to authenticated;

create function public.console_session_ids(
  p_segment text, p_customers uuid[], p_only uuid[], p_before jsonb, p_limit integer)
returns uuid[]
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan
as $$
declare
  v_me uuid := auth.uid();
  v_now timestamptz := now();
  v_at timestamptz := coalesce((p_before ->> 'at')::timestamptz,
    case when p_segment = 'closing' then now() else 'infinity'::timestamptz end);
  v_id uuid := coalesce((p_before ->> 'id')::uuid,
    case when p_segment = 'closing' then '00000000-0000-0000-0000-000000000000'::uuid
         else 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid end);
begin
  if p_segment = 'closing' then
    return array(
      select s.id from public.chat_sessions s
      where s.owner = 'bot' and s.status = 'active'
        and s.wa_window_expires_at <= v_now + interval '2 hours'
        and (s.wa_window_expires_at, s.id) > (v_at, v_id)
        and s.last_inbound_at > coalesce(s.last_outbound_at, '-infinity')
      order by s.wa_window_expires_at, s.id limit p_limit);
  end if;
  return array(
    select s.id from public.chat_sessions s
    where (p_segment not in ('open', 'human', 'mine', 'rest') or s.status = 'active')
      and (p_segment <> 'human' or s.owner = 'human')
      and (p_segment <> 'mine' or s.assigned_to = v_me)
      and (p_segment <> 'closed' or s.status = 'closed')
      and (p_segment <> 'rest' or (s.owner = 'bot' and not (
        coalesce(s.wa_window_expires_at, '-infinity') > v_now
        and s.wa_window_expires_at <= v_now + interval '2 hours'
        and s.last_inbound_at > coalesce(s.last_outbound_at, '-infinity'))))
      and (p_customers is null or s.customer_id = any (p_customers))
      and (p_only is null or s.id = any (p_only))
      and (s.last_message_at, s.id) < (v_at, v_id)
    order by s.last_message_at desc, s.id desc limit p_limit);
end
$$;
comment on function public.console_session_ids(text, uuid[], uuid[], jsonb, integer) is
  'One ordered stretch of the list after a place in it: human, closing (window ends within 2 h and the customer waits) and rest make up open; mine, closed and all stand alone. Planned anew each time, so that each segment uses its own index.';
grant execute on function public.console_session_ids(text, uuid[], uuid[], jsonb, integer) to authenticated;

create function public.console_session_row(p_session public.chat_sessions) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'id', p_session.id,
    'name', c.display_name,
    'number', (select public.masked_phone(i.value) from public.customer_identities i
               where i.customer_id = c.id and i.kind = 'phone' and i.valid_to is null),
    'status', p_session.status,
    'owner', p_session.owner,
    'owner_reason', p_session.owner_reason,
    'assigned_to', p_session.assigned_to,
    'assigned_name', (select f.display_name from public.staff f where f.user_id = p_session.assigned_to),
    'consent', c.consent_status,
    'last_message_at', p_session.last_message_at,
    'window_expires_at', p_session.wa_window_expires_at,
    'customer_waits', coalesce(p_session.last_inbound_at > coalesce(p_session.last_outbound_at, '-infinity'), false),
    'last_message', (
      select jsonb_build_object('author', m.author, 'by_me', m.author_id is not distinct from auth.uid(),
               'type', m.message_type, 'text', left(m.rendered_text, 160), 'state', m.state)
      from public.chat_messages m
      where m.session_id = p_session.id and m.direction <> 'system' and m.state is distinct from 'suppressed'
      order by m.seq desc limit 1),
    'updated_at', p_session.updated_at)
  from public.customers c where c.id = p_session.customer_id
$$;
comment on function public.console_session_row(public.chat_sessions) is
  'One conversation as a list shows it, with the newest bubble that left or arrived.';
grant execute on function public.console_session_row(public.chat_sessions) to authenticated;

create function public.console_session_rows(p_ids uuid[]) returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(jsonb_agg(public.console_session_row(s) order by x.place), '[]')
  from unnest(p_ids) with ordinality x (id, place) join public.chat_sessions s on s.id = x.id
$$;
comment on function public.console_session_rows(uuid[]) is 'Rows of these conversations, in the given order.';
grant execute on function public.console_session_rows(uuid[]) to authenticated;

create function public.console_session_counts() returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'open', (select count(*) from (select 1 from public.chat_sessions s where s.status = 'active' limit 1000) x),
    'human', (select count(*) from (
      select 1 from public.chat_sessions s where s.owner = 'human' and s.status = 'active' limit 1000) x),
    'mine', (select count(*) from (
      select 1 from public.chat_sessions s where s.assigned_to = auth.uid() and s.status = 'active' limit 1000) x))
$$;
comment on function public.console_session_counts() is
  'Figures on the filters, counted up to 1000 so that they cost the same at any size.';
grant execute on function public.console_session_counts() to authenticated;

create function public.list_sessions(
  p_filter text default 'open', p_query text default null, p_calling_code text default '',
  p_cursor jsonb default null, p_limit integer default 50)
returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  v_customers uuid[];
  v_segments text[] := array[p_filter];
  v_limit integer := least(greatest(p_limit, 1), 100);
  v_segment text;
  v_ids uuid[] := '{}';
  v_found uuid[];
  v_before jsonb := p_cursor;
  v_next jsonb;
  v_last public.chat_sessions;
begin
  perform public.require_staff_role('support', 'privacy', 'admin');
  if p_filter not in ('open', 'human', 'mine', 'closed', 'all') then
    raise exception 'unknown_filter' using errcode = '22023';
  end if;
  if btrim(coalesce(p_query, '')) <> '' then
    v_customers := public.search_customers(p_query, p_calling_code);
  elsif p_filter = 'open' then
    v_segments := array['human', 'closing', 'rest'];
  end if;
  foreach v_segment in array v_segments[coalesce(array_position(v_segments, p_cursor ->> 'segment'), 1):] loop
    v_found := public.console_session_ids(v_segment, v_customers, null, v_before, v_limit + 1 - cardinality(v_ids));
    v_before := null;
    v_ids := v_ids || v_found;
    if cardinality(v_ids) > v_limit then
      -- The last of the page may stand in an earlier stretch than the one that overflowed.
      v_ids := v_ids[:v_limit];
      select s.* into v_last from public.chat_sessions s where s.id = v_ids[v_limit];
      if cardinality(v_found) = 1 and array_position(v_segments, v_segment) > 1 then
        v_next := jsonb_build_object('segment', v_segment);
      else
        v_next := jsonb_build_object('segment', v_segment, 'id', v_last.id,
          'at', case when v_segment = 'closing' then v_last.wa_window_expires_at else v_last.last_message_at end);
      end if;
      exit;
    end if;
  end loop;
  return jsonb_build_object(
    'rows', public.console_session_rows(v_ids), 'next', v_next,
    'counts', public.console_session_counts(), 'as_of', now());
end
$$;
comment on function public.list_sessions(text, text, text, jsonb, integer) is
  'A page of conversations for the console: by urgency (needs a person, window closing, everyone else) when open, newest first otherwise; next is the cursor of the page after, as_of what to pass to session_list_changes.';
grant execute on function public.list_sessions(text, text, text, jsonb, integer) to authenticated;

create function public.session_list_changes(
  p_since timestamptz, p_filter text default 'open', p_query text default null, p_calling_code text default '')
returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  v_customers uuid[];
  v_changed uuid[];
  v_match uuid[];
begin
  perform public.require_staff_role('support', 'privacy', 'admin');
  -- Ten seconds of overlap: a transaction that began earlier may commit later than what was seen.
  v_changed := array(
    select s.id from public.chat_sessions s
    where s.updated_at > p_since - interval '10 seconds' order by s.updated_at desc limit 101);
  if cardinality(v_changed) > 100 then
    return jsonb_build_object('reset', true, 'rows', '[]'::jsonb, 'gone', '[]'::jsonb,
      'counts', public.console_session_counts(), 'as_of', now());
  end if;
  if btrim(coalesce(p_query, '')) <> '' then
    v_customers := public.search_customers(p_query, p_calling_code);
  end if;
  v_match := public.console_session_ids(p_filter, v_customers, v_changed, null, 101);
  return jsonb_build_object(
    'reset', false,
    'rows', public.console_session_rows(v_match),
    'gone', (select coalesce(jsonb_agg(x.id), '[]') from unnest(v_changed) x (id) where x.id <> all (v_match)),
    'counts', public.console_session_counts(), 'as_of', now());
end
$$;
comment on function public.session_list_changes(timestamptz, text, text, text) is
  'What changed in a list since as_of: rows that belong in it now, ids that do not any more; reset when it is too much to merge.';
grant execute on function public.session_list_changes(timestamptz, text, text, text) to authenticated;
