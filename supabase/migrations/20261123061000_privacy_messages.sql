-- Messages about a privacy request. The gate lets them through after an opt-out, so their words are fixed
-- here: nobody can put words of their own under that purpose.

create function public.privacy_words(p_kind text, p_language text, p_values jsonb) returns text
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
    ('export', 'sw', 'Nakala ya data yako ya ombi {reference} iko tayari. Fungua kiungo hiki kufikia {date} na usimpe mtu mwingine: {link}')
  ) w (kind, language, words)
  where w.kind = p_kind and w.language in ('en', p_language)
  order by (w.language = p_language) desc limit 1
$$;
comment on function public.privacy_words(text, text, jsonb) is
  'The sentence for a customer about a privacy request, in Swahili or else in English.';
revoke all on function public.privacy_words(text, text, jsonb) from public;

create function public.privacy_reference(p_number bigint) returns text
language sql immutable set search_path = ''
as $$
  select 'PR-' || lpad(p_number::text, greatest(4, length(p_number::text)), '0')
$$;
comment on function public.privacy_reference(bigint) is 'How a request is called by people: PR-0147.';
revoke all on function public.privacy_reference(bigint) from public;

create function public.add_privacy_message(
  p_session public.chat_sessions, p_request public.privacy_requests, p_kind text, p_values jsonb, p_reply_to uuid default null)
returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  v_language text := public.customer_language(p_session.customer_id);
  v_values jsonb := p_values || jsonb_build_object('reference', public.privacy_reference(p_request.number));
  v_is_secret boolean := p_values ?| array['code', 'link'];
  v_id uuid;
  v_seq bigint;
begin
  insert into public.chat_messages
    (session_id, customer_id, direction, author, message_type, text, rendered_text, purpose, state, state_changed_at,
     reply_to, payload, embedding_status)
  values (p_session.id, p_session.customer_id, 'outbound', 'bot', 'text', public.privacy_words(p_kind, v_language, v_values),
          public.privacy_words(p_kind, v_language, v_values
            || case when v_values ? 'code' then '{"code": "••••••"}' else '{}' end::jsonb
            || case when v_values ? 'link' then '{"link": "[link]"}' else '{}' end::jsonb),
          'privacy', 'queued', clock_timestamp(), p_reply_to,
          jsonb_strip_nulls(jsonb_build_object('privacy', p_kind, 'request_id', p_request.id,
            'secret', case when v_is_secret then true end)), 'skipped')
  returning id, seq into v_id, v_seq;
  update public.chat_sessions s
  set last_message_seq = v_seq, last_message_at = clock_timestamp(), updated_at = clock_timestamp()
  where s.id = p_session.id;
  return v_id;
end
$$;
comment on function public.add_privacy_message(public.chat_sessions, public.privacy_requests, text, jsonb, uuid) is
  'Queues a message of a privacy request in a locked session. What agent, transcript and search read never holds the code or link. For use inside other functions: granted to nobody.';
revoke all on function public.add_privacy_message(public.chat_sessions, public.privacy_requests, text, jsonb, uuid) from public;

create function public.queue_privacy_message(p_request public.privacy_requests, p_kind text, p_values jsonb) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  v_session public.chat_sessions;
  v_refusal text;
begin
  select s.* into v_session from public.chat_sessions s
  where s.customer_id = p_request.customer_id and s.status = 'active'
  order by s.wa_window_expires_at desc nulls last, s.id limit 1 for update;
  v_refusal := case when v_session.id is null then 'window_closed'
                    else public.send_refusal(v_session.id, 'bot', 'privacy') end;
  if v_refusal is not null then
    raise exception 'not_allowed' using errcode = 'PT409', detail = v_refusal;
  end if;
  return public.add_privacy_message(v_session, p_request, p_kind, p_values);
end
$$;
comment on function public.queue_privacy_message(public.privacy_requests, text, jsonb) is
  'Queues a message where the gate lets it through; 409 not_allowed with the gate''s word otherwise. The customer is locked by the caller. Granted to nobody.';
revoke all on function public.queue_privacy_message(public.privacy_requests, text, jsonb) from public;

create function public.forget_sent_secret() returns trigger
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
  'A code or link is kept only until it has left, or can no longer leave.';
revoke all on function public.forget_sent_secret() from public;
create trigger sent_secrets_are_forgotten before update of state on public.chat_messages
  for each row when (new.payload ? 'secret' and new.state in ('sent', 'delivered', 'read', 'played', 'failed', 'suppressed'))
  execute function public.forget_sent_secret();
