-- What the access matrix found: links that sign a customer in, and full numbers, were within reach of staff.

-- The text that left, and the draft it was split from, hold links that tools gave; rendered_text names them only.
-- The arguments behind a question to the customer are closed like those of the call itself.
revoke select on public.agent_turns, public.tool_confirmations from authenticated;
grant select (
  id, session_id, customer_id, state, fence, run_id, claimed_at, lease_until, from_seq, upto_seq, requested_at, restarts,
  route, route_reason, model, models, input_tokens, cached_tokens, output_tokens, cost_usd, latency_ms, recall_included,
  recall_count, trimmed, tools, outcome, outcome_reason, hand_off_reason, triage, summary_id, article_ids, committed_at,
  finished_at)
  on public.agent_turns to authenticated;
grant select (
  id, customer_id, session_id, turn_id, tool, arguments_hash, summary, amount, currency, state, asked_message_id,
  answer_message_id, created_at, expires_at, answered_at, used_at, used_by_key, used_in_turn_id)
  on public.tool_confirmations to authenticated;
-- The payload of a change of number, and of a shared contact, holds full numbers.
revoke select (text, payload) on public.chat_messages from authenticated;

create or replace function public.console_message_row(p_message public.chat_messages) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'id', p_message.id, 'seq', p_message.seq,
    'direction', p_message.direction, 'author', p_message.author,
    'author_name', (select f.display_name from public.staff f where f.user_id = p_message.author_id),
    'by_me', p_message.author_id is not null and p_message.author_id = auth.uid(),
    'type', p_message.message_type, 'text', p_message.rendered_text,
    'written', case when p_message.author = 'bot' then p_message.rendered_text else p_message.text end,
    'event', case when p_message.direction = 'system' then p_message.payload ->> 'event' end,
    'event_reason', case when p_message.direction = 'system' then p_message.payload ->> 'reason' end,
    'event_staff_name', case when p_message.direction = 'system' and p_message.payload ? 'staff_id' then (
      select f.display_name from public.staff f where f.user_id = (p_message.payload ->> 'staff_id')::uuid) end,
    'details', case when p_message.direction <> 'system' and p_message.deleted_at is null then jsonb_strip_nulls(jsonb_build_object(
      'voice', p_message.payload -> 'voice', 'location', p_message.payload -> 'location',
      'order', p_message.payload -> 'order', 'referral', p_message.payload -> 'referral',
      'forwarded', p_message.payload -> 'forwarded', 'template', p_message.payload -> 'template')) end,
    'media', case when p_message.deleted_at is null then (
      select jsonb_build_object('mime_type', x.mime_type, 'file_name', x.file_name, 'file_size', x.file_size,
               'status', x.status, 'error', x.error)
      from public.chat_media x where x.message_id = p_message.id) end,
    'edits', case when p_message.deleted_at is null and jsonb_typeof(p_message.payload -> 'edits') = 'array' then (
      select coalesce(jsonb_agg(jsonb_build_object('text', x.edit ->> 'text', 'replaced_at', x.edit ->> 'replaced_at')
                                order by x.place), '[]')
      from jsonb_array_elements(p_message.payload -> 'edits') with ordinality x (edit, place)) else '[]'::jsonb end,
    'purpose', p_message.purpose, 'turn_id', p_message.turn_id, 'client_key', p_message.client_key,
    'state', p_message.state, 'state_reason', p_message.state_reason, 'state_changed_at', p_message.state_changed_at,
    'not_before', p_message.not_before,
    'at', p_message.created_at, 'edited', p_message.edited_at is not null, 'deleted', p_message.deleted_at is not null,
    'quote', (select jsonb_build_object('id', q.id, 'seq', q.seq, 'here', q.session_id = p_message.session_id,
                       'session_id', q.session_id, 'author', q.author, 'text', left(q.rendered_text, 160))
              from public.chat_messages q where q.id = p_message.reply_to),
    'reactions', coalesce((
      select jsonb_agg(jsonb_build_object('author', r.author, 'emoji', r.payload #>> '{reaction,emoji}') order by r.seq)
      from public.chat_messages r where r.reply_to = p_message.id and r.message_type = 'reaction'), '[]'),
    'attempt', (
      select jsonb_build_object('no', a.attempt_no, 'error_code', a.error_code, 'error_reason', a.error_reason,
               'sent_at', a.sent_at, 'delivered_at', a.delivered_at, 'read_at', a.read_at, 'played_at', a.played_at,
               'failed_at', a.failed_at, 'unknown_at', a.unknown_at)
      from public.send_attempts a where a.message_id = p_message.id order by a.attempt_no desc limit 1))
$$;
comment on function public.console_message_row(public.chat_messages) is
  'One bubble as the transcript shows it: its words, what its kind carries beside them, earlier versions, what it answers, the reactions to it and its newest send attempt. Of the bot''s words the form without links. For other functions only.';
revoke execute on function public.console_message_row(public.chat_messages) from authenticated;

-- Nothing has called it since a reply and its hand-over are committed together.
drop function public.hand_off_turn(uuid, bigint, text, text);

-- Parts of other functions, which have rights of their own.
revoke execute on function
  public.asks_when(text[]), public.recall_scope(uuid, bigint, integer), public.recall_terms(text[])
from service_role;
