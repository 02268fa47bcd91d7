-- The gate as data: every reason why something may not leave, in one stated order, and what may be sent
-- instead (P10). Asked inside every send transaction, under the session lock, and by the console.

create function public.send_reasons(
  p_session_id uuid, p_author text, p_purpose text, p_now timestamptz, p_template_category text, p_settings jsonb)
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  -- In plpgsql for the plan, which is kept: the gate is asked with every look at a conversation.
  return (
  with asked as (
    select s as session, c as customer, (
      select e from public.consent_events e
      where e.customer_id = c.id and e.scope = 'service' and e.to_status = 'opted_out'
      order by e.occurred_at desc, e.recorded_at desc limit 1) as stop
    from public.chat_sessions s join public.customers c on c.id = s.customer_id
    where s.id = p_session_id
  ), reasons (place, code, since, until) as (
    -- 1: nobody to write to.
    select 1, 'customer_erased', (select (a.customer).erased_at from asked a), null::timestamptz
    where not exists (select 1 from asked a where (a.customer).erased_at is null)
    union all
    -- 2: something that no path of ours sends; new paths are refused until somebody decides here.
    select 2, 'unknown_purpose', null, null
    where (p_author, p_purpose) not in (
      -- A reply of the bot that failed and that a person sends again is an act of theirs.
      ('bot', 'reply'), ('staff', 'staff_reply'), ('bot', 'staff_reply'),
      ('bot', 'consent_confirmation'), ('system', 'consent_confirmation'),
      ('bot', 'template'), ('staff', 'template'), ('system', 'template'),
      ('bot', 'privacy'), ('staff', 'privacy'), ('system', 'privacy')) is not false
    union all
    -- 3: known by a WhatsApp id alone.
    select 3, 'no_phone_number', null, null from asked a
    where not exists (select 1 from public.customer_identities i
                      where i.customer_id = (a.customer).id and i.kind = 'phone' and i.valid_to is null)
    union all
    -- 4: nothing leaves from this number of ours.
    select 4, 'account_stopped', x.started_at, null from asked a
    join public.send_stops x on x.phone_number_id = (a.session).phone_number_id and x.ended_at is null
    union all
    -- 5: a person answers (P9).
    select 5, 'human_owns_session', (a.session).owner_since, null from asked a
    where p_author = 'bot' and p_purpose = 'reply' and (a.session).owner = 'human'
    union all
    -- 6: the choice of the customer, or of the same person before their data was erased.
    select 6, case when (a.stop).source = 'erasure' then 'suppressed' else 'opted_out' end, (a.stop).occurred_at, null
    from asked a
    where (a.customer).consent_status = 'opted_out' and p_purpose <> 'consent_confirmation'
      and not (p_purpose = 'privacy' and exists (
        -- What they asked for under privacy law is answered, for a month after it was closed too.
        select 1 from public.privacy_requests r
        where r.customer_id = (a.customer).id
          and (r.state not in ('completed', 'refused', 'withdrawn', 'merged') or r.updated_at > p_now - interval '1 month')))
      and not (p_author = 'staff' and p_purpose = 'staff_reply' and exists (
        -- Written after it, not merely delivered after it (WhatsApp counts whole seconds, so within one the
        -- order of arrival decides); another STOP or a reaction is no question.
        select 1 from public.chat_messages m
        where m.session_id = p_session_id and m.direction = 'inbound' and m.starts_turn and m.deleted_at is null
          and (coalesce(m.wa_timestamp, m.created_at), m.seq) > ((a.stop).occurred_at, coalesce(
            (select q.seq from public.chat_messages q where q.id = (a.stop).message_id), 9223372036854775807))))
    union all
    -- 7: marketing needs a yes of its own.
    select 7, 'marketing_not_allowed', (
      select max(e.occurred_at) from public.consent_events e
      where e.customer_id = (a.customer).id and e.scope = 'marketing' and e.to_status = (a.customer).marketing_status), null
    from asked a
    where p_purpose = 'template' and upper(p_template_category) = 'MARKETING' and (a.customer).marketing_status <> 'allowed'
    union all
    -- 8: a legal hold keeps data, so conversations go on; nobody is canvassed while a matter is open.
    select 8, 'legal_hold', (
      select min(h.placed_at) from public.legal_holds h where h.customer_id = (a.customer).id and h.released_at is null), null
    from asked a
    where p_purpose = 'template' and upper(p_template_category) = 'MARKETING' and public.is_held((a.customer).id)
    union all
    -- 9: two machines may be talking (P12). Asked by whoever passes the cap: claiming a turn.
    select 9, 'reply_cap', null, x.newest[(p_settings ->> 'max_replies_per_hour')::integer] + interval '1 hour'
    from (select coalesce(array_agg(t.claimed_at order by t.claimed_at desc), '{}') as newest
          from public.agent_turns t
          where p_author = 'bot' and p_purpose = 'reply' and p_settings ? 'max_replies_per_hour'
            and t.session_id = p_session_id and t.claimed_at > p_now - interval '1 hour' and t.outcome = 'sent') x
    where p_author = 'bot' and p_purpose = 'reply'
      and cardinality(x.newest) >= (p_settings ->> 'max_replies_per_hour')::integer
    union all
    -- 10: WhatsApp's 24 hours, from the moment at which the customer wrote.
    select 10, 'window_closed', (a.session).wa_window_expires_at, null from asked a
    where p_purpose <> 'template' and p_now >= coalesce((a.session).wa_window_expires_at, '-infinity')
  )
  select coalesce(jsonb_agg(
    jsonb_strip_nulls(jsonb_build_object('code', r.code, 'since', r.since, 'until', r.until)) order by r.place), '[]')
  from reasons r);
end
$$;
comment on function public.send_reasons(uuid, text, text, timestamptz, text, jsonb) is
  'Why this may not be sent at that moment: [{code, since, until}] in the order customer_erased, unknown_purpose, no_phone_number, account_stopped, human_owns_session, suppressed or opted_out, marketing_not_allowed, legal_hold (marketing only), reply_cap (settings: max_replies_per_hour), window_closed. Empty: it may.';

create or replace function public.send_refusal(
  p_session_id uuid, p_author text, p_purpose text, p_now timestamptz default clock_timestamp(),
  p_template_category text default null)
returns text
language plpgsql stable security definer set search_path = ''
as $$
begin
  if auth.role() = 'authenticated' and public.current_staff_role() is null then
    raise exception 'Only active staff may ask this' using errcode = '42501';
  end if;
  return public.send_reasons(p_session_id, p_author, p_purpose, p_now, p_template_category, '{}') #>> '{0,code}';
end
$$;
comment on function public.send_refusal(uuid, text, text, timestamptz, text) is
  'The first reason of the gate as a word; null when it may be sent.';

create function public.send_gate(
  p_session_id uuid, p_author text, p_purpose text, p_now timestamptz default clock_timestamp(),
  p_template_category text default null, p_settings jsonb default '{}')
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_reasons jsonb;
  v_utility jsonb;
  v_marketing jsonb;
begin
  if auth.role() = 'authenticated' and public.current_staff_role() is null then
    raise exception 'Only active staff may ask this' using errcode = '42501';
  end if;
  v_reasons := public.send_reasons(p_session_id, p_author, p_purpose, p_now, p_template_category, p_settings);
  v_utility := public.send_reasons(p_session_id, 'staff', 'template', p_now, 'UTILITY', '{}');
  v_marketing := public.send_reasons(p_session_id, 'staff', 'template', p_now, 'MARKETING', '{}');
  return jsonb_build_object(
    'allowed', v_reasons = '[]',
    'reasons', v_reasons,
    'window_until', (select s.wa_window_expires_at from public.chat_sessions s where s.id = p_session_id),
    'template', jsonb_build_object(
      'allowed', v_utility = '[]' or v_marketing = '[]',
      'reasons', v_utility,
      'marketing_reasons', v_marketing,
      'templates', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'id', x.id, 'name', x.name, 'language', x.language, 'category', x.category) order by x.place), '[]')
        from (
          -- In the customer's language first: that is the one to offer.
          select t.id, t.name, t.language, t.category, row_number() over (
            order by left(t.language, 2) = public.customer_language(s.customer_id) desc nulls last, t.name, t.language) as place
          from public.message_templates t, public.chat_sessions s
          where s.id = p_session_id and t.gone_at is null and upper(t.status) = 'APPROVED'
            and case when upper(t.category) = 'MARKETING' then v_marketing else v_utility end = '[]'
          order by place limit 20) x)));
end
$$;
comment on function public.send_gate(uuid, text, text, timestamptz, text, jsonb) is
  'Whether something may be sent and why not: allowed, reasons (send_reasons), window_until, and template {allowed, reasons, marketing_reasons, templates: approved ones that may be sent now, the customer''s language first}.';
grant execute on function public.send_gate(uuid, text, text, timestamptz, text, jsonb) to authenticated, service_role;

create function public.customer_language(p_customer_id uuid) returns text
language sql stable security definer set search_path = ''
as $$
  select lower(left(coalesce(c.locale, (
    select t.triage ->> 'language' from public.agent_turns t
    where t.customer_id = c.id and t.triage ->> 'language' is not null
    order by t.claimed_at desc limit 1)), 2))
  from public.customers c where c.id = p_customer_id
$$;
comment on function public.customer_language(uuid) is
  'Two letters: the language on record, else the one that they last wrote in; null when neither is known.';
