-- Assigning, closing, opening again, sending again. All under the session lock, like the turn protocol.

create function public.assign_session(p_session_id uuid, p_staff_id uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('support', 'admin');
  v_session public.chat_sessions := public.lock_session_for_staff(p_session_id);
begin
  if v_session.status <> 'active' then
    raise exception 'session_closed' using errcode = 'PT409';
  end if;
  -- The row is locked, so that a deactivation at this moment comes before or after, not between.
  if p_staff_id is not null then
    perform 1 from public.staff f
    where f.user_id = p_staff_id and f.active and f.role in ('support', 'admin') for key share;
    if not found then
      raise exception 'not_assignable' using errcode = 'PT409';
    end if;
  end if;
  if v_session.owner = 'human' and v_session.assigned_to is not distinct from p_staff_id then
    return public.session_header(p_session_id);
  end if;
  if p_staff_id is not null then
    perform public.give_to_human(p_session_id,
      case when p_staff_id = v_me then 'staff_took_over' else 'staff_assigned' end, p_staff_id);
    -- give_to_human has just written the transcript's line; it does not know for whom.
    update public.chat_messages m set payload = m.payload || jsonb_build_object('staff_id', p_staff_id)
    from public.chat_sessions s
    where s.id = p_session_id and m.seq = s.last_message_seq and m.message_type = 'session_event';
  elsif v_session.owner = 'bot' then
    perform public.give_to_human(p_session_id, 'staff_flagged');
  else
    update public.chat_sessions s
    set assigned_to = null, owner_reason = 'staff_flagged', owner_since = clock_timestamp(), updated_at = clock_timestamp()
    where s.id = p_session_id;
    perform public.add_session_event(p_session_id, 'unassigned');
  end if;
  perform public.audit('session_assigned', 'chat_session', p_session_id, jsonb_strip_nulls(jsonb_build_object(
    'to_staff_id', p_staff_id, 'from', v_session.owner, 'from_staff_id', v_session.assigned_to)));
  return public.session_header(p_session_id);
end
$$;
comment on function public.assign_session(uuid, uuid) is
  'Makes an active colleague who may write the one who answers: as binding as if they had taken over (P9). Null: any person, nobody yet. 409: session_closed, not_assignable.';
grant execute on function public.assign_session(uuid, uuid) to authenticated;

create function public.close_session(p_session_id uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_session public.chat_sessions;
  v_turn public.agent_turns;
  v_unsaid bigint;
begin
  perform public.require_staff_role('support', 'admin');
  v_session := public.lock_session_for_staff(p_session_id);
  if v_session.status = 'closed' then
    return public.session_header(p_session_id);
  end if;
  -- The bot says nothing more: neither what it is writing nor what waits to leave. What a person has
  -- sent already leaves: a goodbye and Close are pressed within a second of each other.
  select t.* into v_turn from public.agent_turns t
  where t.session_id = p_session_id and t.state = 'running' for update;
  if v_turn.id is not null then
    if v_turn.draft is not null then
      perform public.insert_reply_parts(v_turn, v_turn.draft, 'suppressed', 'session_closed');
    end if;
    update public.agent_turns t set draft = null where t.id = v_turn.id;
    perform public.finish_turn(v_turn.id, case when v_turn.draft is null then 'superseded' else 'suppressed' end, 'session_closed');
  end if;
  select min(t.from_seq) into v_unsaid from public.agent_turns t
  where t.session_id = p_session_id and t.state = 'committed'
    and not exists (select 1 from public.chat_messages m where m.turn_id = t.id and m.state <> 'queued');
  perform public.suppress_queued(p_session_id, 'session_closed', array['reply']);
  update public.chat_sessions s
  set status = 'closed', pending_turn_seq = null, turn_requested_at = null, turn_quiet_from = null,
      -- A reply that never left has answered nothing: opened again, the bot owes it still.
      replied_upto_seq = least(s.replied_upto_seq, v_unsaid), updated_at = clock_timestamp()
  where s.id = p_session_id;
  perform public.add_session_event(p_session_id, 'closed');
  perform public.audit('session_closed', 'chat_session', p_session_id, jsonb_strip_nulls(jsonb_build_object(
    'owner', v_session.owner, 'from_staff_id', v_session.assigned_to,
    'unanswered', v_session.pending_turn_seq is not null or v_unsaid is not null)));
  return public.session_header(p_session_id);
end
$$;
comment on function public.close_session(uuid) is
  'Ends a conversation. The bot''s running turn and queued reply are kept back; what staff queued still leaves. The customer''s next message opens a new one. Again: no change.';
grant execute on function public.close_session(uuid) to authenticated;

create function public.reopen_session(p_session_id uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_session public.chat_sessions;
  v_seq bigint;
begin
  perform public.require_staff_role('support', 'admin');
  -- The customer's row before the session's, as open_session does: two cannot become active at once.
  perform 1 from public.customers c
  where c.id = (select s.customer_id from public.chat_sessions s where s.id = p_session_id) for no key update;
  v_session := public.lock_session_for_staff(p_session_id);
  if v_session.status = 'closed' then
    if exists (select 1 from public.chat_sessions s
               where s.customer_id = v_session.customer_id and s.phone_number_id = v_session.phone_number_id
                 and s.status = 'active') then
      raise exception 'newer_session' using errcode = 'PT409';
    end if;
    if exists (select 1 from public.customers c where c.id = v_session.customer_id and c.erased_at is not null) then
      raise exception 'not_allowed' using errcode = 'PT409', detail = 'customer_erased';
    end if;
    if v_session.owner = 'bot' then
      select max(m.seq) into v_seq from public.chat_messages m
      where m.session_id = p_session_id and m.seq > v_session.replied_upto_seq and m.starts_turn and m.deleted_at is null;
    end if;
    update public.chat_sessions s
    set status = 'active', expires_at = greatest(s.expires_at, now() + interval '30 days'), updated_at = clock_timestamp(),
        pending_turn_seq = v_seq,
        turn_requested_at = case when v_seq is not null then clock_timestamp() end,
        turn_quiet_from = case when v_seq is not null then clock_timestamp() end
    where s.id = p_session_id;
    perform public.add_session_event(p_session_id, 'reopened');
    perform public.audit('session_reopened', 'chat_session', p_session_id);
  end if;
  return jsonb_build_object(
    'session', public.session_header(p_session_id),
    'turn_wanted', (select s.pending_turn_seq is not null from public.chat_sessions s where s.id = p_session_id));
end
$$;
comment on function public.reopen_session(uuid) is
  'Takes a closing back, with the owner it had. 409 newer_session when the customer has opened another since. turn_wanted: the bot owes an answer, so the caller announces a turn.';
grant execute on function public.reopen_session(uuid) to authenticated;

create function public.retry_message(p_message_id uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('support', 'admin');
  v_session public.chat_sessions;
  v_message public.chat_messages;
  v_refusal text;
begin
  select s.* into v_session from public.chat_sessions s
  where s.id = (select m.session_id from public.chat_messages m where m.id = p_message_id) for update;
  select m.* into v_message from public.chat_messages m where m.id = p_message_id for update;
  if v_message.id is null then
    raise exception 'message_not_found' using errcode = 'PT404';
  end if;
  -- Pressed twice, or a receipt came meanwhile: nothing to do. A send in doubt is never sent again (P11).
  if v_message.state <> 'failed' or v_message.purpose not in ('staff_reply', 'template') then
    raise exception 'not_failed' using errcode = 'PT409';
  end if;
  if v_session.status <> 'active' then
    raise exception 'session_closed' using errcode = 'PT409';
  end if;
  if v_session.assigned_to is distinct from v_me
     and (v_message.purpose = 'staff_reply' or v_session.assigned_to is not null) then
    raise exception 'not_owner' using errcode = 'PT409';
  end if;
  v_refusal := public.send_refusal(v_session.id, 'staff', v_message.purpose, clock_timestamp(),
    v_message.payload #>> '{template,category}');
  if v_refusal is not null then
    raise exception 'not_allowed' using errcode = 'PT409', detail = v_refusal;
  end if;
  update public.chat_messages m
  set state = 'queued', state_reason = null, state_changed_at = clock_timestamp(), not_before = null,
      updated_at = clock_timestamp()
  where m.id = p_message_id returning m.* into v_message;
  perform public.audit('send_retried', 'chat_message', p_message_id);
  return public.console_message_row(v_message);
end
$$;
comment on function public.retry_message(uuid) is
  'Queues a failed reply or template of staff for a new attempt. 409: not_failed (also for one in doubt), session_closed, not_owner, not_allowed with the gate''s word.';
grant execute on function public.retry_message(uuid) to authenticated;

create or replace function public.queue_template(p_session_id uuid, p_template_id uuid, p_variables text[], p_client_key uuid)
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('support', 'admin');
  v_session public.chat_sessions := public.lock_session_for_staff(p_session_id);
  v_template public.message_templates;
  v_refusal text;
  v_text text;
  v_id uuid;
  v_seq bigint;
begin
  select t.* into v_template from public.message_templates t where t.id = p_template_id;
  if v_template.id is null then
    raise exception 'template_not_found' using errcode = 'PT404';
  end if;
  select m.id into v_id from public.chat_messages m
  where m.client_key = p_client_key and m.session_id = p_session_id and m.author_id = v_me;
  if v_id is not null then
    return jsonb_build_object('message_id', v_id, 'again', true);
  end if;
  if v_session.status <> 'active' then
    raise exception 'session_closed' using errcode = 'PT409';
  end if;
  -- The bot may go on after a template; a colleague who answers is not talked over.
  if v_session.owner = 'human' and v_session.assigned_to is not null and v_session.assigned_to <> v_me then
    raise exception 'not_owner' using errcode = 'PT409';
  end if;
  if v_template.gone_at is not null or upper(coalesce(v_template.status, '')) <> 'APPROVED' then
    raise exception 'template_not_approved' using errcode = 'PT409';
  end if;
  if p_client_key is null or coalesce(cardinality(p_variables), 0) <> v_template.variable_count
     or exists (select 1 from unnest(p_variables) x where x is null or btrim(x) = '' or length(x) > 1024) then
    raise exception 'invalid_template_variables' using errcode = '22023';
  end if;
  v_refusal := public.send_refusal(p_session_id, 'staff', 'template', clock_timestamp(), v_template.category);
  if v_refusal is not null then
    return jsonb_build_object('refusal', v_refusal);
  end if;
  v_text := public.fill_template(v_template.body, p_variables);
  insert into public.chat_messages
    (session_id, customer_id, direction, author, author_id, message_type, text, rendered_text, payload, purpose, state,
     state_changed_at, client_key)
  values
    (p_session_id, v_session.customer_id, 'outbound', 'staff', v_me, 'template', v_text, v_text,
     jsonb_build_object('template', jsonb_build_object(
       'name', v_template.name, 'language', v_template.language, 'category', v_template.category,
       'variables', to_jsonb(p_variables))),
     'template', 'queued', clock_timestamp(), p_client_key)
  returning id, seq into v_id, v_seq;
  update public.chat_sessions s
  set last_message_seq = v_seq, last_message_at = clock_timestamp(), updated_at = clock_timestamp()
  where s.id = p_session_id;
  perform public.audit('template_queued', 'chat_message', v_id, jsonb_build_object('template', v_template.name));
  return jsonb_build_object('message_id', v_id, 'again', false);
end
$$;
comment on function public.queue_template(uuid, uuid, text[], uuid) is
  'Queues an approved template with its variables for one customer; the gate is asked now and again when it is sent. Returns message_id, or refusal with the reason. 409: session_closed, not_owner when a colleague answers, template_not_approved.';
