-- The work of an erasure: one store after another, each in batches that may be killed anywhere. What is
-- already gone counts as done; the run's row is the lock, so two runs of the job do not race.

create function public.begin_erasure(p_run_id uuid, p_needs_second boolean, p_stores text[]) returns text
language plpgsql security definer set search_path = ''
as $$
declare
  v_run public.erasure_runs;
begin
  select r.* into v_run from public.erasure_runs r where r.id = p_run_id for update;
  if v_run.id is null or v_run.state in ('completed', 'cancelled', 'failed') then
    return 'over';
  end if;
  if v_run.fenced_at is null and v_run.request_id is not null and not exists (
       select 1 from public.privacy_requests r where r.id = v_run.request_id and r.state in ('ready', 'in_progress')) then
    -- Withdrawn or refused in the meantime.
    update public.erasure_runs r set state = 'cancelled', updated_at = clock_timestamp() where r.id = p_run_id;
    return 'over';
  end if;
  if v_run.fenced_at is null and public.is_held(v_run.customer_id) then
    return 'held';
  end if;
  if v_run.state in ('approved', 'awaiting_second') and p_needs_second
     and v_run.reason = 'request' and v_run.second_by is null then
    update public.erasure_runs r set state = 'awaiting_second', updated_at = clock_timestamp() where r.id = p_run_id;
    return 'awaiting_second';
  end if;
  insert into public.erasure_steps (run_id, store, position)
  select p_run_id, x.store, x.place from unnest(p_stores) with ordinality x (store, place)
  on conflict do nothing;
  update public.erasure_runs r set state = 'running', updated_at = clock_timestamp() where r.id = p_run_id;
  return 'running';
end
$$;
comment on function public.begin_erasure(uuid, boolean, text[]) is
  'Starts or resumes an approved erasure: running, awaiting_second (another person must agree first), held or over.';
revoke all on function public.begin_erasure(uuid, boolean, text[]) from public;
grant execute on function public.begin_erasure(uuid, boolean, text[]) to service_role;

create function public.claim_erasure_step(p_run_id uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_run public.erasure_runs;
  v_step public.erasure_steps;
begin
  select r.* into v_run from public.erasure_runs r where r.id = p_run_id for update;
  if v_run.state is distinct from 'running' then
    return jsonb_build_object('kind', 'over');
  end if;
  if public.is_held(v_run.customer_id) then
    return jsonb_build_object('kind', 'held');
  end if;
  select s.* into v_step from public.erasure_steps s
  where s.run_id = p_run_id and s.state <> 'done' order by s.position limit 1;
  if v_step.store is null then
    return jsonb_build_object('kind', 'done');
  end if;
  update public.erasure_steps s
  set state = 'running', attempts = s.attempts + 1, error_code = null, started_at = coalesce(s.started_at, clock_timestamp())
  where s.run_id = p_run_id and s.store = v_step.store;
  update public.erasure_runs r set updated_at = clock_timestamp() where r.id = p_run_id;
  return jsonb_build_object('kind', 'step', 'store', v_step.store);
end
$$;
comment on function public.claim_erasure_step(uuid) is
  'The next store of a running erasure, in order; held while a legal hold stands, done when every store is.';
revoke all on function public.claim_erasure_step(uuid) from public;
grant execute on function public.claim_erasure_step(uuid) to service_role;

create function public.finish_erasure_step(p_run_id uuid, p_store text) returns void
language sql security definer set search_path = ''
as $$
  update public.erasure_steps s set state = 'done', finished_at = clock_timestamp(), error_code = null
  where s.run_id = p_run_id and s.store = p_store and s.state <> 'done'
$$;
comment on function public.finish_erasure_step(uuid, text) is 'Marks a store as empty of this person.';
revoke all on function public.finish_erasure_step(uuid, text) from public;
grant execute on function public.finish_erasure_step(uuid, text) to service_role;

create function public.fail_erasure(p_run_id uuid, p_store text, p_error_code text, p_is_final boolean) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_store text := coalesce(nullif(p_store, ''),
    (select s.store from public.erasure_steps s where s.run_id = p_run_id and s.state <> 'done' order by s.position limit 1), 'fence');
begin
  update public.erasure_steps s
  set state = case when p_is_final then 'failed' else s.state end, error_code = left(p_error_code, 80)
  where s.run_id = p_run_id and s.store = v_store and s.state <> 'done';
  if p_is_final then
    update public.erasure_runs r
    set state = 'failed', failed_step = v_store, error_code = left(p_error_code, 80), updated_at = clock_timestamp()
    where r.id = p_run_id and r.state in ('approved', 'running');
  end if;
end
$$;
comment on function public.fail_erasure(uuid, text, text, boolean) is
  'Records why a store could not be emptied (none named: the one at work); final: nobody tries again by itself, the privacy team decides.';
revoke all on function public.fail_erasure(uuid, text, text, boolean) from public;
grant execute on function public.fail_erasure(uuid, text, text, boolean) to service_role;

create function public.erasure_subjects(p_customer_id uuid) returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select p_customer_id
  union select s.id from public.chat_sessions s where s.customer_id = p_customer_id
  union select m.id from public.chat_messages m where m.customer_id = p_customer_id
  union select x.id from public.chat_media x join public.chat_messages m on m.id = x.message_id where m.customer_id = p_customer_id
  union select t.id from public.agent_turns t where t.customer_id = p_customer_id
  union select t.id from public.support_tickets t where t.customer_id = p_customer_id
  union select n.id from public.session_notes n where n.customer_id = p_customer_id
  union select f.id from public.customer_feedback f where f.customer_id = p_customer_id
  union select c.id from public.tool_confirmations c where c.customer_id = p_customer_id
  union select c.id from public.tool_calls c where c.customer_id = p_customer_id
  union select e.id from public.wa_events e where e.customer_id = p_customer_id
$$;
comment on function public.erasure_subjects(uuid) is 'Everything of a customer that a job or an audit row may name.';
revoke all on function public.erasure_subjects(uuid) from public;

create function public.erasure_tables(p_store text) returns table (name text, owner text)
language sql immutable set search_path = ''
as $$
  select x.name, x.owner from (values
    ('media', 1, 'chat_media', 's.message_id in (select m.id from public.chat_messages m where m.customer_id = $1)'),
    ('vectors', 1, 'message_embeddings', 's.customer_id = $1'),
    ('recall', 1, 'recall_hits', 's.turn_id in (select t.id from public.agent_turns t where t.customer_id = $1)'),
    ('prompts', 1, 'turn_prompts', 's.customer_id = $1'),
    ('prompts', 2, 'turn_steps', 's.customer_id = $1'),
    ('tools', 1, 'tool_calls', 's.customer_id = $1'),
    ('tools', 2, 'tool_confirmations', 's.customer_id = $1'),
    ('summaries', 1, 'session_summaries', 's.customer_id = $1'),
    ('notes', 1, 'session_notes', 's.customer_id = $1'),
    ('feedback', 1, 'customer_feedback', 's.customer_id = $1'),
    ('tickets', 1, 'ticket_messages', 's.customer_id = $1'),
    ('tickets', 2, 'support_tickets', 's.customer_id = $1'),
    ('sends', 1, 'send_attempts', 's.message_id in (select m.id from public.chat_messages m where m.customer_id = $1)'),
    ('turns', 1, 'agent_turns', 's.customer_id = $1'),
    ('messages', 1, 'chat_messages', 's.customer_id = $1'),
    ('jobs', 1, 'job_runs', 's.subject_kind <> ''privacy_request'' and s.subject_id in (select public.erasure_subjects($1))'),
    ('sessions', 1, 'identity_conflicts', 's.customer_id = $1 or s.other_customer_id = $1'),
    ('sessions', 2, 'session_presence', 's.session_id in (select c.id from public.chat_sessions c where c.customer_id = $1)'),
    ('sessions', 3, 'session_reads', 's.session_id in (select c.id from public.chat_sessions c where c.customer_id = $1)'),
    ('sessions', 4, 'contact_notices', 's.customer_id = $1'),
    ('sessions', 5, 'media_purges', 's.customer_id = $1'),
    ('sessions', 6, 'chat_sessions', 's.customer_id = $1')
  ) x (store, place, name, owner)
  where x.store = p_store and to_regclass('public.' || x.name) is not null
  order by x.place
$$;
comment on function public.erasure_tables(text) is
  'Tables of a store whose rows are deleted, in order, with the condition that finds a customer''s rows ($1). Tables of another installation (vectors without pgvector) are left out.';
revoke all on function public.erasure_tables(text) from public;

create function public.erase_rows(p_table text, p_owner text, p_customer_id uuid, p_limit integer) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  v_count integer;
begin
  execute format(
    'with gone as (delete from public.%1$I t where t.ctid = any (array(select s.ctid from public.%1$I s where %2$s limit $2)) returning 1)
     select count(*) from gone', p_table, p_owner) into v_count using p_customer_id, p_limit;
  return v_count;
end
$$;
comment on function public.erase_rows(text, text, uuid, integer) is 'Deletes one batch of a customer''s rows of one table. For use inside erasures: granted to nobody.';
revoke all on function public.erase_rows(text, text, uuid, integer) from public;

create function public.erase_audit(p_customer_id uuid, p_limit integer) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  v_count integer;
begin
  -- That something was done, by whom and when, is accountability; to whom, the erased person may forget.
  with due as (
    select a.id from public.audit_log a
    where a.subject_kind not in ('privacy_request', 'legal_hold', 'erasure')
      and a.subject_id in (select public.erasure_subjects(p_customer_id)) limit p_limit
  ), gone as (
    update public.audit_log a set subject_id = null, details = '{"erased": true}' from due where a.id = due.id returning 1)
  select count(*) into v_count from gone;
  return v_count;
end
$$;
comment on function public.erase_audit(uuid, integer) is
  'Takes the person out of one batch of audit rows: actor, act and time stay. The one change an audit row may see.';
revoke all on function public.erase_audit(uuid, integer) from public;

create function public.erase_consent(p_customer_id uuid, p_limit integer) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  v_count integer;
begin
  -- The ledger refuses every change but this one.
  perform set_config('parcelo.erasing', p_customer_id::text, true);
  with due as (
    select e.id from public.consent_events e
    where e.customer_id = p_customer_id and (e.words is not null or e.message_id is not null) limit p_limit
  ), gone as (
    update public.consent_events e set words = null, message_id = null from due where e.id = due.id returning 1)
  select count(*) into v_count from gone;
  return v_count;
end
$$;
comment on function public.erase_consent(uuid, integer) is
  'Takes words and message out of one batch of the consent ledger: that and when consent changed stays as proof, of nobody.';
revoke all on function public.erase_consent(uuid, integer) from public;

create function public.erase_customer_row(p_customer_id uuid) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  v_count integer;
begin
  update public.customers c set display_name = null, locale = null, updated_at = clock_timestamp()
  where c.id = p_customer_id and (c.display_name is not null or c.locale is not null);
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
comment on function public.erase_customer_row(uuid) is 'Empties the customer''s own row: an id and a date stay, for the certificate to point at.';
revoke all on function public.erase_customer_row(uuid) from public;

create function public.hand_over_shared_tickets(p_customer_id uuid) returns void
language sql security definer set search_path = ''
as $$
  update public.support_tickets t
  set customer_id = o.customer_id, subject = '[erased]', summary = '[erased]', session_id = null, turn_id = null,
      updated_at = clock_timestamp()
  from (select distinct on (m.ticket_id) m.ticket_id, m.customer_id
        from public.ticket_messages m join public.support_tickets s on s.id = m.ticket_id
        where s.customer_id = p_customer_id and m.customer_id <> p_customer_id
        order by m.ticket_id, m.created_at) o
  where t.id = o.ticket_id
$$;
comment on function public.hand_over_shared_tickets(uuid) is
  'A ticket in which somebody else wrote too becomes theirs, without a word of the erased person: the other loses nothing.';
revoke all on function public.hand_over_shared_tickets(uuid) from public;

create function public.erase_batch(p_run_id uuid, p_store text, p_limit integer default 1000) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_run public.erasure_runs;
  v_table record;
  v_limit integer := least(greatest(p_limit, 1), 5000);
  v_count integer := 0;
  v_until timestamptz;
begin
  select r.* into v_run from public.erasure_runs r where r.id = p_run_id for update;
  if v_run.state is distinct from 'running' or v_run.fenced_at is null then
    return jsonb_build_object('kind', 'over');
  end if;
  if public.is_held(v_run.customer_id) then
    return jsonb_build_object('kind', 'held');
  end if;
  case p_store
    when 'under_way' then
      v_until := public.erase_in_progress(p_run_id);
      if v_until is not null then
        return jsonb_build_object('kind', 'wait', 'until', v_until);
      end if;
    when 'audit' then v_count := public.erase_audit(v_run.customer_id, v_limit);
    when 'consent' then v_count := public.erase_consent(v_run.customer_id, v_limit);
    when 'requests' then v_count := public.erase_privacy_requests(v_run.customer_id);
    when 'customer' then v_count := public.erase_customer_row(v_run.customer_id);
    else
      if p_store = 'media' then
        insert into public.erasure_targets (run_id, kind, value)
        select p_run_id, 'object', x.storage_path
        from public.chat_messages m join public.chat_media x on x.message_id = m.id
        where m.customer_id = v_run.customer_id and x.storage_path is not null
        on conflict do nothing;
      end if;
      if p_store = 'tickets' then
        perform public.hand_over_shared_tickets(v_run.customer_id);
      end if;
      for v_table in select t.name, t.owner from public.erasure_tables(p_store) t
      loop
        v_count := public.erase_rows(v_table.name, v_table.owner, v_run.customer_id, v_limit);
        exit when v_count > 0;
      end loop;
  end case;
  update public.erasure_steps s set count = s.count + v_count where s.run_id = p_run_id and s.store = p_store;
  update public.erasure_runs r set updated_at = clock_timestamp() where r.id = p_run_id;
  return jsonb_build_object('kind', 'erased', 'count', v_count,
    'more', v_count > 0 and p_store not in ('under_way', 'requests', 'customer'));
end
$$;
comment on function public.erase_batch(uuid, text, integer) is
  'One bounded batch of one store, in one transaction. more: call again. wait: a send is under way, try again at that time.';
revoke all on function public.erase_batch(uuid, text, integer) from public;
grant execute on function public.erase_batch(uuid, text, integer) to service_role;
