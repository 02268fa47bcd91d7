-- Consent that is changed by asking the agent, and who the customer is to Parcelo's backend.

alter table public.consent_events drop constraint consent_events_source_check;
alter table public.consent_events add constraint consent_events_source_check check (source in
  ('keyword', 'button', 'preference', 'provider_error', 'number_change', 'staff', 'erasure', 'chat_tool'));

create function public.change_consent_in_turn(p_turn_id uuid, p_scope text, p_change text, p_settings jsonb)
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_turn public.agent_turns;
  v_session public.chat_sessions;
  v_message public.chat_messages;
  v_was text;
  v_confirmation uuid;
begin
  perform 1 from public.customers c
  where c.id = (select t.customer_id from public.agent_turns t where t.id = p_turn_id) for no key update;
  perform public.lock_customer_sessions(t.customer_id) from public.agent_turns t where t.id = p_turn_id;
  v_turn := public.lock_turn_for_tools(p_turn_id);
  if v_turn.id is null then
    return null;
  end if;
  select s.* into v_session from public.chat_sessions s where s.id = v_turn.session_id;
  select m.* into v_message from public.chat_messages m
  where m.session_id = v_turn.session_id and m.seq <= v_turn.upto_seq and m.direction = 'inbound' and m.starts_turn
    and m.deleted_at is null
  order by m.seq desc limit 1;
  if p_scope = 'marketing' then
    return jsonb_build_object('changed', public.record_consent_change(v_turn.customer_id, 'marketing',
      case p_change when 'opt_out' then 'stopped' else 'allowed' end, 'chat_tool', v_message.rendered_text, v_message.id,
      clock_timestamp()));
  end if;
  select c.consent_status into v_was from public.customers c where c.id = v_turn.customer_id;
  v_confirmation := public.apply_consent_words(v_session, v_message.id,
    jsonb_build_object('change', p_change, 'source', 'chat_tool', 'words', v_message.rendered_text,
      'language', coalesce(p_settings ->> 'language', 'en')),
    clock_timestamp(), p_settings);
  return jsonb_strip_nulls(jsonb_build_object(
    'changed', v_was <> (select c.consent_status from public.customers c where c.id = v_turn.customer_id),
    'send_message_id', v_confirmation));
end
$$;
comment on function public.change_consent_in_turn(uuid, text, text, jsonb) is
  'Opts this turn''s customer out or in by the same path as the words STOP and START, with the message that asked for it as evidence. send_message_id: the one confirmation that waits to be sent. Null: the turn is over.';
revoke all on function public.change_consent_in_turn(uuid, text, text, jsonb) from public;
grant execute on function public.change_consent_in_turn(uuid, text, text, jsonb) to service_role;

create function public.verified_identity(p_customer_id uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'phone', i.value, 'name', c.display_name,
    'in_review', exists (
      select 1 from public.identity_conflicts x
      where x.status = 'open' and (x.customer_id = c.id or x.other_customer_id = c.id)))
  from public.customers c
  left join public.customer_identities i on i.customer_id = c.id and i.kind = 'phone' and i.valid_to is null
  where c.id = p_customer_id and c.erased_at is null
$$;
comment on function public.verified_identity(uuid) is
  'The number by which Parcelo''s backend knows a customer, as WhatsApp vouches for it. in_review: two records may be one person, so no account is shown to either until somebody has looked.';
revoke all on function public.verified_identity(uuid) from public;
grant execute on function public.verified_identity(uuid) to service_role;
