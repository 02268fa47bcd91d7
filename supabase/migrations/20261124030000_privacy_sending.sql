-- Messages of a privacy request outside the 24-hour window: an approved template that configuration names. Its words
-- are Meta's to approve and the values that go into it are fixed here, so that the exception after an opt-out carries
-- nobody's own words. Codes and links are forgotten once they have left, wherever a copy of them lies.

create or replace function public.send_reasons(
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
    -- 10: WhatsApp's 24 hours, from the moment at which the customer wrote. An answer to a privacy request may
    -- go as an approved template; never as marketing.
    select 10, 'window_closed', (a.session).wa_window_expires_at, null from asked a
    where p_purpose <> 'template'
      and not (p_purpose = 'privacy' and coalesce(upper(p_template_category) in ('UTILITY', 'AUTHENTICATION'), false))
      and p_now >= coalesce((a.session).wa_window_expires_at, '-infinity')
  )
  select coalesce(jsonb_agg(
    jsonb_strip_nulls(jsonb_build_object('code', r.code, 'since', r.since, 'until', r.until)) order by r.place), '[]')
  from reasons r);
end
$$;
comment on function public.send_reasons(uuid, text, text, timestamptz, text, jsonb) is
  'Why this may not be sent at that moment: [{code, since, until}] in the order customer_erased, unknown_purpose, no_phone_number, account_stopped, human_owns_session, suppressed or opted_out, marketing_not_allowed, legal_hold (marketing only), reply_cap (settings: max_replies_per_hour), window_closed (not for templates, nor for a privacy request in a utility or authentication template). Empty: it may.';

create or replace function public.privacy_words(p_kind text, p_language text, p_values jsonb) returns text
language sql immutable set search_path = ''
as $$
  select replace(replace(replace(replace(w.words,
    '{code}', coalesce(p_values ->> 'code', '')), '{link}', coalesce(p_values ->> 'link', '')),
    '{reference}', coalesce(p_values ->> 'reference', '')), '{date}', coalesce(p_values ->> 'date', ''))
  from (values
    ('code', 'en', 'Parcelo privacy: your code for request {reference} is {code}. Reply here with these six digits within 15 minutes. If you did not ask us for this, reply with anything else and tell us.'),
    ('code', 'sw', 'Parcelo faragha: namba yako ya ombi {reference} ni {code}. Jibu hapa na tarakimu hizi sita ndani ya dakika 15. Kama hukuomba hili, jibu kwa maneno mengine na utuambie.'),
    ('code_right', 'en', 'Thank you, that is the right code. We now work on your request {reference}.'),
    ('code_right', 'sw', 'Asante, namba ni sahihi. Sasa tunashughulikia ombi lako {reference}.'),
    ('code_wrong', 'en', 'That is not the code that we sent for request {reference}. Please check it and try again.'),
    ('code_wrong', 'sw', 'Hiyo si namba tuliyotuma kwa ombi {reference}. Tafadhali angalia na ujaribu tena.'),
    ('code_over', 'en', 'This code for request {reference} no longer counts. Nothing was given out or deleted. We will write to you here about the next step.'),
    ('code_over', 'sw', 'Namba hii ya ombi {reference} haitumiki tena. Hakuna kilichotolewa wala kufutwa. Tutakuandikia hapa kuhusu hatua inayofuata.'),
    ('extended_complex', 'en', 'Your request {reference} is more complex than usual, so we need longer. You will have our answer by {date}.'),
    ('extended_complex', 'sw', 'Ombi lako {reference} ni gumu kuliko kawaida, kwa hiyo tunahitaji muda zaidi. Utapata jibu letu kufikia {date}.'),
    ('extended_many_requests', 'en', 'You have sent us several requests, so we need longer for {reference}. You will have our answer by {date}.'),
    ('extended_many_requests', 'sw', 'Umetutumia maombi kadhaa, kwa hiyo tunahitaji muda zaidi kwa {reference}. Utapata jibu letu kufikia {date}.'),
    ('export', 'en', 'The copy of your data for request {reference} is ready. Open this link by {date} and keep it to yourself: {link}'),
    ('export', 'sw', 'Nakala ya data yako ya ombi {reference} iko tayari. Fungua kiungo hiki kufikia {date} na usimpe mtu mwingine: {link}'),
    ('refused_identity_not_proved', 'en', 'We cannot do what you asked in request {reference}: we could not confirm that it is you who asks. Reply here if you see it otherwise. You may complain to the Personal Data Protection Office.'),
    ('refused_identity_not_proved', 'sw', 'Hatuwezi kufanya ulichoomba katika ombi {reference}: hatukuweza kuthibitisha kwamba ni wewe unayeomba. Jibu hapa kama unaona vingine. Unaweza kulalamika kwa Ofisi ya Ulinzi wa Data Binafsi (Personal Data Protection Office).'),
    ('refused_unfounded', 'en', 'We cannot do what you asked in request {reference}: the law gives no ground for it. Reply here if you see it otherwise. You may complain to the Personal Data Protection Office.'),
    ('refused_unfounded', 'sw', 'Hatuwezi kufanya ulichoomba katika ombi {reference}: hakuna msingi wa kisheria wa ombi hilo. Jibu hapa kama unaona vingine. Unaweza kulalamika kwa Ofisi ya Ulinzi wa Data Binafsi (Personal Data Protection Office).'),
    ('refused_excessive', 'en', 'We cannot do what you asked in request {reference}: the same was asked for many times and has been answered. Reply here if you see it otherwise. You may complain to the Personal Data Protection Office.'),
    ('refused_excessive', 'sw', 'Hatuwezi kufanya ulichoomba katika ombi {reference}: ombi hilo limerudiwa mara nyingi na lilijibiwa. Jibu hapa kama unaona vingine. Unaweza kulalamika kwa Ofisi ya Ulinzi wa Data Binafsi (Personal Data Protection Office).'),
    ('refused_legal_duty', 'en', 'We cannot do what you asked in request {reference}: the law makes us keep this data. Reply here if you see it otherwise. You may complain to the Personal Data Protection Office.'),
    ('refused_legal_duty', 'sw', 'Hatuwezi kufanya ulichoomba katika ombi {reference}: sheria inatutaka tuhifadhi data hii. Jibu hapa kama unaona vingine. Unaweza kulalamika kwa Ofisi ya Ulinzi wa Data Binafsi (Personal Data Protection Office).'),
    ('refused_legal_claims', 'en', 'We cannot do what you asked in request {reference}: the data is needed for a legal claim. Reply here if you see it otherwise. You may complain to the Personal Data Protection Office.'),
    ('refused_legal_claims', 'sw', 'Hatuwezi kufanya ulichoomba katika ombi {reference}: data hiyo inahitajika kwa dai la kisheria. Jibu hapa kama unaona vingine. Unaweza kulalamika kwa Ofisi ya Ulinzi wa Data Binafsi (Personal Data Protection Office).'),
    ('refused_others_rights', 'en', 'We cannot do what you asked in request {reference}: it would take away rights of other people. Reply here if you see it otherwise. You may complain to the Personal Data Protection Office.'),
    ('refused_others_rights', 'sw', 'Hatuwezi kufanya ulichoomba katika ombi {reference}: lingevunja haki za watu wengine. Jibu hapa kama unaona vingine. Unaweza kulalamika kwa Ofisi ya Ulinzi wa Data Binafsi (Personal Data Protection Office).'),
    ('completed_access', 'en', 'Your request {reference} is done: you were given the copy of your data. Reply here if something is missing.'),
    ('completed_access', 'sw', 'Ombi lako {reference} limekamilika: umepewa nakala ya data yako. Jibu hapa kama kuna kitu kinakosekana.'),
    ('completed_rectification', 'en', 'Your request {reference} is done: your data was corrected. Reply here if something is missing.'),
    ('completed_rectification', 'sw', 'Ombi lako {reference} limekamilika: data yako imesahihishwa. Jibu hapa kama kuna kitu kinakosekana.'),
    ('completed_objection', 'en', 'Your request {reference} is done: we have stopped what you objected to. Reply here if something is missing.'),
    ('completed_objection', 'sw', 'Ombi lako {reference} limekamilika: tumesitisha ulichokipinga. Jibu hapa kama kuna kitu kinakosekana.'),
    ('erasing', 'en', 'We now delete your data, as you asked in request {reference}. When that is done we no longer know your number or this conversation, so this is our last message about it. If you write to us again, you start anew.'),
    ('erasing', 'sw', 'Sasa tunafuta data yako, kama ulivyoomba katika ombi {reference}. Ikikamilika hatutajua tena namba yako wala mazungumzo haya, kwa hiyo huu ni ujumbe wetu wa mwisho kuhusu jambo hili. Ukituandikia tena, utaanza upya.')
  ) w (kind, language, words)
  where w.kind = p_kind and w.language in ('en', p_language)
  order by (w.language = p_language) desc limit 1
$$;

create function public.privacy_slot(p_kind text) returns text
language sql immutable set search_path = ''
as $$
  select case p_kind when 'code' then 'code' when 'export' then 'link' else 'answer' end
$$;
comment on function public.privacy_slot(text) is
  'Which of the three templates of configuration carries a message of this kind: code, link or answer.';
revoke all on function public.privacy_slot(text) from public;

create function public.privacy_template_values(p_slot text, p_count integer, p_values jsonb) returns text[]
language sql immutable set search_path = ''
as $$
  select array(
    select p_values ->> n.name from unnest(case
      when p_slot = 'code' then (array['code', 'reference'])[1:p_count]
      when p_slot = 'link' then case p_count when 1 then array['link'] else (array['reference', 'link', 'date'])[1:p_count] end
      else case p_count when 1 then array['sentence'] else array['reference', 'sentence'] end
    end) with ordinality n (name, place) order by n.place)
$$;
comment on function public.privacy_template_values(text, integer, jsonb) is
  'What fills {{1}}, {{2}} … by how many the template has. code: the code, the number of the request. link: the link; or number and link; or number, link and last day. answer: our sentence; or number and sentence.';
revoke all on function public.privacy_template_values(text, integer, jsonb) from public;

create function public.privacy_send_way(p_customer_id uuid, p_slot text, p_settings jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_session public.chat_sessions;
  v_template public.message_templates;
  v_refusal text := 'window_closed';
  v_name text := p_settings #>> array['templates', p_slot];
begin
  select s.* into v_session from public.chat_sessions s
  where s.customer_id = p_customer_id
  order by s.status = 'active' desc, s.wa_window_expires_at desc nulls last, s.id limit 1;
  if v_session.id is not null then
    v_refusal := public.send_refusal(v_session.id, 'bot', 'privacy');
    if v_refusal is null and v_session.status = 'active' then
      return jsonb_build_object('way', 'text', 'session_id', v_session.id);
    end if;
    v_refusal := coalesce(v_refusal, 'window_closed');
  elsif exists (select 1 from public.customers c where c.id = p_customer_id and c.erased_at is not null) then
    v_refusal := 'customer_erased';
  elsif not exists (select 1 from public.customer_identities i
                    where i.customer_id = p_customer_id and i.kind = 'phone' and i.valid_to is null) then
    v_refusal := 'no_phone_number';
  end if;
  if v_refusal <> 'window_closed' then
    return jsonb_build_object('refusal', v_refusal);
  elsif v_name is null then
    return jsonb_build_object('refusal', 'no_template');
  end if;
  select t.* into v_template from public.message_templates t
  where t.name = v_name and t.gone_at is null and upper(t.status) = 'APPROVED'
    and (upper(t.category) = 'UTILITY'
         -- Meta's own form for codes: one value, which its button copies.
         or (upper(t.category) = 'AUTHENTICATION' and p_slot = 'code' and t.variable_count = 1))
    and t.variable_count between 1 and case p_slot when 'link' then 3 else 2 end
  order by left(t.language, 2) = public.customer_language(p_customer_id) desc nulls last, left(t.language, 2) = 'en' desc, t.language
  limit 1;
  if v_template.id is null then
    return jsonb_build_object('refusal', 'template_unusable', 'template', v_name);
  end if;
  if v_session.id is not null then
    v_refusal := public.send_refusal(v_session.id, 'bot', 'privacy', clock_timestamp(), v_template.category);
    if v_refusal is not null then
      return jsonb_build_object('refusal', v_refusal);
    end if;
  end if;
  return jsonb_strip_nulls(jsonb_build_object('way', 'template', 'template_id', v_template.id, 'template', v_template.name,
    'session_id', v_session.id));
end
$$;
comment on function public.privacy_send_way(uuid, text, jsonb) is
  'How a message of a privacy request would leave now: {way: text} inside the window, {way: template} outside it where configuration names an approved one, else {refusal}: the gate''s word, no_template or template_unusable. settings: templates {code, link, answer}. Granted to nobody.';
revoke all on function public.privacy_send_way(uuid, text, jsonb) from public;

drop function public.queue_privacy_message(public.privacy_requests, text, jsonb);
drop function public.add_privacy_message(public.chat_sessions, public.privacy_requests, text, jsonb, uuid);

create function public.add_privacy_message(
  p_session public.chat_sessions, p_request public.privacy_requests, p_kind text, p_values jsonb, p_reply_to uuid default null,
  p_template public.message_templates default null)
returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  v_language text := coalesce(lower(left(p_template.language, 2)), public.customer_language(p_session.customer_id));
  v_values jsonb := p_values || jsonb_build_object('reference', public.privacy_reference(p_request.number));
  v_masked jsonb := v_values
    || case when v_values ? 'code' then '{"code": "••••••"}' else '{}' end::jsonb
    || case when v_values ? 'link' then '{"link": "[link]"}' else '{}' end::jsonb;
  v_text text := public.privacy_words(p_kind, v_language, v_values);
  v_shown text := public.privacy_words(p_kind, v_language, v_masked);
  v_is_secret boolean := p_values ?| array['code', 'link'];
  v_filled text[];
  v_id uuid;
  v_seq bigint;
begin
  if p_template.id is not null then
    v_filled := public.privacy_template_values(public.privacy_slot(p_kind), p_template.variable_count,
      v_values || jsonb_build_object('sentence', v_text));
    v_text := public.fill_template(p_template.body, v_filled);
    v_shown := public.fill_template(p_template.body, public.privacy_template_values(
      public.privacy_slot(p_kind), p_template.variable_count, v_masked || jsonb_build_object('sentence', v_shown)));
  end if;
  insert into public.chat_messages
    (session_id, customer_id, direction, author, message_type, text, rendered_text, purpose, state, state_changed_at,
     reply_to, payload, embedding_status)
  values (p_session.id, p_session.customer_id, 'outbound', 'bot', case when p_template.id is null then 'text' else 'template' end,
          v_text, v_shown, 'privacy', 'queued', clock_timestamp(), p_reply_to,
          jsonb_strip_nulls(jsonb_build_object('privacy', p_kind, 'request_id', p_request.id, 'about', v_values ->> 'about',
            -- Staff see which template a message is, so the values that hold a secret stand apart from it.
            'secret', case when v_is_secret and p_template.id is null then to_jsonb(true)
                           when v_is_secret then jsonb_build_object('variables', to_jsonb(v_filled)) end,
            'template', case when p_template.id is not null then jsonb_build_object(
              'name', p_template.name, 'language', p_template.language, 'category', p_template.category,
              'variables', case when not v_is_secret then to_jsonb(v_filled) end) end)), 'skipped')
  returning id, seq into v_id, v_seq;
  update public.chat_sessions s
  set last_message_seq = v_seq, last_message_at = clock_timestamp(), updated_at = clock_timestamp()
  where s.id = p_session.id;
  return v_id;
end
$$;
comment on function public.add_privacy_message(public.chat_sessions, public.privacy_requests, text, jsonb, uuid, public.message_templates) is
  'Queues a message of a privacy request in a locked session, as words of ours or in a template. What agent, transcript and search read never holds the code or link. For use inside other functions: granted to nobody.';
revoke all on function public.add_privacy_message(public.chat_sessions, public.privacy_requests, text, jsonb, uuid, public.message_templates) from public;

create function public.queue_privacy_message(
  p_request public.privacy_requests, p_kind text, p_values jsonb, p_settings jsonb)
returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  v_way jsonb := public.privacy_send_way(p_request.customer_id, public.privacy_slot(p_kind), p_settings);
  v_session public.chat_sessions;
  v_template public.message_templates;
  v_refusal text := v_way ->> 'refusal';
begin
  if v_refusal is not null then
    raise exception 'not_allowed' using errcode = 'PT409', detail = v_refusal;
  end if;
  select s.* into v_session from public.chat_sessions s where s.id = (v_way ->> 'session_id')::uuid for update;
  if v_way ->> 'way' = 'template' then
    select t.* into v_template from public.message_templates t where t.id = (v_way ->> 'template_id')::uuid;
    if v_session.status is distinct from 'active' then
      -- Nobody has written for long: the answer, and what comes back to it, is a conversation of its own.
      v_session := public.open_session(p_request.customer_id,
        coalesce(v_session.phone_number_id, p_settings ->> 'default_phone_number_id'));
    end if;
  end if;
  return public.add_privacy_message(v_session, p_request, p_kind, p_values, null, v_template);
end
$$;
comment on function public.queue_privacy_message(public.privacy_requests, text, jsonb, jsonb) is
  'Queues a message the way privacy_send_way() finds; 409 not_allowed with its refusal otherwise. The customer is locked by the caller. Granted to nobody.';
revoke all on function public.queue_privacy_message(public.privacy_requests, text, jsonb, jsonb) from public;

create function public.carries_secret(p_payload jsonb) returns boolean
language sql immutable set search_path = ''
as $$
  select coalesce(p_payload ->> 'privacy' in ('code', 'export'), false)
$$;
comment on function public.carries_secret(jsonb) is 'Whether a message was made to carry a code or a link, with or without it now.';
revoke all on function public.carries_secret(jsonb) from public;

create or replace function public.forget_sent_secret() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  -- An answer without an id is matched by its text later (P11), so such a text stays until its receipt.
  if new.state <> 'sent' or exists (
       select 1 from public.send_attempts a where a.message_id = new.id and a.wa_message_id is not null) then
    new.text := new.rendered_text;
    new.payload := new.payload - 'secret';
  end if;
  return new;
end
$$;
comment on function public.forget_sent_secret() is
  'A code or link is kept only until it has left, or can no longer leave; the values of its template too.';

create function public.refuse_spent_secret() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  new.state := 'failed';
  new.not_before := null;
  return new;
end
$$;
comment on function public.refuse_spent_secret() is
  'A failure that came after the code was forgotten cannot be tried again: dots would arrive in its place.';
revoke all on function public.refuse_spent_secret() from public;
create trigger spent_secrets_are_not_sent_again before update of state on public.chat_messages
  for each row when (new.state = 'queued' and old.state <> 'queued' and new.purpose = 'privacy'
                     and new.payload ->> 'privacy' in ('code', 'export') and not new.payload ? 'secret')
  execute function public.refuse_spent_secret();

-- The provider sends back what left, and that copy holds the code too. It may come before the answer to our request,
-- after it, or without an id.
create function public.redact_echo() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if exists (select 1 from public.send_attempts a join public.chat_messages m on m.id = a.message_id
             where a.wa_message_id = substr(new.dedupe_key, 6) and public.carries_secret(m.payload))
     or (new.customer_id is not null and new.dedupe_key ~ '^echo:[0-9a-f]{64}$' and exists (
       select 1 from public.chat_messages m
       where m.customer_id = new.customer_id and m.purpose = 'privacy' and public.carries_secret(m.payload)
         and m.dispatched_at > clock_timestamp() - interval '1 hour')) then
    new.raw := '{"redacted": "privacy_secret"}';
  end if;
  return new;
end
$$;
comment on function public.redact_echo() is
  'The echo of a code or link is kept without its text: known by its id, or, without one, by a customer who was just sent one.';
revoke all on function public.redact_echo() from public;
create trigger echoes_of_secrets_are_redacted before insert or update of customer_id on public.wa_events
  for each row when (new.event_type = 'echo') execute function public.redact_echo();

create function public.redact_earlier_echo() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if exists (select 1 from public.chat_messages m where m.id = new.message_id and public.carries_secret(m.payload)) then
    update public.wa_events e set raw = '{"redacted": "privacy_secret"}'
    where e.dedupe_key = 'echo:' || new.wa_message_id and e.event_type = 'echo';
  end if;
  return null;
end
$$;
comment on function public.redact_earlier_echo() is 'The echo of a code or link that came before the provider''s answer.';
revoke all on function public.redact_earlier_echo() from public;
create trigger earlier_echoes_are_redacted after insert or update of wa_message_id on public.send_attempts
  for each row when (new.wa_message_id is not null) execute function public.redact_earlier_echo();

-- What was stored before this file: codes are spent, links may still open.
update public.wa_events e set raw = '{"redacted": "privacy_secret"}'
from public.send_attempts a join public.chat_messages m on m.id = a.message_id
where e.event_type = 'echo' and e.dedupe_key = 'echo:' || a.wa_message_id and m.purpose = 'privacy' and public.carries_secret(m.payload);
