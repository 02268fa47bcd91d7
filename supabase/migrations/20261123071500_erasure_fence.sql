-- From the fence on nothing can be written about the person any more: rows are refused, not only claims.

create function public.refuse_rows_of_the_erased() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_erased_at timestamptz;
begin
  -- The same lock that the foreign key takes a moment later: whoever holds it is waited for by the fence,
  -- and whoever comes after the fence sees it.
  select c.erased_at into v_erased_at from public.customers c where c.id = new.customer_id for key share;
  if v_erased_at is not null and not (tg_table_name = 'consent_events' and to_jsonb(new) ->> 'source' = 'erasure') then
    raise exception 'customer_erased' using errcode = 'PT409';
  end if;
  return new;
end
$$;
comment on function public.refuse_rows_of_the_erased() is
  'A job that comes late, or a colleague''s press of a button, cannot write about somebody whose erasure has begun (P20).';

do $$
declare
  v_table text;
begin
  for v_table in
    select c.relname from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname = 'customer_id' and not a.attisdropped
      and c.relname not in ('wa_events', 'legal_holds', 'privacy_requests', 'privacy_request_events')
      and c.relname not like 'erasure\_%'
    order by 1
  loop
    execute format('create trigger nothing_about_the_erased before insert on public.%I
      for each row execute function public.refuse_rows_of_the_erased()', v_table);
  end loop;
end
$$;

create function public.erasure_identities(p_run_id uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('kind', x.kind, 'value', x.value) order by x.kind, x.value), '[]')
  from (
    select i.kind, i.value from public.erasure_runs r join public.customer_identities i on i.customer_id = r.customer_id
    where r.id = p_run_id
    union
    select t.kind, t.value from public.erasure_targets t where t.run_id = p_run_id and t.kind in ('phone', 'wa_user_id')) x
$$;
comment on function public.erasure_identities(uuid) is
  'Numbers and ids, present and past, that an erasure is about: the service needs them to make the keyed hashes.';
revoke all on function public.erasure_identities(uuid) from public;
grant execute on function public.erasure_identities(uuid) to service_role;

create function public.fence_erasure(p_run_id uuid, p_identities jsonb) returns text
language plpgsql security definer set search_path = ''
as $$
declare
  v_run public.erasure_runs;
  v_customer public.customers;
  v_values text[] := array(select x ->> 'value' from jsonb_array_elements(p_identities) x);
begin
  -- Intake of these identities waits here, and then sees the suppression.
  perform public.lock_intake_keys(v_values);
  select r.* into v_run from public.erasure_runs r where r.id = p_run_id;
  -- Not the weaker lock: rows on their way that point at this customer are waited for.
  select c.* into v_customer from public.customers c where c.id = v_run.customer_id for update;
  select r.* into v_run from public.erasure_runs r where r.id = p_run_id for update;
  if v_run.state <> 'running' then
    return 'over';
  end if;
  if v_run.fenced_at is not null then
    return 'fenced';
  end if;
  if public.is_held(v_run.customer_id) then
    return 'held';
  end if;
  if exists (select 1 from public.customer_identities i
             where i.customer_id = v_run.customer_id and not (i.value = any (v_values))) then
    return 'changed';
  end if;
  update public.customers c set erased_at = clock_timestamp(), updated_at = clock_timestamp()
  where c.id = v_run.customer_id returning c.* into v_customer;
  insert into public.erasure_targets (run_id, kind, value)
  select p_run_id, x ->> 'kind', x ->> 'value' from jsonb_array_elements(p_identities) x
  union
  select p_run_id, 'form', f from jsonb_array_elements(p_identities) x, jsonb_array_elements_text(x -> 'forms') f
  union
  select p_run_id, 'name', v_customer.display_name where v_customer.display_name is not null
  on conflict do nothing;
  -- A number that somebody else has now is theirs: what concerns them must keep arriving.
  insert into public.suppressions as s (hash, kind, erased_at, consent_status, marketing_status)
  select distinct on (x ->> 'hash') x ->> 'hash', x ->> 'kind', v_customer.erased_at, v_customer.consent_status, v_customer.marketing_status
  from jsonb_array_elements(p_identities) x
  where not exists (select 1 from public.customer_identities i
                    where i.kind = x ->> 'kind' and i.value = x ->> 'value' and i.valid_to is null
                      and i.customer_id <> v_run.customer_id)
  on conflict (hash) do update
  set erased_at = greatest(s.erased_at, excluded.erased_at),
      -- A restored backup may not know of the opt-out yet.
      consent_status = case v_run.reason when 'request' then excluded.consent_status else s.consent_status end,
      marketing_status = case v_run.reason when 'request' then excluded.marketing_status else s.marketing_status end;
  delete from public.customer_identities i where i.customer_id = v_run.customer_id;
  -- Echoes that wait for their message would make a new record of this person in a minute.
  update public.wa_events e set settle_after = null, item = null, reprocess_requested_at = null,
      customer_id = coalesce(e.customer_id, v_run.customer_id)
  where e.settle_after is not null
    and (e.customer_id = v_run.customer_id
         or e.item #>> '{echo,recipient,phone}' = any (v_values) or e.item #>> '{echo,recipient,wa_user_id}' = any (v_values));
  update public.erasure_runs r set fenced_at = v_customer.erased_at, updated_at = clock_timestamp() where r.id = p_run_id;
  return 'fenced';
end
$$;
comment on function public.fence_erasure(uuid, jsonb) is
  'The moment of the erasure: the identities leave the record and stay as keyed hashes, and every later row about this customer is refused. Returns fenced, held, changed (an identity came meanwhile: ask again) or over. p_identities: kind, value, hash and written forms of each.';
revoke all on function public.fence_erasure(uuid, jsonb) from public;
grant execute on function public.fence_erasure(uuid, jsonb) to service_role;

create function public.erase_in_progress(p_run_id uuid) returns timestamptz
language plpgsql security definer set search_path = ''
as $$
declare
  v_customer_id uuid := (select r.customer_id from public.erasure_runs r where r.id = p_run_id);
  v_session_id uuid;
begin
  -- No link opens any more, and an archive that is being built is given up: it would arrive after its folder was emptied.
  update public.privacy_exports x
  set state = 'revoked', claim = null, lease_until = null, link_hash = null, finished_at = coalesce(x.finished_at, clock_timestamp())
  where x.customer_id = v_customer_id and x.state in ('queued', 'running', 'ready');
  perform 1 from public.chat_sessions s where s.customer_id = v_customer_id order by s.id for update;
  for v_session_id in select s.id from public.chat_sessions s where s.customer_id = v_customer_id order by s.id
  loop
    update public.chat_messages m
    set state = 'suppressed', state_reason = 'customer_erased', state_changed_at = clock_timestamp()
    where m.session_id = v_session_id and m.state = 'queued';
  end loop;
  update public.agent_turns t
  set state = 'finished', outcome = 'superseded', outcome_reason = 'customer_erased', finished_at = clock_timestamp(), draft = null
  where t.customer_id = v_customer_id and t.state <> 'finished';
  update public.chat_sessions s
  set status = 'closed', pending_turn_seq = null, turn_requested_at = null, turn_quiet_from = null,
      turn_fence = s.turn_fence + 1, unsummarised_since = null, summary_fence = s.summary_fence + 1, updated_at = clock_timestamp()
  where s.customer_id = v_customer_id;
  update public.chat_messages m
  set embedding_status = 'skipped', embedding_claim = null, embedding_next_at = null
  where m.customer_id = v_customer_id and m.embedding_status = 'pending';
  update public.chat_media x set status = 'failed', error = 'customer_erased', next_attempt_at = null
  from public.chat_messages m
  where m.id = x.message_id and m.customer_id = v_customer_id and x.status = 'pending';
  -- What is on its way to the provider may leave; its answer is waited for, so that its id is erased too.
  return (select max(a.lease_until) from public.send_attempts a join public.chat_messages m on m.id = a.message_id
          where m.customer_id = v_customer_id and a.state = 'sending' and a.lease_until < 'infinity'
            and a.lease_until > clock_timestamp());
end
$$;
comment on function public.erase_in_progress(uuid) is
  'Ends what is under way for the customer: archives, sends, turns, notes, embeddings, fetches. Returns until when an unanswered send may still be answered; null when none is.';
revoke all on function public.erase_in_progress(uuid) from public;
