-- Opening a conversation and changing who answers in it.

create function public.open_session(p_customer_id uuid, p_phone_number_id text)
returns public.chat_sessions
language plpgsql security definer set search_path = ''
as $$
declare
  v_session public.chat_sessions;
begin
  perform 1 from public.customers c where c.id = p_customer_id for no key update;
  select s.* into v_session from public.chat_sessions s
  where s.customer_id = p_customer_id and s.phone_number_id = p_phone_number_id and s.status = 'active'
  for update;
  if found and v_session.expires_at > now() then
    return v_session;
  end if;
  if found then
    update public.chat_sessions s set status = 'closed', updated_at = clock_timestamp() where s.id = v_session.id;
  end if;
  insert into public.chat_sessions (customer_id, phone_number_id, expires_at)
  values (p_customer_id, p_phone_number_id, now() + interval '30 days')
  returning * into v_session;
  return v_session;
end
$$;
comment on function public.open_session(uuid, text) is
  'The customer''s active session with one of our numbers, locked; a new one when none is active or the last was idle for 30 days. The customer''s row is locked first, so two cannot open at once.';

create function public.lock_customer_sessions(p_customer_id uuid) returns void
language sql security definer set search_path = ''
as $$
  select 1 from public.chat_sessions s
  where s.customer_id = p_customer_id and s.status = 'active' order by s.id for update
$$;
comment on function public.lock_customer_sessions(uuid) is
  'Locks every active session of a customer in one order: consent changes must not race with a message on its way out (P9).';

create function public.add_session_event(p_session_id uuid, p_event text, p_details jsonb default '{}')
returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_seq bigint;
begin
  insert into public.chat_messages
    (session_id, customer_id, direction, author, author_id, message_type, rendered_text, payload, embedding_status)
  select s.id, s.customer_id, 'system', 'system', auth.uid(), 'session_event', p_event,
         p_details || jsonb_build_object('event', p_event), 'skipped'
  from public.chat_sessions s where s.id = p_session_id
  returning seq into v_seq;
  update public.chat_sessions s
  set last_message_seq = v_seq, last_message_at = clock_timestamp(), updated_at = clock_timestamp()
  where s.id = p_session_id;
end
$$;
comment on function public.add_session_event(uuid, text, jsonb) is
  'Adds a line to the transcript that says what happened to the conversation itself. The caller holds the session lock.';

create function public.suppress_queued(p_session_id uuid, p_reason text, p_purposes text[]) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_turn_id uuid;
begin
  for v_turn_id in
    with suppressed as (
      update public.chat_messages m
      set state = 'suppressed', state_reason = p_reason, state_changed_at = clock_timestamp(),
          updated_at = clock_timestamp(), embedding_status = 'skipped'
      where m.session_id = p_session_id and m.state = 'queued' and m.purpose = any (p_purposes)
      returning m.turn_id)
    select distinct s.turn_id from suppressed s where s.turn_id is not null
  loop
    perform public.settle_turn_outcome(v_turn_id);
  end loop;
end
$$;
comment on function public.suppress_queued(uuid, text, text[]) is
  'Keeps what waits to be sent from leaving, at once, so that nothing behind it waits for it. The caller holds the session lock.';

create function public.give_to_human(p_session_id uuid, p_reason text, p_staff_id uuid default null)
returns void
language plpgsql security definer set search_path = ''
as $$
begin
  update public.chat_sessions s
  set owner = 'human', owner_reason = p_reason, owner_since = clock_timestamp(),
      assigned_to = coalesce(p_staff_id, s.assigned_to),
      pending_turn_seq = null, turn_requested_at = null, turn_quiet_from = null,
      updated_at = clock_timestamp()
  where s.id = p_session_id and (s.owner = 'bot' or p_staff_id is not null);
  if found then
    perform public.suppress_queued(p_session_id, 'human_owns_session', array['reply']);
    perform public.add_session_event(p_session_id, 'given_to_human', jsonb_build_object('reason', p_reason));
  else
    -- Already with a person: nothing changes but that the bot owes nothing.
    update public.chat_sessions s
    set pending_turn_seq = null, turn_requested_at = null, turn_quiet_from = null
    where s.id = p_session_id and s.pending_turn_seq is not null;
  end if;
end
$$;
comment on function public.give_to_human(uuid, text, uuid) is
  'Makes a person the owner, with the reason that staff see. From then on no bot message leaves (P9). The caller holds the session lock.';

create function public.give_to_bot(p_session_id uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_answered bigint;
  v_seq bigint;
begin
  update public.chat_sessions s
  set owner = 'bot', owner_reason = null, owner_since = clock_timestamp(), assigned_to = null,
      turn_failures = 0, updated_at = clock_timestamp()
  where s.id = p_session_id and s.owner = 'human';
  if not found then
    return;
  end if;
  select coalesce(max(m.seq), 0) into v_answered from public.chat_messages m
  where m.session_id = p_session_id and m.direction = 'outbound' and m.author = 'staff' and m.state <> 'suppressed';
  update public.chat_sessions s set replied_upto_seq = greatest(s.replied_upto_seq, v_answered)
  where s.id = p_session_id returning s.replied_upto_seq into v_answered;
  select max(m.seq) into v_seq from public.chat_messages m
  where m.session_id = p_session_id and m.seq > v_answered and m.starts_turn and m.deleted_at is null;
  if v_seq is not null then
    update public.chat_sessions s
    set pending_turn_seq = v_seq, turn_requested_at = clock_timestamp(), turn_quiet_from = clock_timestamp()
    where s.id = p_session_id;
  end if;
  perform public.add_session_event(p_session_id, 'given_to_bot');
end
$$;
comment on function public.give_to_bot(uuid) is
  'Hands a conversation back to the bot, which then owes an answer to what the customer wrote after the last reply of a person. The caller holds the session lock.';
