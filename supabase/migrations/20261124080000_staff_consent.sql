-- A customer says by phone or e-mail what they want: a person writes it down, through the ledger's own function.

alter table public.consent_events add column evidence text check (length(evidence) <= 500);
comment on column public.consent_events.evidence is
  'Of a change that staff recorded: where the proof lies (a call recording, the mail''s place). An opt-in is not recorded without one.';

drop function public.record_consent_change(uuid, text, text, text, text, uuid, timestamptz, text, text);
create function public.record_consent_change(
  p_customer_id uuid, p_scope text, p_to text, p_source text, p_words text, p_message_id uuid, p_at timestamptz,
  p_button_id text default null, p_channel text default null, p_evidence text default null)
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
    (customer_id, scope, from_status, to_status, source, channel, words, button_id, message_id, evidence, occurred_at,
     recorded_at, recorded_by)
  values (p_customer_id, p_scope, v_from, p_to, p_source,
    coalesce(p_channel, case p_source when 'provider_error' then 'provider' when 'staff' then 'console'
                                      when 'erasure' then 'suppression' else 'whatsapp' end),
    left(p_words, 256), left(p_button_id, 256), p_message_id, left(p_evidence, 500), p_at, clock_timestamp(), auth.uid());
  return true;
end
$$;
comment on function public.record_consent_change(uuid, text, text, text, text, uuid, timestamptz, text, text, text) is
  'Changes one consent status and writes the ledger in the same transaction. Returns false when nothing changed. Callers lock the customer''s sessions first (P9, P19).';
revoke all on function public.record_consent_change(uuid, text, text, text, text, uuid, timestamptz, text, text, text) from public;

create function public.record_told_consent(
  p_customer_id uuid, p_scope text, p_to text, p_channel text, p_words text, p_at timestamptz, p_evidence text default null)
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_opts_in boolean := p_to in ('opted_in', 'allowed');
  v_session_id uuid;
  v_newer timestamptz;
  v_erased_at timestamptz;
begin
  -- A wish to be left alone is everybody's to write down; a permission is proved by those who answer for it.
  if v_opts_in then
    perform public.require_staff_role('privacy', 'admin');
  else
    perform public.require_staff_role('support', 'privacy', 'admin');
  end if;
  if (p_scope, p_to) not in (('service', 'opted_in'), ('service', 'opted_out'), ('marketing', 'allowed'), ('marketing', 'stopped'))
     or p_channel not in ('phone', 'email') or p_scope is null or p_to is null or p_channel is null
     or btrim(coalesce(p_words, '')) = '' or length(p_words) > 256 or length(p_evidence) > 500
     or p_at is null or p_at > clock_timestamp() + interval '1 minute'
     or (v_opts_in and btrim(coalesce(p_evidence, '')) = '') then
    raise exception 'invalid_consent' using errcode = '22023';
  end if;
  -- Sessions before the customer's row, like a STOP that comes at the same moment (P9).
  perform public.lock_customer_sessions(p_customer_id);
  select c.erased_at into v_erased_at from public.customers c where c.id = p_customer_id;
  if not found then
    raise exception 'customer_not_found' using errcode = 'PT404';
  elsif v_erased_at is not null then
    raise exception 'customer_erased' using errcode = 'PT409';
  end if;
  if not public.record_consent_change(p_customer_id, p_scope, p_to, 'staff', btrim(p_words), null, p_at,
       p_channel => p_channel, p_evidence => nullif(btrim(p_evidence), '')) then
    select max(e.occurred_at) into v_newer from public.consent_events e
    where e.customer_id = p_customer_id and e.scope = p_scope;
    if v_newer > p_at then
      raise exception 'newer_consent' using errcode = 'PT409';
    end if;
    raise exception 'nothing_changed' using errcode = 'PT409';
  end if;
  if p_to = 'opted_out' then
    update public.chat_sessions s
    set pending_turn_seq = null, turn_requested_at = null, turn_quiet_from = null,
        replied_upto_seq = greatest(s.replied_upto_seq, s.pending_turn_seq)
    where s.customer_id = p_customer_id and s.pending_turn_seq is not null;
    for v_session_id in
      select s.id from public.chat_sessions s where s.customer_id = p_customer_id and s.status = 'active' order by s.id
    loop
      perform public.suppress_queued(v_session_id, 'opted_out', array['reply', 'staff_reply', 'template']);
    end loop;
  end if;
  -- The words and the evidence stand in the ledger; the audit log names the act alone.
  perform public.audit('consent_recorded', 'customer', p_customer_id,
    jsonb_build_object('scope', p_scope, 'to', p_to, 'channel', p_channel, 'at', p_at));
  return jsonb_build_object('ok', true);
end
$$;
comment on function public.record_told_consent(uuid, text, text, text, text, timestamptz, text) is
  'Writes down what a customer told staff by phone or e-mail: opt-outs by all staff, opt-ins by the privacy team and admins with evidence. An opt-out of service keeps back what waits, at once. 409 newer_consent, nothing_changed, customer_erased.';
revoke all on function public.record_told_consent(uuid, text, text, text, text, timestamptz, text) from public;
grant execute on function public.record_told_consent(uuid, text, text, text, text, timestamptz, text) to authenticated;

create or replace function public.erase_consent(p_customer_id uuid, p_limit integer) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  v_count integer;
begin
  -- The ledger refuses every change but this one.
  perform set_config('parcelo.erasing', p_customer_id::text, true);
  with due as (
    select e.id from public.consent_events e
    where e.customer_id = p_customer_id and (e.words is not null or e.evidence is not null or e.message_id is not null)
    limit p_limit
  ), gone as (
    update public.consent_events e set words = null, evidence = null, message_id = null from due where e.id = due.id returning 1)
  select count(*) into v_count from gone;
  return v_count;
end
$$;
comment on function public.erase_consent(uuid, integer) is
  'Takes words, evidence and message out of one batch of the consent ledger: that and when consent changed stays as proof, of nobody.';

create or replace function public.list_consent_events(p_filter jsonb, p_before jsonb, p_limit integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_limit integer := least(greatest(coalesce(p_limit, 50), 1), 1000);
  v_customers uuid[];
  v_where text := '';
  v_rows jsonb;
begin
  perform public.require_staff_role('privacy', 'admin');
  if btrim(coalesce(p_filter ->> 'search', '')) <> '' then
    v_customers := public.search_customers(p_filter ->> 'search', coalesce(p_filter ->> 'calling_code', ''));
    v_where := v_where || ' and e.customer_id = any ($4)';
  end if;
  -- Built from what is asked for, so that each combination gets the plan of its own index.
  if p_filter ->> 'customer' is not null then
    v_where := v_where || ' and e.customer_id = ($1 ->> ''customer'')::uuid';
  end if;
  if p_filter ->> 'scope' is not null then
    v_where := v_where || ' and e.scope = $1 ->> ''scope''';
  end if;
  if p_filter ->> 'change' is not null then
    v_where := v_where || ' and e.to_status = $1 ->> ''change''';
  end if;
  if p_filter ->> 'source' is not null then
    v_where := v_where || ' and e.source = $1 ->> ''source''';
  end if;
  if p_filter ->> 'id' is not null then
    v_where := v_where || ' and e.id = ($1 ->> ''id'')::uuid';
  end if;
  if p_filter ->> 'from' is not null then
    v_where := v_where || ' and e.occurred_at >= ($1 ->> ''from'')::timestamptz';
  end if;
  if p_filter ->> 'before' is not null then
    v_where := v_where || ' and e.occurred_at < ($1 ->> ''before'')::timestamptz';
  end if;
  if p_before is not null then
    v_where := v_where || ' and (e.occurred_at, e.id) < (($2 ->> ''at'')::timestamptz, ($2 ->> ''id'')::uuid)';
  end if;
  execute
    'select coalesce(jsonb_agg(jsonb_build_object(
       ''id'', page.id, ''customer_id'', page.customer_id, ''customer_name'', c.display_name,
       ''number'', (select public.masked_identity(i.kind, i.value) from public.customer_identities i
                    where i.customer_id = c.id and i.valid_to is null order by i.kind limit 1),
       ''scope'', page.scope, ''from_status'', page.from_status, ''to_status'', page.to_status,
       ''source'', page.source, ''channel'', page.channel, ''words'', page.words, ''evidence'', page.evidence, ''button_id'', page.button_id,
       ''session_id'', m.session_id, ''message_seq'', m.seq,
       ''at'', page.occurred_at, ''recorded_at'', page.recorded_at,
       ''by'', (select f.display_name from public.staff f where f.user_id = page.recorded_by))
       order by page.occurred_at desc, page.id desc), ''[]'')
     from (select e.* from public.consent_events e where true' || v_where || '
           order by e.occurred_at desc, e.id desc limit $3) page
     join public.customers c on c.id = page.customer_id
     left join public.chat_messages m on m.id = page.message_id'
  into v_rows using p_filter, p_before, v_limit + 1, v_customers;
  return jsonb_build_object(
    'rows', (select coalesce(jsonb_agg(x.row order by x.place), '[]')
             from jsonb_array_elements(v_rows) with ordinality x (row, place) where x.place <= v_limit),
    'next', case when jsonb_array_length(v_rows) > v_limit then jsonb_build_object(
      'at', v_rows -> (v_limit - 1) ->> 'at', 'id', v_rows -> (v_limit - 1) ->> 'id') end);
end
$$;

create or replace function public.customer_panel(p_customer_id uuid) returns jsonb
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
        'id', e.id, 'scope', e.scope, 'to', e.to_status, 'source', e.source, 'words', e.words, 'channel', e.channel, 'at', e.occurred_at,
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

create or replace function public.export_page(p_export_id uuid, p_part text, p_after jsonb, p_limit integer) returns jsonb
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
        'about', e.scope, 'from', e.from_status, 'to', e.to_status, 'how', e.source, 'channel', e.channel, 'words', e.words,
        'evidence', e.evidence,
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
