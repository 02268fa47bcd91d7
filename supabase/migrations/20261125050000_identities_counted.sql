-- The certificate said "Numbers and ids: 0" of every erasure, although the preview had counted them: what the fence
-- takes from the record is counted like every other store.

create or replace function public.fence_erasure(p_run_id uuid, p_identities jsonb) returns text
language plpgsql security definer set search_path = ''
as $$
declare
  v_run public.erasure_runs;
  v_customer public.customers;
  v_gone integer;
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
  if v_run.request_id is not null and not exists (
       select 1 from public.privacy_requests r where r.id = v_run.request_id and r.state in ('ready', 'in_progress')) then
    update public.erasure_runs r set state = 'cancelled', updated_at = clock_timestamp() where r.id = p_run_id;
    return 'over';
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
  get diagnostics v_gone = row_count;
  update public.erasure_steps s set count = s.count + v_gone where s.run_id = p_run_id and s.store = 'fence';
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
