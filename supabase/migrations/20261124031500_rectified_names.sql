-- A name that a person had corrected stays: the next message of theirs carries the name of their WhatsApp profile again,
-- which is what they asked us to correct. The profile's name stays in the raw event for as long as that is kept.

alter table public.customers add column display_name_origin text not null default 'profile'
  check (display_name_origin in ('profile', 'rectified'));
comment on column public.customers.display_name_origin is
  'profile: follows the WhatsApp profile. rectified: corrected at the person''s request (GDPR Art. 16), no longer overwritten.';

create or replace function public.resolve_customer(p_phone text, p_wa_user_id text, p_display_name text)
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
  where c.id = v_customer_id and p_display_name is not null and c.display_name is distinct from p_display_name
    and c.display_name_origin = 'profile';
  return v_customer_id;
end
$$;
comment on function public.resolve_customer(text, text, text) is
  'The customer of a sender, made if new; links phone and scoped id when both appear; a contradiction is flagged, never merged. The name of the profile is taken over until somebody corrected it.';

create or replace function public.rectify_customer(p_request_id uuid, p_changes jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_request public.privacy_requests;
  v_customer public.customers;
  v_changed text[] := '{}';
  v_kind text;
begin
  perform public.require_staff_role('privacy', 'admin');
  v_request := public.lock_open_privacy_request(p_request_id);
  if v_request.kind <> 'rectification' or p_changes is null or jsonb_typeof(p_changes) <> 'object' or exists (
       select 1 from jsonb_object_keys(p_changes) k where k not in ('display_name', 'locale', 'phone', 'wa_user_id')) then
    raise exception 'invalid_changes' using errcode = '22023';
  end if;
  if v_request.identity_verified_at is null then
    raise exception 'identity_not_proved' using errcode = 'PT409';
  end if;
  select c.* into v_customer from public.customers c where c.id = v_request.customer_id;
  if p_changes ? 'display_name' and (v_customer.display_name is distinct from nullif(btrim(p_changes ->> 'display_name'), '')
       -- The same name, but from now on theirs and not their profile's.
       or v_customer.display_name_origin = 'profile') then
    update public.customers c
    set display_name = nullif(btrim(p_changes ->> 'display_name'), ''), display_name_origin = 'rectified', updated_at = clock_timestamp()
    where c.id = v_customer.id;
    v_changed := v_changed || 'display_name'::text;
  end if;
  if p_changes ? 'locale' and v_customer.locale is distinct from nullif(btrim(p_changes ->> 'locale'), '') then
    update public.customers c set locale = nullif(btrim(p_changes ->> 'locale'), ''), updated_at = clock_timestamp()
    where c.id = v_customer.id;
    v_changed := v_changed || 'locale'::text;
  end if;
  foreach v_kind in array array['phone', 'wa_user_id'] loop
    continue when nullif(p_changes ->> v_kind, '') is null
      or public.find_customer(v_kind, p_changes ->> v_kind) = v_customer.id;
    if public.find_customer(v_kind, p_changes ->> v_kind) is not null then
      raise exception 'identity_taken' using errcode = 'PT409', detail = v_kind;
    end if;
    perform public.link_identity(v_customer.id, v_kind, p_changes ->> v_kind, true);
    v_changed := v_changed || v_kind;
  end loop;
  if cardinality(v_changed) = 0 then
    raise exception 'nothing_changed' using errcode = 'PT409';
  end if;
  -- Which fields, never their values: the record itself holds those, and keeps the past identity.
  perform public.record_privacy_event(v_request, 'rectified', jsonb_build_object('fields', to_jsonb(v_changed)));
  perform public.audit('customer_rectified', 'customer', v_customer.id,
    jsonb_build_object('request_id', p_request_id, 'fields', to_jsonb(v_changed)));
  return to_jsonb(v_changed);
end
$$;
comment on function public.rectify_customer(uuid, jsonb) is
  'Corrects display_name, locale, phone or wa_user_id of the customer who asked and says which changed. 409: identity_not_proved, identity_taken (detail: the kind), nothing_changed.';
