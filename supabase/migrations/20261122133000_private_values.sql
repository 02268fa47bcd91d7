-- Full numbers leave the database towards staff through one function that writes the audit row.
-- A WhatsApp message id holds the number in base64, so it is closed to staff like the number itself.

revoke select on public.customer_identities, public.chat_messages, public.send_attempts from authenticated;
grant select (id, customer_id, kind, valid_from, valid_to) on public.customer_identities to authenticated;
grant select (
  id, seq, session_id, customer_id, direction, author, author_id, message_type, text, rendered_text, payload,
  wa_timestamp, reply_to, starts_turn, turn_id, part_index, purpose, client_key, state, state_reason, state_changed_at,
  not_before, dispatched_at, escalated_at, embedding_status, embedding_attempts, created_at, updated_at, edited_at, deleted_at)
  on public.chat_messages to authenticated;
grant select (
  id, message_id, attempt_no, is_guess, state, error_code, error_reason, pricing, lease_until, started_at, unknown_at,
  sent_at, delivered_at, read_at, played_at, failed_at)
  on public.send_attempts to authenticated;

create function public.masked_identity(p_kind text, p_value text) returns text
language sql immutable set search_path = ''
as $$
  select case p_kind when 'phone' then public.masked_phone(p_value)
         else left(p_value, 5) || '•••' || right(p_value, 2) end
$$;
comment on function public.masked_identity(text, text) is 'A number or a business-scoped id as staff see it before they reveal it.';
grant execute on function public.masked_identity(text, text) to authenticated;

create function public.reveal_identity(p_identity_id uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_identity public.customer_identities;
begin
  perform public.require_staff_role('privacy', 'admin');
  select i.* into v_identity from public.customer_identities i where i.id = p_identity_id;
  if v_identity.id is null then
    raise exception 'identity_not_found' using errcode = 'PT404';
  end if;
  perform public.audit('identity_revealed', 'customer', v_identity.customer_id,
    jsonb_build_object('identity_id', v_identity.id, 'kind', v_identity.kind));
  return jsonb_build_object('value', v_identity.value);
end
$$;
comment on function public.reveal_identity(uuid) is
  'The full number or id, to the privacy team and admins; every call writes the audit log.';
grant execute on function public.reveal_identity(uuid) to authenticated;

create function public.customer_panel(p_customer_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_panel jsonb;
begin
  perform public.require_staff_role('support', 'privacy', 'admin');
  select jsonb_build_object(
    'id', c.id, 'name', c.display_name, 'locale', c.locale, 'since', c.created_at, 'erased_at', c.erased_at,
    'consent', c.consent_status, 'consent_updated_at', c.consent_updated_at, 'marketing', c.marketing_status,
    'can_reveal', public.current_staff_role() in ('privacy', 'admin'),
    'identities', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', i.id, 'kind', i.kind, 'masked', public.masked_identity(i.kind, i.value),
        'valid_from', i.valid_from, 'valid_to', i.valid_to) order by i.valid_to desc nulls first, i.kind, i.valid_from desc), '[]')
      from public.customer_identities i where i.customer_id = c.id),
    'consent_events', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', e.id, 'scope', e.scope, 'to', e.to_status, 'source', e.source, 'words', e.words, 'at', e.occurred_at,
        'by', (select f.display_name from public.staff f where f.user_id = e.recorded_by)) order by e.occurred_at desc, e.id), '[]')
      from (select x.* from public.consent_events x where x.customer_id = c.id order by x.occurred_at desc limit 50) e),
    'sessions', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', s.id, 'status', s.status, 'owner', s.owner, 'started_at', s.created_at, 'last_message_at', s.last_message_at,
        'assigned_name', (select f.display_name from public.staff f where f.user_id = s.assigned_to))
        order by s.last_message_at desc, s.id), '[]')
      from (select x.* from public.chat_sessions x where x.customer_id = c.id
            order by x.last_message_at desc, x.id limit 50) s),
    'notes', (
      select coalesce(jsonb_agg(public.console_note_row(n) order by n.created_at desc, n.id), '[]')
      from (select x.* from public.session_notes x where x.customer_id = c.id and x.deleted_at is null
            order by x.created_at desc limit 50) n),
    'flags', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', f.id, 'kind', f.kind, 'reason', f.reason, 'at', f.created_at,
        'other_session_id', (
          select s.id from public.chat_sessions s
          where s.customer_id = case when f.customer_id = c.id then f.other_customer_id else f.customer_id end
          order by s.last_message_at desc limit 1)) order by f.created_at desc, f.id), '[]')
      from public.identity_conflicts f
      where f.status = 'open' and (f.customer_id = c.id or f.other_customer_id = c.id)))
  into v_panel
  from public.customers c where c.id = p_customer_id;
  if v_panel is null then
    raise exception 'customer_not_found' using errcode = 'PT404';
  end if;
  return v_panel;
end
$$;
comment on function public.customer_panel(uuid) is
  'Who a customer is: masked identities now and before, consent with its history, conversations, notes and open questions about the identity.';
grant execute on function public.customer_panel(uuid) to authenticated;
