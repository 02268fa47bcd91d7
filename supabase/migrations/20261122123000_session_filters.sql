-- The list again, with every filter: what is shown, whose it is, and whether it is unread.

-- A text match is not leakproof, so below row-level security it would never use its index: the search of
-- people is the owner's and checks the role itself.
create or replace function public.search_customers(p_query text, p_calling_code text) returns uuid[]
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_query text := btrim(p_query);
  v_digits text := regexp_replace(v_query, '\D', '', 'g');
  v_national text := ltrim(v_digits, '0');
  v_words text;
begin
  perform public.require_staff_role('support', 'privacy', 'admin');
  if v_query ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
    return array(
      select s.customer_id from public.chat_sessions s where s.id = v_query::uuid
      union select c.id from public.customers c where c.id = v_query::uuid);
  end if;
  if length(v_digits) >= 3 and v_query ~ '^[+0-9 ().-]+$' then
    return array(
      select distinct i.customer_id from public.customer_identities i
      where i.kind = 'phone' and length(v_national) >= 3
        and (i.value like '+' || v_digits || '%'
             or i.value like '+' || p_calling_code || v_national || '%'
             or reverse(i.value) like reverse(v_national) || '%')
      limit 1000);
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
     limit 1000)
    union
    (select i.customer_id from public.customer_identities i
     where i.kind = 'wa_user_id' and length(v_query) >= 4
       and i.value like replace(replace(replace(v_query, '\', '\\'), '%', '\%'), '_', '\_') || '%'
     limit 200));
end
$$;
comment on function public.search_customers(text, text) is
  'Customers whose name has words beginning with these, whose number begins or ends with these digits (international, or national with the calling code), whose WhatsApp id begins so, or whose id or conversation''s id this is. At most 1,000.';

create function public.unread_after(p_session_id uuid) returns bigint
language sql stable set search_path = ''
as $$
  select greatest(
    coalesce((select k.upto_seq from public.read_marks k where k.user_id = auth.uid()), 0),
    coalesce((select r.upto_seq from public.session_reads r
              where r.user_id = auth.uid() and r.session_id = p_session_id), 0))
$$;
comment on function public.unread_after(uuid) is
  'The message up to which the caller has read a conversation, by opening it or by marking all as read.';

create function public.undelivered_session_ids() returns uuid[]
language sql stable set search_path = ''
as $$
  select array(
    select distinct m.session_id
    from (
      select f.session_id, f.seq from public.chat_messages f
      where f.state in ('failed', 'unknown') and f.created_at > now() - interval '30 days'
      order by f.created_at desc limit 1000) m
    where not exists (
      select 1 from public.chat_messages later
      where later.session_id = m.session_id and later.seq > m.seq
        and later.state in ('sent', 'delivered', 'read', 'played')))
$$;
comment on function public.undelivered_session_ids() is
  'Conversations in which a message failed or is in doubt and nothing got through after it: of the newest 1,000 such messages of 30 days.';
grant execute on function public.undelivered_session_ids() to authenticated;

drop function public.list_sessions(text, text, text, jsonb, integer);
drop function public.session_list_changes(timestamptz, text, text, text);
drop function public.console_session_ids(text, uuid[], uuid[], jsonb, integer);

create function public.console_session_ids(
  p_segment text, p_customers uuid[], p_only uuid[], p_before jsonb, p_limit integer,
  p_assignee text default 'anyone', p_unread boolean default false)
returns uuid[]
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
declare
  v_me uuid := auth.uid();
  v_now timestamptz := now();
  v_by_window boolean := p_segment in ('closing', 'window_closing');
  v_at timestamptz := coalesce((p_before ->> 'at')::timestamptz,
    case when v_by_window then now() else 'infinity'::timestamptz end);
  v_id uuid := coalesce((p_before ->> 'id')::uuid,
    case when v_by_window then '00000000-0000-0000-0000-000000000000'::uuid
         else 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid end);
  v_assignee uuid := case when p_assignee = 'me' then auth.uid()
                          when p_assignee in ('anyone', 'nobody', 'somebody') then null else p_assignee::uuid end;
  v_failed uuid[] := case when p_segment = 'failed' then public.undelivered_session_ids() end;
  v_read_seq bigint;
  v_read_at timestamptz;
begin
  perform public.require_staff_role('support', 'privacy', 'admin');
  if p_unread then
    -- The clock of the mark and of the message are both ours; a minute covers transactions on their way.
    select k.upto_seq, case when k.upto_seq = 0 then '-infinity' else k.marked_at - interval '1 minute' end
    into v_read_seq, v_read_at from public.read_marks k where k.user_id = v_me;
  end if;
  if v_by_window then
    return array(
      select s.id from public.chat_sessions s
      where s.status = 'active' and (p_segment = 'window_closing' or s.owner = 'bot')
        and s.wa_window_expires_at <= v_now + interval '2 hours'
        and (s.wa_window_expires_at, s.id) > (v_at, v_id)
        and s.last_inbound_at > coalesce(s.last_outbound_at, '-infinity')
        and (p_only is null or s.id = any (p_only))
        and (v_assignee is null or s.assigned_to = v_assignee)
        and (p_assignee <> 'nobody' or s.assigned_to is null)
        and (p_assignee <> 'somebody' or s.assigned_to is not null)
        and (not p_unread or exists (
          select 1 from public.chat_messages m
          where m.session_id = s.id and m.direction = 'inbound' and m.seq > greatest(v_read_seq, coalesce((
            select r.upto_seq from public.session_reads r where r.user_id = v_me and r.session_id = s.id), 0))))
      order by s.wa_window_expires_at, s.id limit p_limit);
  end if;
  return array(
    select s.id from public.chat_sessions s
    where (p_segment not in ('open', 'human', 'mine', 'rest', 'unanswered') or s.status = 'active')
      and (p_segment <> 'human' or s.owner = 'human')
      and (p_segment <> 'mine' or s.assigned_to = v_me)
      and (p_segment <> 'closed' or s.status = 'closed')
      and (p_segment <> 'unanswered' or s.last_inbound_at > coalesce(s.last_outbound_at, '-infinity'))
      and (p_segment <> 'opted_out' or s.opted_out)
      and (p_segment <> 'failed' or s.id = any (v_failed))
      and (p_segment <> 'rest' or (s.owner = 'bot' and not (
        coalesce(s.wa_window_expires_at, '-infinity') > v_now
        and s.wa_window_expires_at <= v_now + interval '2 hours'
        and s.last_inbound_at > coalesce(s.last_outbound_at, '-infinity'))))
      and (p_customers is null or s.customer_id = any (p_customers))
      and (p_only is null or s.id = any (p_only))
      and (v_assignee is null or s.assigned_to = v_assignee)
      and (p_assignee <> 'nobody' or s.assigned_to is null)
      and (p_assignee <> 'somebody' or s.assigned_to is not null)
      and (not p_unread or (
        s.last_message_at > v_read_at and s.last_message_seq > v_read_seq and exists (
          select 1 from public.chat_messages m
          where m.session_id = s.id and m.direction = 'inbound' and m.seq > greatest(v_read_seq, coalesce((
            select r.upto_seq from public.session_reads r where r.user_id = v_me and r.session_id = s.id), 0)))))
      and (s.last_message_at, s.id) < (v_at, v_id)
    order by s.last_message_at desc, s.id desc limit p_limit);
end
$$;
comment on function public.console_session_ids(text, uuid[], uuid[], jsonb, integer, text, boolean) is
  'One ordered stretch of the list after a place in it: human, closing (window ends within 2 h and the customer waits) and rest make up open; the others stand alone (window_closing is closing with any owner). Planned anew each time, so that each segment uses its own index; the owner''s, since below row-level security what a person has read could not bound the index scan.';
grant execute on function public.console_session_ids(text, uuid[], uuid[], jsonb, integer, text, boolean) to authenticated;

-- The owner's too: staff read a number masked, never the column itself.
create or replace function public.console_session_row(p_session public.chat_sessions) returns jsonb
language sql stable security definer set search_path = ''
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
    'last_seq', p_session.last_message_seq,
    'unread', (select count(*) from (
      select 1 from public.chat_messages u
      where u.session_id = p_session.id and u.direction = 'inbound' and u.seq > public.unread_after(p_session.id)
      limit 10) x),
    'window_expires_at', p_session.wa_window_expires_at,
    'customer_waits', coalesce(p_session.last_inbound_at > coalesce(p_session.last_outbound_at, '-infinity'), false),
    'last_message', (
      select jsonb_build_object('author', m.author, 'by_me', m.author_id is not distinct from auth.uid(),
               'type', m.message_type, 'text', left(m.rendered_text, 160), 'state', m.state)
      from public.chat_messages m
      where m.session_id = p_session.id and m.direction <> 'system' and m.state is distinct from 'suppressed'
      order by m.seq desc limit 1),
    'updated_at', p_session.updated_at)
  from public.customers c where c.id = p_session.customer_id and public.current_staff_role() is not null
$$;
comment on function public.console_session_row(public.chat_sessions) is
  'One conversation as a list shows it, with the newest bubble that left or arrived and how many the caller has not read (10: that many or more).';

create or replace function public.console_session_counts() returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'open', (select count(*) from (select 1 from public.chat_sessions s where s.status = 'active' limit 1000) x),
    'human', (select count(*) from (
      select 1 from public.chat_sessions s where s.owner = 'human' and s.status = 'active' limit 1000) x),
    'mine', (select count(*) from (
      select 1 from public.chat_sessions s where s.assigned_to = auth.uid() and s.status = 'active' limit 1000) x),
    'closing', cardinality(public.console_session_ids('window_closing', null, null, null, 1000)),
    'unanswered', (select count(*) from (
      select 1 from public.chat_sessions s
      where s.status = 'active' and s.last_inbound_at > coalesce(s.last_outbound_at, '-infinity') limit 1000) x),
    'failed', cardinality(public.undelivered_session_ids()),
    'opted_out', (select count(*) from (select 1 from public.chat_sessions s where s.opted_out limit 1000) x),
    'unread', cardinality(public.console_session_ids('open', null, null, null, 100, 'anyone', true)))
$$;
comment on function public.console_session_counts() is
  'Figures on the filters, counted up to 1,000 (unread: 100) so that they cost the same at any size.';

create function public.list_sessions(
  p_filter text default 'open', p_query text default null, p_calling_code text default '',
  p_cursor jsonb default null, p_limit integer default 50, p_assignee text default 'anyone', p_unread boolean default false)
returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  v_customers uuid[];
  v_segments text[] := array[case when p_filter = 'closing' then 'window_closing' else p_filter end];
  v_limit integer := least(greatest(p_limit, 1), 100);
  v_segment text;
  v_ids uuid[] := '{}';
  v_found uuid[];
  v_before jsonb := p_cursor;
  v_next jsonb;
  v_last public.chat_sessions;
begin
  perform public.require_staff_role('support', 'privacy', 'admin');
  if p_filter not in ('open', 'human', 'mine', 'closing', 'unanswered', 'failed', 'opted_out', 'closed', 'all') then
    raise exception 'unknown_filter' using errcode = '22023';
  end if;
  if btrim(coalesce(p_query, '')) <> '' then
    v_customers := public.search_customers(p_query, p_calling_code);
  elsif p_filter = 'open' then
    v_segments := array['human', 'closing', 'rest'];
  end if;
  foreach v_segment in array v_segments[coalesce(array_position(v_segments, p_cursor ->> 'segment'), 1):] loop
    v_found := public.console_session_ids(
      v_segment, v_customers, null, v_before, v_limit + 1 - cardinality(v_ids), p_assignee, p_unread);
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
          'at', case when v_segment in ('closing', 'window_closing') then v_last.wa_window_expires_at
                     else v_last.last_message_at end);
      end if;
      exit;
    end if;
  end loop;
  return jsonb_build_object(
    'rows', public.console_session_rows(v_ids), 'next', v_next,
    'counts', public.console_session_counts(), 'as_of', now());
end
$$;
comment on function public.list_sessions(text, text, text, jsonb, integer, text, boolean) is
  'A page of conversations for the console: by urgency (needs a person, window closing, everyone else) when open, the soonest first when closing, newest first otherwise. p_assignee: anyone, me, nobody, somebody or a person''s id. next is the cursor of the page after, as_of what to pass to session_list_changes.';
grant execute on function public.list_sessions(text, text, text, jsonb, integer, text, boolean) to authenticated;

create function public.changed_session_ids(p_since timestamptz) returns uuid[]
language sql stable set search_path = ''
as $$
  select array(
    select distinct x.id from (
      (select s.id from public.chat_sessions s where s.updated_at > p_since order by s.updated_at desc limit 101)
      union all
      (select m.session_id from public.chat_messages m where m.updated_at > p_since order by m.updated_at desc limit 501)
      union all
      (select r.session_id from public.session_reads r
       where r.user_id = auth.uid() and r.read_at > p_since order by r.read_at desc limit 101)) x
    limit 101)
$$;
comment on function public.changed_session_ids(timestamptz) is
  'Conversations that changed: their row, a message of theirs (a receipt touches only that), or what the caller has read of them. At most 101: more than a list merges.';
grant execute on function public.changed_session_ids(timestamptz) to authenticated;

create function public.session_list_changes(
  p_since timestamptz, p_filter text default 'open', p_query text default null, p_calling_code text default '',
  p_assignee text default 'anyone', p_unread boolean default false)
returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  -- Ten seconds of overlap: a transaction that began earlier may commit later than what was seen.
  v_since timestamptz := p_since - interval '10 seconds';
  v_customers uuid[];
  v_changed uuid[];
  v_match uuid[];
begin
  perform public.require_staff_role('support', 'privacy', 'admin');
  v_changed := public.changed_session_ids(v_since);
  -- 501 receipts of few conversations may hide another's; marking all as read touches every row.
  if cardinality(v_changed) > 100
     or (select count(*) from (select 1 from public.chat_messages m where m.updated_at > v_since limit 501) x) > 500
     or exists (select 1 from public.read_marks k where k.user_id = auth.uid() and k.marked_at > p_since) then
    return jsonb_build_object('reset', true, 'rows', '[]'::jsonb, 'gone', '[]'::jsonb,
      'counts', public.console_session_counts(), 'as_of', now());
  end if;
  if btrim(coalesce(p_query, '')) <> '' then
    v_customers := public.search_customers(p_query, p_calling_code);
  end if;
  v_match := public.console_session_ids(
    case when p_filter = 'closing' then 'window_closing' else p_filter end,
    v_customers, v_changed, null, 101, p_assignee, p_unread);
  return jsonb_build_object(
    'reset', false,
    'rows', public.console_session_rows(v_match),
    'gone', (select coalesce(jsonb_agg(x.id), '[]') from unnest(v_changed) x (id) where x.id <> all (v_match)),
    'counts', public.console_session_counts(), 'as_of', now());
end
$$;
comment on function public.session_list_changes(timestamptz, text, text, text, text, boolean) is
  'What changed in a list since as_of: rows that belong in it now, ids that do not any more; reset when it is too much to merge.';
grant execute on function public.session_list_changes(timestamptz, text, text, text, text, boolean) to authenticated;
