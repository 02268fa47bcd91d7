type Target = { query: (sql: string) => Promise<unknown> };

const jobRuns = 300_000;
const parkedEvents = 50_000;
const audited = 500_000;
const tickets = 50_000;
const files = 100_000;

/**
 * What the seed leaves out because it is no conversation: runs of jobs, parked events, the audit log and
 * tickets, and files, in the sizes that a busy year leaves behind.
 */
export async function fillOperations(target: Target): Promise<void> {
  await target.query(`
    insert into public.job_runs (run_id, function_id, event_name, subject_kind, subject_id, state, attempts,
      error_class, error_code, failed_step, started_at, finished_at, lease_until)
    select 'bench_' || n, (array['agent-turn', 'send-message', 'embed-message', 'redrive-unfinished'])[1 + n % 4],
      'chat/turn.requested', 'session', gen_random_uuid(), case when n % 50 = 0 then 'dead' else 'completed' end, 1,
      case when n % 50 = 0 then 'APIError' end, case when n % 50 = 0 then (500 + n % 4)::text end,
      case when n % 50 = 0 then 'answer-0' end, now() - n * interval '8 seconds',
      now() - n * interval '8 seconds' + interval '2 seconds', now() - n * interval '8 seconds' + interval '1 minute'
    from generate_series(1, ${jobRuns}) n`);
  await target.query(`
    insert into public.wa_events (dedupe_key, event_type, raw, received_at, status, park_reason)
    select 'content:bench-' || n, 'message', '{"id": "1"}', now() - n * interval '5 minutes',
      case when n % 3 = 0 then 'dismissed' else 'parked' end, (array['invalid_sender', 'unknown_shape'])[1 + n % 2]
    from generate_series(1, ${parkedEvents}) n`);
  await target.query(`
    insert into public.audit_log (at, actor_id, actor_kind, action, subject_kind, subject_id)
    select now() - n * interval '1 minute', (select s.user_id from public.staff s order by s.user_id limit 1), 'staff',
      (array['session_taken_over', 'session_handed_back', 'identity_revealed', 'role_changed'])[1 + n % 4],
      'chat_session', gen_random_uuid()
    from generate_series(1, ${audited}) n`);
  await target.query(`
    insert into public.support_tickets (customer_id, session_id, category, priority, status, subject, summary, opened_by)
    select s.customer_id, s.id, (array['payment', 'delivery', 'refund'])[1 + s.n % 3],
      (array['low', 'normal', 'high', 'urgent'])[1 + s.n % 4], case s.n % 50 when 0 then 'open' when 1 then 'pending' when 2 then 'resolved' else 'closed' end,
      'Ticket ' || s.n, 'The parcel of order ' || s.n || ' has not come.', 'bot'
    from (select c.id, c.customer_id, row_number() over () as n from public.chat_sessions c limit ${tickets}) s`);
  await target.query(`
    insert into public.chat_media (message_id, wa_media_id, mime_type, storage_path, file_size, status, error,
      enrichment_status, caption, created_at, expires_at)
    select m.id, m.n::text, (array['image/jpeg', 'audio/ogg', 'application/pdf'])[1 + m.n % 3],
      case when m.n % 40 > 0 then 'bench/' || m.n end, 1000 * (1 + m.n % 900),
      case when m.n % 40 > 0 then 'stored' else 'failed' end, case when m.n % 40 = 0 then 'download_failed' end,
      'done', 'A crushed box of order ' || m.n, now() - m.n * interval '6 seconds',
      case when m.n % 40 > 0 then now() + interval '7 days' - m.n * interval '6 seconds' end
    from (select c.id, row_number() over () as n from public.chat_messages c
          where c.direction = 'inbound' limit ${files}) m
    on conflict do nothing`);
  // What the customer wrote with a photo is the message's own text.
  await target.query(`
    update public.chat_messages m set message_type = 'image', text = 'This box came with order ' || f.wa_media_id
    from public.chat_media f
    where f.message_id = m.id and f.kind = 'image' and f.storage_path like 'bench/%' and f.file_size % 6000 = 0`);
}
