-- What goes with a conversation: messages, turns, prompts, summaries, tickets, then the session, at last the
-- customer. Each function does one bounded batch from a position and says where the next begins. Locks are
-- taken in the order of the service (customers, sessions, rows) and never waited for.

create index agent_turns_by_age_idx on public.agent_turns (finished_at, id) where state = 'finished';
create index session_notes_by_age_idx on public.session_notes (created_at);
create index privacy_requests_by_age_idx on public.privacy_requests (updated_at, id)
  where state in ('completed', 'refused', 'withdrawn', 'merged');
create index customers_by_age_idx on public.customers (updated_at, id);

create function public.next_position(p_at timestamptz, p_id uuid) returns jsonb
language sql immutable set search_path = ''
as $$ select case when p_id is not null then jsonb_build_object('at', p_at, 'id', p_id) end $$;
comment on function public.next_position(timestamptz, uuid) is 'Where the next batch begins; null when there is none.';
revoke all on function public.next_position(timestamptz, uuid) from public;

create function public.retire_messages(p_before timestamptz, p_position jsonb, p_limit integer) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_ids uuid[];
  v_last_at timestamptz;
  v_last_id uuid;
  v_customers uuid[];
  v_sessions uuid[];
  v_removed jsonb;
  v_found integer;
  v_held integer;
begin
  select array_agg(x.id), (array_agg(x.created_at order by x.created_at desc, x.id desc))[1],
         (array_agg(x.id order by x.created_at desc, x.id desc))[1], array_agg(distinct x.customer_id)
  into v_ids, v_last_at, v_last_id, v_customers
  from (
    select m.id, m.created_at, m.customer_id from public.chat_messages m
    where m.created_at < p_before
      and (p_position is null
           or (m.created_at, m.id) > ((p_position ->> 'at')::timestamptz, (p_position ->> 'id')::uuid))
    order by m.created_at, m.id limit p_limit) x;
  if v_ids is null then
    return jsonb_build_object('removed', '{}'::jsonb, 'kept', '{}'::jsonb, 'next', null);
  end if;
  v_found := cardinality(v_ids);
  select count(*) into v_held from public.chat_messages m where m.id = any (v_ids) and public.is_held(m.customer_id);
  v_customers := public.lock_unheld_customers(v_customers);
  select array_agg(x.id) into v_sessions from (
    select s.id from public.chat_sessions s
    where s.id in (select m.session_id from public.chat_messages m where m.id = any (v_ids) and m.customer_id = any (v_customers))
    order by s.id for update skip locked) x;
  v_ids := array(
    select m.id from public.chat_messages m join public.chat_sessions s on s.id = m.session_id
    where m.id = any (v_ids) and m.session_id = any (v_sessions)
      -- A send that is not over and a question that waits for its answer stay until they are settled.
      and coalesce(m.state not in ('queued', 'sending'), true)
      and (m.state is distinct from 'unknown' or m.escalated_at is not null)
      and not (s.pending_turn_seq is not null and m.seq > s.replied_upto_seq and m.starts_turn));
  v_removed := jsonb_build_object(
    'chat_messages', cardinality(v_ids),
    'message_embeddings', (select count(*) from public.message_embeddings e where e.message_id = any (v_ids)),
    'recall_hits', (select count(*) from public.recall_hits h where h.message_id = any (v_ids)),
    'chat_media', (select count(*) from public.chat_media f where f.message_id = any (v_ids)),
    'send_attempts', (select count(*) from public.send_attempts a where a.message_id = any (v_ids)));
  delete from public.chat_messages m where m.id = any (v_ids);
  return jsonb_build_object('removed', v_removed,
    'kept', jsonb_build_object('held', v_held, 'in_work', v_found - v_held - cardinality(v_ids)),
    'next', public.next_position(v_last_at, v_last_id));
end
$$;
comment on function public.retire_messages(timestamptz, jsonb, integer) is
  'One batch of messages by their own age, whatever their conversation goes on to be; words, chunks, vectors, files, receipts and recall hits go with them. Not those under a hold, on their way out or still to be answered.';
revoke all on function public.retire_messages(timestamptz, jsonb, integer) from public;

create function public.retire_owned(
  p_table text, p_column text, p_condition text, p_before timestamptz, p_position jsonb, p_limit integer)
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_ids uuid[];
  v_last_at timestamptz;
  v_last_id uuid;
  v_customers uuid[];
  v_sessions uuid[];
  v_count integer;
  v_held integer;
begin
  -- Names come from the functions of this file, never from a caller's argument.
  execute format(
    'select array_agg(x.id), (array_agg(x.at order by x.at desc, x.id desc))[1],
            (array_agg(x.id order by x.at desc, x.id desc))[1], array_agg(distinct x.customer_id)
     from (select t.id, t.%2$I as at, t.customer_id from public.%1$I t
           where t.%2$I < $1 and (%3$s)
             and ($2 is null or (t.%2$I, t.id) > (($2 ->> ''at'')::timestamptz, ($2 ->> ''id'')::uuid))
           order by t.%2$I, t.id limit $3) x', p_table, p_column, p_condition)
  into v_ids, v_last_at, v_last_id, v_customers using p_before, p_position, p_limit;
  if v_ids is null then
    return jsonb_build_object('removed', '{}'::jsonb, 'kept', '{}'::jsonb, 'next', null);
  end if;
  execute format('select count(*) from public.%1$I t where t.id = any ($1) and public.is_held(t.customer_id)', p_table)
  into v_held using v_ids;
  v_customers := public.lock_unheld_customers(v_customers);
  if p_table = 'agent_turns' then
    -- Their messages lose the link to them: a receipt that comes now holds the session first, too.
    v_sessions := array(
      select x.id from (
        select s.id from public.chat_sessions s
        where s.customer_id = any (v_customers)
          and s.id in (select t.session_id from public.agent_turns t where t.id = any (v_ids))
        order by s.id for update skip locked) x);
    v_ids := array(select t.id from public.agent_turns t where t.id = any (v_ids) and t.session_id = any (v_sessions));
  end if;
  execute format(
    'delete from public.%1$I t where t.id = any ($1) and t.customer_id = any ($2) and t.%2$I < $3 and (%3$s)',
    p_table, p_column, p_condition)
  using v_ids, v_customers, p_before;
  get diagnostics v_count = row_count;
  return jsonb_build_object('removed', jsonb_build_object(p_table, v_count), 'kept', jsonb_build_object('held', v_held),
    'next', public.next_position(v_last_at, v_last_id));
end
$$;
comment on function public.retire_owned(text, text, text, timestamptz, jsonb, integer) is
  'One batch of a table whose rows name their customer, by one column''s age; asked again once the customers are locked. Granted to nobody.';
revoke all on function public.retire_owned(text, text, text, timestamptz, jsonb, integer) from public;

create function public.retire_several(p_parts text[][], p_before timestamptz, p_position jsonb, p_limit integer)
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_at integer := coalesce((p_position ->> 'part')::integer, 1);
  v_done jsonb;
begin
  v_done := public.retire_owned(p_parts[v_at][1], p_parts[v_at][2], p_parts[v_at][3], p_before,
    nullif(p_position -> 'in_part', 'null'), p_limit);
  if v_done -> 'next' <> 'null' then
    return v_done || jsonb_build_object('next', jsonb_build_object('part', v_at, 'in_part', v_done -> 'next'));
  elsif v_at < array_length(p_parts, 1) then
    return v_done || jsonb_build_object('next', jsonb_build_object('part', v_at + 1, 'in_part', null));
  end if;
  return v_done;
end
$$;
comment on function public.retire_several(text[], timestamptz, jsonb, integer) is
  'Batches of a class that is more than one table, one table after the other. Granted to nobody.';
revoke all on function public.retire_several(text[], timestamptz, jsonb, integer) from public;

create function public.retire_sessions(p_before timestamptz, p_position jsonb, p_limit integer) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_ids uuid[];
  v_last_at timestamptz;
  v_last_id uuid;
  v_customers uuid[];
  v_held integer;
  v_closed integer;
  v_count integer;
begin
  select array_agg(x.id), (array_agg(x.last_message_at order by x.last_message_at desc, x.id desc))[1],
         (array_agg(x.id order by x.last_message_at desc, x.id desc))[1], array_agg(distinct x.customer_id)
  into v_ids, v_last_at, v_last_id, v_customers
  from (
    select s.id, s.last_message_at, s.customer_id from public.chat_sessions s
    where s.last_message_at < p_before
      and not exists (select 1 from public.chat_messages m where m.session_id = s.id)
      and (p_position is null
           or (s.last_message_at, s.id) > ((p_position ->> 'at')::timestamptz, (p_position ->> 'id')::uuid))
    order by s.last_message_at, s.id limit p_limit) x;
  if v_ids is null then
    return jsonb_build_object('removed', '{}'::jsonb, 'kept', '{}'::jsonb, 'next', null);
  end if;
  select count(*) into v_held from public.chat_sessions s where s.id = any (v_ids) and public.is_held(s.customer_id);
  v_customers := public.lock_unheld_customers(v_customers);
  v_ids := array(
    select x.id from (
      select s.id from public.chat_sessions s
      where s.id = any (v_ids) and s.customer_id = any (v_customers) order by s.id for update skip locked) x
    where not exists (select 1 from public.chat_messages m where m.session_id = x.id));
  -- Nothing is left to answer or to summarise; what still hangs on it (a summary, a note) keeps the row.
  update public.chat_sessions s
  set status = 'closed', assigned_to = null, pending_turn_seq = null, turn_requested_at = null, turn_quiet_from = null,
      replied_upto_seq = greatest(s.replied_upto_seq, s.last_message_seq),
      summarised_upto_seq = greatest(s.summarised_upto_seq, s.last_message_seq), updated_at = clock_timestamp()
  where s.id = any (v_ids)
    and (s.status <> 'closed' or s.pending_turn_seq is not null or s.summarised_upto_seq < s.last_message_seq);
  get diagnostics v_closed = row_count;
  delete from public.chat_sessions s
  where s.id = any (v_ids)
    and not exists (select 1 from public.session_summaries y where y.session_id = s.id)
    and not exists (select 1 from public.session_notes n where n.session_id = s.id)
    and not exists (select 1 from public.agent_turns t where t.session_id = s.id);
  get diagnostics v_count = row_count;
  return jsonb_build_object('removed', jsonb_build_object('chat_sessions', v_count, 'sessions_closed', v_closed),
    'kept', jsonb_build_object('held', v_held), 'next', public.next_position(v_last_at, v_last_id));
end
$$;
comment on function public.retire_sessions(timestamptz, jsonb, integer) is
  'One batch of conversations without a message: closed, and gone when no summary, note or turn hangs on them any more.';
revoke all on function public.retire_sessions(timestamptz, jsonb, integer) from public;

create function public.customer_is_bare(p_customer_id uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select not exists (select 1 from public.chat_sessions s where s.customer_id = p_customer_id)
     and not exists (select 1 from public.support_tickets t where t.customer_id = p_customer_id)
     and not exists (select 1 from public.customer_feedback f where f.customer_id = p_customer_id)
     and not exists (select 1 from public.privacy_requests r where r.customer_id = p_customer_id)
     and not exists (select 1 from public.legal_holds h where h.customer_id = p_customer_id)
$$;
comment on function public.customer_is_bare(uuid) is
  'Whether nothing is left of a customer but the person: no conversation, ticket, feedback, privacy request or hold, past ones included. Granted to nobody.';
revoke all on function public.customer_is_bare(uuid) from public;

create function public.retire_customers(p_before timestamptz, p_position jsonb, p_limit integer) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_ids uuid[];
  v_last_at timestamptz;
  v_last_id uuid;
  v_nameless integer;
  v_id uuid;
  v_count integer := 0;
begin
  select array_agg(x.id), (array_agg(x.updated_at order by x.updated_at desc, x.id desc))[1],
         (array_agg(x.id order by x.updated_at desc, x.id desc))[1]
  into v_ids, v_last_at, v_last_id
  from (
    select c.id, c.updated_at from public.customers c
    where c.updated_at < p_before and c.created_at < p_before and coalesce(c.consent_updated_at, '-infinity') < p_before
      and c.erased_at is null
      and (p_position is null
           or (c.updated_at, c.id) > ((p_position ->> 'at')::timestamptz, (p_position ->> 'id')::uuid))
    order by c.updated_at, c.id limit p_limit) x;
  if v_ids is null then
    return jsonb_build_object('removed', '{}'::jsonb, 'kept', '{}'::jsonb, 'next', null);
  end if;
  v_ids := array(
    select l.id from unnest(public.lock_unheld_customers(v_ids)) l (id) where public.customer_is_bare(l.id));
  -- A stop must be kept as long as the number may be written to; the name is not needed for that.
  update public.customers c set display_name = null, locale = null
  where c.id = any (v_ids) and (c.consent_status = 'opted_out' or c.marketing_status = 'stopped')
    and (c.display_name is not null or c.locale is not null);
  get diagnostics v_nameless = row_count;
  for v_id in
    select c.id from public.customers c
    where c.id = any (v_ids) and c.consent_status <> 'opted_out' and c.marketing_status <> 'stopped' order by c.id
  loop
    -- The ledger refuses to be deleted unless the transaction says whose it is.
    perform set_config('parcelo.erasing', v_id::text, true);
    delete from public.customers c where c.id = v_id;
    v_count := v_count + 1;
  end loop;
  perform set_config('parcelo.erasing', '', true);
  return jsonb_build_object('removed', jsonb_build_object('customers', v_count, 'names', v_nameless),
    'kept', '{}'::jsonb, 'next', public.next_position(v_last_at, v_last_id));
end
$$;
comment on function public.retire_customers(timestamptz, jsonb, integer) is
  'One batch of customers of whom nothing is left: they go with identities and consent ledger. One who stopped messages stays without a name, so that the stop is kept.';
revoke all on function public.retire_customers(timestamptz, jsonb, integer) from public;
