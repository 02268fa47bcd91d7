-- The consent ledger: complete evidence of each change, and nothing in it can be rewritten.

alter table public.consent_events
  add column channel text not null default 'whatsapp'
    check (channel in ('whatsapp', 'provider', 'console', 'email', 'phone', 'suppression')),
  add column button_id text check (length(button_id) <= 256);
comment on column public.consent_events.words is
  'The exact words: as the customer wrote them, or as the button or list row showed them.';
comment on column public.consent_events.button_id is
  'What the tapped button or list row stands for in our own terms; null for written words.';
comment on column public.consent_events.channel is
  'How it reached us: whatsapp (a message, a tap, WhatsApp''s own settings), provider (a refused send), console, email, phone, or suppression (an opt-out that outlived an erasure).';
comment on column public.consent_events.recorded_by is
  'The member of staff who wrote it down; null where the customer''s own act did.';
update public.consent_events e
set channel = case e.source when 'provider_error' then 'provider' when 'staff' then 'console'
                            when 'erasure' then 'suppression' else 'whatsapp' end
where e.source in ('provider_error', 'staff', 'erasure');

create function public.consent_event_is_final() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  -- What an erase_* function does in its own transaction, for the one customer it names.
  if current_setting('parcelo.erasing', true) = old.customer_id::text then
    return coalesce(new, old);
  end if;
  -- The evidence outlives its message: retention removes that and this row keeps the words.
  if tg_op = 'UPDATE' and new.message_id is null and old.message_id is not null
     and to_jsonb(new) - 'message_id' = to_jsonb(old) - 'message_id'
     and not exists (select 1 from public.chat_messages m where m.id = old.message_id) then
    return new;
  end if;
  -- A whole person who leaves takes the ledger along (foreign key); of a person who stays, nothing goes.
  if tg_op = 'DELETE' and not exists (select 1 from public.customers c where c.id = old.customer_id) then
    return old;
  end if;
  raise exception 'consent_events is append-only' using errcode = '42501';
end
$$;
comment on function public.consent_event_is_final() is
  'Refuses to change or delete a line of the ledger, whoever asks. Only with the setting parcelo.erasing = the customer''s id, which erase_* functions set for their own transaction, may that customer''s lines be redacted.';
create trigger consent_events_are_append_only before update or delete on public.consent_events
  for each row execute function public.consent_event_is_final();
-- Deleting a person would take the ledger along: functions of ours decide when.
revoke delete on public.customers from service_role;

drop function public.record_consent_change(uuid, text, text, text, text, uuid, timestamptz);
create function public.record_consent_change(
  p_customer_id uuid, p_scope text, p_to text, p_source text, p_words text, p_message_id uuid, p_at timestamptz,
  p_button_id text default null, p_channel text default null)
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
    (customer_id, scope, from_status, to_status, source, channel, words, button_id, message_id, occurred_at,
     recorded_at, recorded_by)
  values (p_customer_id, p_scope, v_from, p_to, p_source,
    coalesce(p_channel, case p_source when 'provider_error' then 'provider' when 'staff' then 'console'
                                      when 'erasure' then 'suppression' else 'whatsapp' end),
    left(p_words, 256), left(p_button_id, 256), p_message_id, p_at, clock_timestamp(), auth.uid());
  return true;
end
$$;
comment on function public.record_consent_change(uuid, text, text, text, text, uuid, timestamptz, text, text) is
  'Changes one consent status and writes the ledger in the same transaction. Returns false when nothing changed. Callers lock the customer''s sessions first (P9, P19).';

create or replace function public.apply_consent_words(
  p_session public.chat_sessions, p_message_id uuid, p_consent jsonb, p_at timestamptz, p_settings jsonb)
returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  v_change text := p_consent ->> 'change';
  v_to text := case v_change when 'opt_out' then 'opted_out' else 'opted_in' end;
  v_texts jsonb := p_settings #> array['confirmations', v_change];
  v_language text := coalesce(p_consent ->> 'language', 'en');
  v_was text;
  v_text text;
  v_confirmation uuid;
begin
  perform public.lock_customer_sessions(p_session.customer_id);
  select c.consent_status into v_was from public.customers c where c.id = p_session.customer_id;
  if not public.record_consent_change(p_session.customer_id, 'service', v_to, coalesce(p_consent ->> 'source', 'keyword'),
       p_consent ->> 'words', p_message_id, p_at, p_consent ->> 'button_id') then
    return null;
  end if;
  if v_change = 'opt_in' and v_was <> 'opted_out' then
    return null;
  end if;
  update public.chat_sessions s
  set pending_turn_seq = null, turn_requested_at = null, turn_quiet_from = null,
      replied_upto_seq = greatest(s.replied_upto_seq, s.pending_turn_seq)
  where s.customer_id = p_session.customer_id and s.pending_turn_seq is not null;
  if v_change = 'opt_out' then
    perform public.suppress_queued(s.id, 'opted_out', array['reply', 'staff_reply', 'template'])
    from public.chat_sessions s where s.customer_id = p_session.customer_id and s.status = 'active';
  end if;
  -- STOP is written in every language: what is English about it says less than how they wrote before.
  if v_language = 'en' and v_texts ? public.customer_language(p_session.customer_id) then
    v_language := public.customer_language(p_session.customer_id);
  end if;
  v_text := coalesce(v_texts ->> v_language, v_texts ->> 'en');
  if v_text is null then
    return null; -- The choice counts with or without words to confirm it.
  end if;
  insert into public.chat_messages
    (session_id, customer_id, direction, author, message_type, text, rendered_text, purpose, state, state_changed_at, reply_to)
  values (p_session.id, p_session.customer_id, 'outbound', 'bot', 'text', v_text, v_text, 'consent_confirmation', 'queued',
          clock_timestamp(), p_message_id)
  returning id into v_confirmation;
  return v_confirmation;
end
$$;
comment on function public.apply_consent_words(public.chat_sessions, uuid, jsonb, timestamptz, jsonb) is
  'Opts out or in at once, without a model, with one confirmation in the customer''s language (P19). Returns the confirmation to send, null when nothing changed.';
