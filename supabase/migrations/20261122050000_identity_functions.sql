-- Finding and linking people. Callers hold the advisory locks of all identities that they touch
-- (lock_intake_keys), so two webhooks of one new contact cannot make two customers.

create function public.find_customer(p_kind text, p_value text) returns uuid
language sql stable security definer set search_path = ''
as $$
  select i.customer_id from public.customer_identities i
  where i.kind = p_kind and i.value = p_value and i.valid_to is null
$$;
comment on function public.find_customer(text, text) is 'The customer who holds this identity now, or null.';

create function public.flag_identity_conflict(p_kind text, p_customer_id uuid, p_other_id uuid, p_reason text)
returns void
language sql security definer set search_path = ''
as $$
  insert into public.identity_conflicts (kind, customer_id, other_customer_id, reason)
  values (p_kind, p_customer_id, p_other_id, p_reason)
  on conflict do nothing
$$;
comment on function public.flag_identity_conflict(text, uuid, uuid, text) is
  'Puts two records before a person for review, once while it is open.';

create function public.end_identity(p_customer_id uuid, p_kind text) returns setof uuid
language sql security definer set search_path = ''
as $$
  update public.customer_identities i set valid_to = greatest(i.valid_from, clock_timestamp())
  where i.customer_id = p_customer_id and i.kind = p_kind and i.valid_to is null
  returning i.id
$$;
comment on function public.end_identity(uuid, text) is
  'Makes the customer''s current value of a kind a past one. Returns it; nothing when there was none.';

create function public.link_identity(p_customer_id uuid, p_kind text, p_value text, p_replace boolean)
returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  v_holder uuid;
begin
  perform 1 from public.customers c where c.id = p_customer_id for no key update;
  v_holder := public.find_customer(p_kind, p_value);
  if v_holder = p_customer_id then
    return true;
  end if;
  if v_holder is not null then
    perform public.flag_identity_conflict(p_kind, p_customer_id, v_holder, 'belongs_to_another');
    return false;
  end if;
  perform public.end_identity(p_customer_id, p_kind);
  if found and not p_replace then
    -- The same scoped id with another number and no notice of the change: used, and looked at.
    perform public.flag_identity_conflict(p_kind, p_customer_id, null, 'changed_without_notice');
  end if;
  insert into public.customer_identities (customer_id, kind, value) values (p_customer_id, p_kind, p_value);
  return true;
end
$$;
comment on function public.link_identity(uuid, text, text, boolean) is
  'Makes a value the customer''s current one of its kind. Returns false, and flags the conflict, when another customer holds it. p_replace: a notice of change was received.';

create function public.resolve_customer(p_phone text, p_wa_user_id text, p_display_name text)
returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  v_by_phone uuid := public.find_customer('phone', p_phone);
  v_by_user_id uuid := public.find_customer('wa_user_id', p_wa_user_id);
  v_customer_id uuid := coalesce(v_by_phone, v_by_user_id);
begin
  if p_phone is null and p_wa_user_id is null then
    raise exception 'A sender needs a phone number or a WhatsApp user id' using errcode = '22023';
  end if;
  if v_by_phone is not null and p_wa_user_id is not null and v_by_user_id is null and exists (
       select 1 from public.customer_identities i
       where i.customer_id = v_by_phone and i.kind = 'wa_user_id' and i.valid_to is null) then
    -- WhatsApp gives a new account a new scoped id, so this number now belongs to a new account,
    -- perhaps of another person: no history is shown to them until somebody has looked.
    perform 1 from public.customers c where c.id = v_by_phone for no key update;
    perform public.end_identity(v_by_phone, 'phone');
    v_customer_id := null;
  end if;
  if v_customer_id is null then
    insert into public.customers (display_name) values (p_display_name) returning id into v_customer_id;
    insert into public.customer_identities (customer_id, kind, value)
    select v_customer_id, k.kind, k.value
    from (values ('phone', p_phone), ('wa_user_id', p_wa_user_id)) k (kind, value)
    where k.value is not null;
    if v_by_phone is not null then
      perform public.flag_identity_conflict('phone', v_customer_id, v_by_phone, 'changed_without_notice');
    end if;
    return v_customer_id;
  end if;
  if p_phone is not null and v_by_phone is null then
    perform public.link_identity(v_customer_id, 'phone', p_phone, false);
  end if;
  if p_wa_user_id is not null and v_by_user_id is distinct from v_customer_id then
    perform public.link_identity(v_customer_id, 'wa_user_id', p_wa_user_id, false);
  end if;
  update public.customers c set display_name = p_display_name, updated_at = now()
  where c.id = v_customer_id and p_display_name is not null and c.display_name is distinct from p_display_name;
  return v_customer_id;
end
$$;
comment on function public.resolve_customer(text, text, text) is
  'The customer of a sender, made if new; links phone and scoped id when both appear; a contradiction is flagged, never merged.';

create function public.record_consent_change(
  p_customer_id uuid, p_scope text, p_to text, p_source text, p_words text, p_message_id uuid, p_at timestamptz)
returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  v_from text;
begin
  select case p_scope when 'service' then c.consent_status else c.marketing_status end into v_from
  from public.customers c where c.id = p_customer_id for no key update;
  if v_from is null or v_from = p_to then
    return false;
  end if;
  -- A START that was written before the STOP but came later, or is replayed, changes nothing.
  if exists (select 1 from public.consent_events e
             where e.customer_id = p_customer_id and e.scope = p_scope and e.occurred_at > p_at) then
    return false;
  end if;
  if p_scope = 'service' then
    update public.customers c
    set consent_status = p_to, consent_updated_at = clock_timestamp(), updated_at = clock_timestamp()
    where c.id = p_customer_id;
  else
    update public.customers c set marketing_status = p_to, updated_at = clock_timestamp() where c.id = p_customer_id;
  end if;
  insert into public.consent_events
    (customer_id, scope, from_status, to_status, source, words, message_id, occurred_at, recorded_by)
  values (p_customer_id, p_scope, v_from, p_to, p_source, left(p_words, 256), p_message_id, p_at, auth.uid());
  return true;
end
$$;
comment on function public.record_consent_change(uuid, text, text, text, text, uuid, timestamptz) is
  'Changes one consent status and writes the ledger in the same transaction. Returns false when nothing changed. Callers lock the customer''s sessions first (P9, P19).';
