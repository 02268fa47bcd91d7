-- What the archive holds, a page at a time. Of one customer only: words of other people are left out, members of staff are
-- named by their part ("staff"). What staff wrote about the person is personal data about them and included.

create function public.export_page(p_export_id uuid, p_part text, p_after jsonb, p_limit integer) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
declare
  v_customer uuid := (select x.customer_id from public.privacy_exports x where x.id = p_export_id and x.state = 'running');
  v_limit integer := least(greatest(p_limit, 1), 500);
  v_at timestamptz := (p_after ->> 'at')::timestamptz;
  v_id uuid := (p_after ->> 'id')::uuid;
  v_seq bigint := coalesce((p_after ->> 'seq')::bigint, 0);
  v_rows jsonb;
begin
  -- Each row: what goes into the archive, and the place after it.
  case p_part
    when 'profile' then
      select jsonb_build_array(jsonb_build_object('after', '{"done": true}'::jsonb, 'row', jsonb_build_object(
        'name', c.display_name, 'language', c.locale, 'known_since', c.created_at,
        'service_messages', c.consent_status, 'marketing', c.marketing_status,
        'identities', (select coalesce(jsonb_agg(jsonb_build_object('kind', i.kind, 'value', i.value, 'from', i.valid_from,
                         'until', i.valid_to) order by i.valid_from, i.id), '[]')
                       from public.customer_identities i where i.customer_id = c.id)))) into v_rows
      from public.customers c where c.id = v_customer and p_after is null;
    when 'consent' then
      select jsonb_agg(jsonb_build_object('after', jsonb_build_object('at', e.recorded_at, 'id', e.id), 'row', jsonb_build_object(
        'about', e.scope, 'from', e.from_status, 'to', e.to_status, 'how', e.source, 'words', e.words,
        'message_id', e.message_id, 'at', e.occurred_at) ) order by e.recorded_at, e.id) into v_rows
      from (select x.* from public.consent_events x
            where x.customer_id = v_customer and (p_after is null or (x.recorded_at, x.id) > (v_at, v_id))
            order by x.recorded_at, x.id limit v_limit) e;
    when 'conversations' then
      select jsonb_agg(jsonb_build_object('after', jsonb_build_object('at', s.created_at, 'id', s.id), 'row', jsonb_build_object(
        'id', s.id, 'began', s.created_at, 'last_message', s.last_message_at, 'status', s.status, 'answered_by', s.owner,
        'summaries', (select coalesce(jsonb_agg(jsonb_build_object('at', y.created_at, 'text', y.rendered_text) order by y.version), '[]')
                      from public.session_summaries y where y.session_id = s.id)) ) order by s.created_at, s.id) into v_rows
      from (select x.* from public.chat_sessions x
            where x.customer_id = v_customer and (p_after is null or (x.created_at, x.id) > (v_at, v_id))
            order by x.created_at, x.id limit v_limit) s;
    when 'messages' then
      select jsonb_agg(jsonb_build_object('after', jsonb_build_object('seq', m.seq), 'row', jsonb_strip_nulls(jsonb_build_object(
        'id', m.id, 'conversation_id', m.session_id, 'at', coalesce(m.wa_timestamp, m.created_at), 'from', m.author, 'kind', m.message_type,
        'text', case when m.author = 'customer' then m.text else m.rendered_text end,
        'readable', case when m.author = 'customer' and m.rendered_text is distinct from m.text then m.rendered_text end,
        'details', case when m.author = 'customer' and m.payload <> '{}' then m.payload end,
        'reply_to', m.reply_to, 'whatsapp_id', m.wa_message_id, 'state', m.state, 'deleted_at', m.deleted_at,
        'caption', x.caption, 'transcript', x.transcript, 'document_text', x.document_text)) ) order by m.seq) into v_rows
      from (select y.* from public.chat_messages y
            where y.customer_id = v_customer and y.seq > v_seq and y.direction <> 'system'
            order by y.seq limit v_limit) m
      left join public.chat_media x on x.message_id = m.id;
    when 'media' then
      select jsonb_agg(jsonb_build_object('after', jsonb_build_object('seq', x.seq), 'row', jsonb_strip_nulls(jsonb_build_object(
        'id', x.id, 'message_id', x.message_id, 'type', x.mime_type, 'name', x.file_name, 'size', x.file_size,
        'status', x.status, 'caption', x.caption, 'transcript', x.transcript, 'document_text', x.document_text)),
        'path', case when x.status = 'stored' then x.storage_path end) order by x.seq) into v_rows
      from (select m.seq, y.* from public.chat_messages m join public.chat_media y on y.message_id = m.id
            where m.customer_id = v_customer and m.seq > v_seq order by m.seq limit v_limit) x;
    when 'recall' then
      select jsonb_agg(jsonb_build_object('after', jsonb_build_object('id', h.turn_id, 'message', h.message_id), 'row', jsonb_build_object(
        'answer_at', h.claimed_at, 'turn_id', h.turn_id, 'remembered_message_id', h.message_id, 'rank', h.rank, 'score', h.score,
        'used', h.injected, 'not_used_because', h.cut_reason) ) order by h.turn_id, h.message_id) into v_rows
      from (select y.*, t.claimed_at from public.recall_hits y join public.agent_turns t on t.id = y.turn_id
            where t.customer_id = v_customer
              and (p_after is null or (y.turn_id, y.message_id) > (v_id, (p_after ->> 'message')::uuid))
            order by y.turn_id, y.message_id limit v_limit) h;
    when 'tickets' then
      select jsonb_agg(jsonb_build_object('after', jsonb_build_object('at', t.created_at, 'id', t.id), 'row', jsonb_build_object(
        'reference', t.reference, 'opened', t.created_at, 'status', t.status, 'category', t.category, 'priority', t.priority,
        'mood', t.sentiment, 'subject', t.subject, 'summary', t.summary, 'resolved', t.resolved_at, 'closed', t.closed_at,
        'thread', (select coalesce(jsonb_agg(jsonb_build_object('at', y.created_at, 'from', y.author,
                     'for', y.audience, 'text', y.body) order by y.created_at, y.id), '[]')
                   from public.ticket_messages y where y.ticket_id = t.id and y.customer_id = v_customer)) ) order by t.created_at, t.id) into v_rows
      from (select x.* from public.support_tickets x
            where x.customer_id = v_customer and (p_after is null or (x.created_at, x.id) > (v_at, v_id))
            order by x.created_at, x.id limit v_limit) t;
    when 'feedback' then
      select jsonb_agg(jsonb_build_object('after', jsonb_build_object('at', f.created_at, 'id', f.id), 'row', jsonb_build_object(
        'at', f.created_at, 'about', f.feedback_type, 'text', f.feedback_text, 'rating', f.rating, 'mood', f.sentiment,
        'order', f.order_reference) ) order by f.created_at, f.id) into v_rows
      from (select x.* from public.customer_feedback x
            where x.customer_id = v_customer and (p_after is null or (x.created_at, x.id) > (v_at, v_id))
            order by x.created_at, x.id limit v_limit) f;
    when 'notes' then
      select jsonb_agg(jsonb_build_object('after', jsonb_build_object('at', n.created_at, 'id', n.id), 'row', jsonb_build_object(
        'at', n.created_at, 'conversation_id', n.session_id, 'from', 'staff', 'text', n.body) ) order by n.created_at, n.id) into v_rows
      from (select x.* from public.session_notes x
            where x.customer_id = v_customer and x.deleted_at is null and (p_after is null or (x.created_at, x.id) > (v_at, v_id))
            order by x.created_at, x.id limit v_limit) n;
    when 'requests' then
      select jsonb_agg(jsonb_build_object('after', jsonb_build_object('at', r.received_at, 'id', r.id), 'row', jsonb_build_object(
        'reference', public.privacy_reference(r.number), 'kind', r.kind, 'channel', r.channel, 'received', r.received_at,
        'due', r.due_at, 'state', r.state, 'asked', r.wish,
        'identity_checks', (select coalesce(jsonb_agg(jsonb_build_object('how', coalesce(k.manual_how, k.method), 'state', k.state,
                              'at', k.created_at, 'evidence', k.evidence) order by k.created_at, k.id), '[]')
                            from public.identity_checks k where k.request_id = r.id),
        'notes', (select coalesce(jsonb_agg(jsonb_build_object('at', y.created_at, 'from', 'staff', 'text', y.body) order by y.created_at, y.id), '[]')
                  from public.privacy_request_notes y where y.request_id = r.id)) ) order by r.received_at, r.id) into v_rows
      from (select x.* from public.privacy_requests x
            where x.customer_id = v_customer and (p_after is null or (x.received_at, x.id) > (v_at, v_id))
            order by x.received_at, x.id limit v_limit) r;
  end case;
  return coalesce(v_rows, '[]');
end
$$;
comment on function public.export_page(uuid, text, jsonb, integer) is
  'The next rows of one part of the archive that is being built: [{row, after, path?}], at most 500. Nothing unless it is being built.';
revoke all on function public.export_page(uuid, text, jsonb, integer) from public;
grant execute on function public.export_page(uuid, text, jsonb, integer) to service_role;
