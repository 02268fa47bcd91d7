-- Between the start of an erasure and its fence the person is told, which may take a minute. A request that is
-- refused in that minute was erased all the same: the fence looks once more, under the customer's lock, which ending a
-- request takes too. Behind the fence nothing can be refused any more.

create or replace function public.fence_erasure(p_run_id uuid, p_identities jsonb) returns text
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

create or replace function public.refuse_privacy_request(p_request_id uuid, p_reason text, p_settings jsonb default '{}') returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_request public.privacy_requests;
begin
  perform public.require_staff_role('privacy', 'admin');
  v_request := public.lock_open_privacy_request(p_request_id);
  if p_reason is null then
    raise exception 'invalid_reason' using errcode = '22023';
  elsif v_request.kind = 'erasure' and exists (
       select 1 from public.customers c where c.id = v_request.customer_id and c.erased_at is not null) then
    raise exception 'erasure_running' using errcode = 'PT409';
  end if;
  perform public.settle_identity_check(k.id, 'replaced')
  from public.identity_checks k where k.request_id = p_request_id and k.state = 'open';
  v_request := public.move_privacy_request(v_request, 'refused', jsonb_build_object('reason', p_reason));
  return jsonb_build_object('message_id',
    public.tell_privacy_outcome(v_request, 'refused', 'refused_' || p_reason, '{}', p_settings));
end
$$;
comment on function public.refuse_privacy_request(uuid, text, jsonb) is
  'Ends a request without doing what was asked, for a reason in the law (GDPR Art. 12(4)–(5), 17(3), 15(4)), and tells the person; where that cannot be, the history says why. 409 erasure_running: the fence stands, what is being erased cannot be refused.';
