-- Preview, approval, and everything that the privacy team does with an erasure. Staff never start the work
-- itself: the service does, and asks for the second person where that is configured.

create function public.masked_words(p_text text) returns text
language sql immutable set search_path = ''
as $$
  select left(regexp_replace(p_text, '\s+', ' ', 'g'), 2) || '••• (' || length(p_text) || ')'
$$;
comment on function public.masked_words(text) is 'Enough of a text to recognise it by, not to read it: two characters and the length.';
revoke all on function public.masked_words(text) from public;

create function public.erasure_counts(p_customer_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_vectors bigint := 0;
begin
  if to_regclass('public.message_embeddings') is not null then
    execute 'select count(*) from public.message_embeddings e where e.customer_id = $1' into v_vectors using p_customer_id;
  end if;
  return jsonb_build_object(
    'fence', (select count(*) from public.customer_identities i where i.customer_id = p_customer_id),
    'messages', (select count(*) from public.chat_messages m where m.customer_id = p_customer_id),
    'sends', (select count(*) from public.chat_messages m join public.send_attempts a on a.message_id = m.id where m.customer_id = p_customer_id),
    'media', (select count(*) from public.chat_messages m join public.chat_media x on x.message_id = m.id where m.customer_id = p_customer_id),
    'objects', (select count(*) from public.chat_messages m join public.chat_media x on x.message_id = m.id
                where m.customer_id = p_customer_id and x.storage_path is not null),
    'vectors', v_vectors,
    'recall', (select count(*) from public.agent_turns t join public.recall_hits h on h.turn_id = t.id where t.customer_id = p_customer_id),
    'prompts', (select count(*) from public.turn_prompts p where p.customer_id = p_customer_id)
             + (select count(*) from public.turn_steps p where p.customer_id = p_customer_id),
    'tools', (select count(*) from public.tool_calls c where c.customer_id = p_customer_id)
           + (select count(*) from public.tool_confirmations c where c.customer_id = p_customer_id),
    'turns', (select count(*) from public.agent_turns t where t.customer_id = p_customer_id),
    'summaries', (select count(*) from public.session_summaries s where s.customer_id = p_customer_id),
    'notes', (select count(*) from public.session_notes n where n.customer_id = p_customer_id),
    'feedback', (select count(*) from public.customer_feedback f where f.customer_id = p_customer_id),
    'tickets', (select count(*) from public.support_tickets t where t.customer_id = p_customer_id)
             + (select count(*) from public.ticket_messages t where t.customer_id = p_customer_id),
    'events', (select count(*) from public.wa_events e where e.customer_id = p_customer_id),
    'consent', (select count(*) from public.consent_events e where e.customer_id = p_customer_id),
    'sessions', (select count(*) from public.chat_sessions s where s.customer_id = p_customer_id),
    'customer', 1);
end
$$;
comment on function public.erasure_counts(uuid) is 'How much of a customer is in each store now. Every count runs on an index of the customer.';
revoke all on function public.erasure_counts(uuid) from public;

create function public.erasure_digest(p_customer_id uuid) returns text
language sql stable security definer set search_path = ''
as $$
  select encode(sha256(convert_to(concat_ws('|', p_customer_id,
    -- What follows from the words by itself (receipts, chunks, prompts) comes for minutes after each message.
    (public.erasure_counts(p_customer_id) - array['events', 'sends', 'vectors', 'recall', 'prompts', 'tools', 'turns'])::text,
    (select max(s.last_message_seq) from public.chat_sessions s where s.customer_id = p_customer_id),
    (select string_agg(i.id::text, ',' order by i.id) from public.customer_identities i where i.customer_id = p_customer_id)), 'UTF8')), 'hex')
$$;
comment on function public.erasure_digest(uuid) is
  'What an approval is bound to: what the person and colleagues wrote (messages, files, tickets, notes, summaries), their conversations and identities. Receipts and what is derived from the words do not count.';
revoke all on function public.erasure_digest(uuid) from public;

create function public.erasure_samples(p_customer_id uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'fence', (select coalesce(jsonb_agg(public.masked_identity(x.kind, x.value)), '[]') from (
      select i.kind, i.value from public.customer_identities i where i.customer_id = p_customer_id order by i.valid_to desc nulls first limit 3) x),
    'messages', (select coalesce(jsonb_agg(to_char(x.created_at at time zone 'utc', 'YYYY-MM-DD') || ' ' || x.message_type || ' ' || public.masked_words(x.rendered_text)), '[]') from (
      select m.created_at, m.message_type, m.rendered_text from public.chat_messages m where m.customer_id = p_customer_id order by m.seq desc limit 3) x),
    'media', (select coalesce(jsonb_agg(coalesce(x.mime_type, x.message_type) || coalesce(' ' || x.file_size || ' B', '')), '[]') from (
      select f.mime_type, m.message_type, f.file_size from public.chat_messages m join public.chat_media f on f.message_id = m.id
      where m.customer_id = p_customer_id order by m.seq desc limit 3) x),
    'tickets', (select coalesce(jsonb_agg(x.reference || ' ' || public.masked_words(x.subject)), '[]') from (
      select t.reference, t.subject from public.support_tickets t where t.customer_id = p_customer_id order by t.last_activity_at desc limit 3) x),
    'notes', (select coalesce(jsonb_agg(public.masked_words(x.body)), '[]') from (
      select n.body from public.session_notes n where n.customer_id = p_customer_id limit 3) x),
    'customer', (select case when c.display_name is null then '[]'::jsonb else jsonb_build_array(public.masked_words(c.display_name)) end
                 from public.customers c where c.id = p_customer_id))
$$;
comment on function public.erasure_samples(uuid) is 'A few masked samples a store, to see that it is the right person.';
revoke all on function public.erasure_samples(uuid) from public;

create function public.preview_erasure(p_request_id uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('privacy');
  v_request public.privacy_requests;
  v_preview public.erasure_previews;
begin
  select r.* into v_request from public.privacy_requests r where r.id = p_request_id and r.kind = 'erasure';
  if v_request.id is null then
    raise exception 'request_not_found' using errcode = 'PT404';
  end if;
  if v_request.state not in ('ready', 'in_progress') then
    raise exception 'request_not_ready' using errcode = 'PT409';
  end if;
  insert into public.erasure_previews (request_id, customer_id, counts, samples, digest, made_by)
  values (v_request.id, v_request.customer_id, public.erasure_counts(v_request.customer_id),
          public.erasure_samples(v_request.customer_id), public.erasure_digest(v_request.customer_id), v_me)
  returning * into v_preview;
  perform public.audit('erasure_previewed', 'privacy_request', p_request_id, jsonb_build_object('preview_id', v_preview.id));
  return jsonb_build_object('id', v_preview.id, 'digest', v_preview.digest);
end
$$;
comment on function public.preview_erasure(uuid) is
  'Counts what an erasure would remove, now, and keeps it: an approval names this preview. Needs a verified request.';
revoke all on function public.preview_erasure(uuid) from public;
grant execute on function public.preview_erasure(uuid) to authenticated;

create function public.approve_erasure(p_preview_id uuid, p_digest text, p_policy_version integer) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('privacy');
  v_preview public.erasure_previews;
  v_request public.privacy_requests;
  v_run public.erasure_runs;
begin
  select p.* into v_preview from public.erasure_previews p where p.id = p_preview_id;
  if v_preview.id is null then
    raise exception 'preview_not_found' using errcode = 'PT404';
  end if;
  -- The customer first: placing a hold takes the same lock.
  v_request := public.lock_privacy_request(v_preview.request_id);
  if v_request.state not in ('ready', 'in_progress') then
    raise exception 'request_not_ready' using errcode = 'PT409';
  end if;
  if public.is_held(v_preview.customer_id) then
    raise exception 'legal_hold' using errcode = 'PT409';
  end if;
  if exists (select 1 from public.erasure_runs r where r.customer_id = v_preview.customer_id
             and r.state in ('approved', 'awaiting_second', 'running', 'failed')) then
    raise exception 'erasure_already_approved' using errcode = 'PT409';
  end if;
  if v_preview.digest <> p_digest or v_preview.digest <> public.erasure_digest(v_preview.customer_id) then
    raise exception 'preview_changed' using errcode = 'PT409';
  end if;
  if v_request.state = 'ready' then
    perform public.begin_privacy_request(v_request.id);
  end if;
  insert into public.erasure_runs (request_id, customer_id, preview_id, policy_version, approved_by)
  values (v_request.id, v_preview.customer_id, v_preview.id, p_policy_version, v_me) returning * into v_run;
  perform public.audit('erasure_approved', 'privacy_request', v_request.id,
    jsonb_build_object('run_id', v_run.id, 'digest', v_preview.digest));
  return jsonb_build_object('run_id', v_run.id);
end
$$;
comment on function public.approve_erasure(uuid, text, integer) is
  'Approves exactly what the preview showed: if anything came or went since, it refuses with preview_changed. The service starts the work.';
revoke all on function public.approve_erasure(uuid, text, integer) from public;
grant execute on function public.approve_erasure(uuid, text, integer) to authenticated;

create function public.approve_erasure_second(p_run_id uuid, p_digest text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('privacy', 'admin');
  v_run public.erasure_runs;
begin
  select r.* into v_run from public.erasure_runs r where r.id = p_run_id;
  if v_run.id is null then
    raise exception 'erasure_not_found' using errcode = 'PT404';
  end if;
  perform 1 from public.customers c where c.id = v_run.customer_id for no key update;
  select r.* into v_run from public.erasure_runs r where r.id = p_run_id for update;
  if v_run.state <> 'awaiting_second' then
    raise exception 'erasure_not_waiting' using errcode = 'PT409';
  end if;
  if v_run.approved_by = v_me then
    raise exception 'second_person_needed' using errcode = 'PT409';
  end if;
  if public.is_held(v_run.customer_id) then
    raise exception 'legal_hold' using errcode = 'PT409';
  end if;
  if p_digest <> public.erasure_digest(v_run.customer_id)
     or p_digest <> (select p.digest from public.erasure_previews p where p.id = v_run.preview_id) then
    -- What the first person agreed to is no longer what would be erased: both look again.
    update public.erasure_runs r set state = 'cancelled', updated_at = clock_timestamp() where r.id = p_run_id;
    perform public.audit('erasure_cancelled', 'privacy_request', v_run.request_id,
      jsonb_build_object('run_id', p_run_id, 'reason', 'preview_changed'));
    return jsonb_build_object('state', 'preview_changed');
  end if;
  update public.erasure_runs r
  set state = 'approved', second_by = v_me, second_at = clock_timestamp(), updated_at = clock_timestamp() where r.id = p_run_id;
  perform public.audit('erasure_approved_second', 'privacy_request', v_run.request_id, jsonb_build_object('run_id', p_run_id));
  return jsonb_build_object('state', 'approved');
end
$$;
comment on function public.approve_erasure_second(uuid, text) is
  'A second person agrees to the same preview. Drift since then cancels the first approval too.';
revoke all on function public.approve_erasure_second(uuid, text) from public;
grant execute on function public.approve_erasure_second(uuid, text) to authenticated;

create function public.cancel_erasure(p_run_id uuid) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  v_run public.erasure_runs;
begin
  perform public.require_staff_role('privacy', 'admin');
  select r.* into v_run from public.erasure_runs r where r.id = p_run_id for update;
  if v_run.id is null then
    raise exception 'erasure_not_found' using errcode = 'PT404';
  end if;
  if v_run.fenced_at is not null or v_run.state not in ('approved', 'awaiting_second', 'running', 'failed') then
    return false;
  end if;
  update public.erasure_runs r set state = 'cancelled', updated_at = clock_timestamp() where r.id = p_run_id;
  perform public.audit('erasure_cancelled', 'privacy_request', v_run.request_id, jsonb_build_object('run_id', p_run_id));
  return true;
end
$$;
comment on function public.cancel_erasure(uuid) is 'Takes an approval back, for as long as nothing is erased. False: too late.';
revoke all on function public.cancel_erasure(uuid) from public;
grant execute on function public.cancel_erasure(uuid) to authenticated;

create function public.retry_erasure(p_run_id uuid) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  v_run public.erasure_runs;
begin
  perform public.require_staff_role('privacy', 'admin');
  select r.* into v_run from public.erasure_runs r where r.id = p_run_id for update;
  if v_run.id is null then
    raise exception 'erasure_not_found' using errcode = 'PT404';
  end if;
  if v_run.state <> 'failed' then
    return false;
  end if;
  update public.erasure_runs r
  set state = 'running', failed_step = null, error_code = null, updated_at = clock_timestamp() where r.id = p_run_id;
  -- What the check found may have been removed by hand: mentions and check begin anew.
  update public.erasure_steps s
  set state = 'waiting', error_code = null, cursor = case when s.store in ('mentions', 'check') then '{}' else s.cursor end
  where s.run_id = p_run_id and (s.state = 'failed' or s.store in ('mentions', 'check'));
  perform public.audit('erasure_retried', 'privacy_request', v_run.request_id, jsonb_build_object('run_id', p_run_id));
  return true;
end
$$;
comment on function public.retry_erasure(uuid) is 'Goes on with an erasure that failed, from the store that failed. False: it does not wait for that.';
revoke all on function public.retry_erasure(uuid) from public;
grant execute on function public.retry_erasure(uuid) to authenticated;

create function public.record_notice(p_run_id uuid, p_processor text, p_told_at timestamptz, p_reference text) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('privacy');
  v_run public.erasure_runs;
begin
  select r.* into v_run from public.erasure_runs r where r.id = p_run_id;
  if v_run.id is null then
    raise exception 'erasure_not_found' using errcode = 'PT404';
  end if;
  if v_run.state <> 'completed' then
    raise exception 'erasure_not_completed' using errcode = 'PT409';
  end if;
  if p_told_at > clock_timestamp() + interval '5 minutes' then
    raise exception 'told_in_future' using errcode = '22023';
  end if;
  insert into public.erasure_notices as n (run_id, processor, told_at, reference, recorded_by)
  values (p_run_id, p_processor, p_told_at, nullif(btrim(p_reference), ''), v_me)
  on conflict (run_id, processor) do update
  set told_at = excluded.told_at, reference = excluded.reference, recorded_by = excluded.recorded_by, recorded_at = clock_timestamp();
  perform public.audit('processor_told', 'privacy_request', v_run.request_id,
    jsonb_build_object('run_id', p_run_id, 'processor', p_processor));
  return true;
end
$$;
comment on function public.record_notice(uuid, text, timestamptz, text) is
  'Records by hand that a processor was told of an erasure: when, and their reference (a case number, never the person).';
revoke all on function public.record_notice(uuid, text, timestamptz, text) from public;
grant execute on function public.record_notice(uuid, text, timestamptz, text) to authenticated;
