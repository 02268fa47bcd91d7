-- The one place that says whether something may leave (P10).

create function public.send_refusal(
  p_session_id uuid, p_author text, p_purpose text, p_now timestamptz default clock_timestamp(),
  p_template_category text default null)
returns text
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_session public.chat_sessions;
  v_customer public.customers;
begin
  if auth.role() = 'authenticated' and public.current_staff_role() is null then
    raise exception 'Only active staff may ask this' using errcode = '42501';
  end if;
  select s.* into v_session from public.chat_sessions s where s.id = p_session_id;
  select c.* into v_customer from public.customers c where c.id = v_session.customer_id;
  if v_session.id is null or v_customer.erased_at is not null then
    return 'customer_erased';
  end if;
  if not exists (select 1 from public.customer_identities i
                 where i.customer_id = v_customer.id and i.kind = 'phone' and i.valid_to is null) then
    return 'no_phone_number';
  end if;
  if exists (select 1 from public.send_stops x
             where x.phone_number_id = v_session.phone_number_id and x.ended_at is null) then
    return 'account_stopped';
  end if;
  if p_author = 'bot' and p_purpose = 'reply' and v_session.owner = 'human' then
    return 'human_owns_session';
  end if;
  if v_customer.consent_status = 'opted_out' and p_purpose not in ('consent_confirmation', 'privacy') then
    if not (p_author = 'staff' and p_purpose = 'staff_reply' and exists (
      -- Written after it, not merely delivered after it; another STOP or a reaction is no question.
      select 1 from public.chat_messages m
      where m.session_id = p_session_id and m.direction = 'inbound' and m.starts_turn
        and coalesce(m.wa_timestamp, m.created_at) > (
          select max(e.occurred_at) from public.consent_events e
          where e.customer_id = v_customer.id and e.scope = 'service' and e.to_status = 'opted_out'))) then
      return 'opted_out';
    end if;
  end if;
  if p_purpose = 'template' and upper(p_template_category) = 'MARKETING' and v_customer.marketing_status <> 'allowed' then
    return 'marketing_not_allowed';
  end if;
  if p_purpose <> 'template' and p_now >= coalesce(v_session.wa_window_expires_at, '-infinity') then
    return 'window_closed';
  end if;
  return null;
end
$$;
comment on function public.send_refusal(uuid, text, text, timestamptz, text) is
  'The gate: why something may not be sent now, as a word that staff see translated; null when it may (P10). Asked inside every send transaction, and by the composer.';
grant execute on function public.send_refusal(uuid, text, text, timestamptz, text) to authenticated, service_role;
