type Target = { query: (sql: string) => Promise<unknown> };

const requests = 20_000;
const consents = 200_000;
const holds = 2_000;
const alerts = 20_000;
const retentionRuns = 1_000;
/** Receipts and other items that name nobody whom we know but by a number in their body. */
const namelessEvents = 100_000;

/** Requests of people with what they were told, the consent ledger, 200 legal holds that stand and more that did, events past their time, alerts and runs of retention, as some years leave them. */
export async function fillPrivacy(target: Target): Promise<void> {
  await target.query(`
    insert into public.privacy_requests (customer_id, kind, channel, state, opened_at, received_at, due_at,
      identity_verified_at, closed_at)
    select c.id, (array['access', 'erasure', 'rectification', 'objection'])[1 + c.n % 4],
      (array['chat_tool', 'console', 'email'])[1 + c.n % 3], case when c.n % 40 = 0 then 'received' else 'completed' end,
      now() - c.n * interval '1 hour', now() - c.n * interval '1 hour', now() - c.n * interval '1 hour' + interval '30 days',
      case when c.n % 40 > 0 then now() - c.n * interval '1 hour' end,
      case when c.n % 40 > 0 then now() - c.n * interval '1 hour' + interval '9 days' end
    from (select p.id, row_number() over () as n from public.customers p limit ${requests}) c`);
  // Everybody was told how theirs ended but one in twenty, and as many more only at the second attempt.
  await target.query(`
    insert into public.privacy_request_events (request_id, customer_id, event, detail, at)
    select r.id, r.customer_id, e.event, '{"about": "completed"}', r.closed_at + e.after
    from (select p.*, row_number() over (order by p.received_at) as n from public.privacy_requests p
          where p.state = 'completed') r
    cross join (values ('telling', interval '0 s'), ('not_told', interval '10 s'), ('told', interval '20 s')) e (event, after)
    where case e.event when 'not_told' then r.n % 10 = 0 when 'told' then r.n % 20 > 0 else true end`);
  await target.query(`
    insert into public.consent_events (customer_id, scope, from_status, to_status, source, occurred_at)
    select c.id, (array['service', 'marketing'])[1 + n % 2], 'unknown', (array['opted_in', 'opted_out'])[1 + n % 2],
      (array['keyword', 'button', 'staff'])[1 + n % 3], now() - n * interval '3 minutes'
    from generate_series(1, ${consents}) n
    join (select p.id, row_number() over () as place from public.customers p) c
      on c.place = 1 + n % (select count(*) from public.customers)`);
  await target.query(`
    insert into public.legal_holds (customer_id, reason, review_on, placed_at, released_at)
    select c.id, 'Claim number ' || c.n || ' before the court', current_date + 30, now() - c.n * interval '1 day',
      case when c.n % 10 > 0 then now() - c.n * interval '1 day' + interval '20 hours' end
    from (select p.id, row_number() over () as n from public.customers p limit ${holds}) c`);
  await target.query(`
    insert into public.alerts (kind, dedupe_key, since, state, first_seen_at, last_seen_at, cleared_at)
    select (array['hand_over_waiting', 'job_dead', 'queue_age', 'media_failed'])[1 + n % 4], 'bench-' || n,
      now() - n * interval '10 minutes', case when n % 100 = 0 then 'open' else 'cleared' end,
      now() - n * interval '10 minutes', now() - n * interval '10 minutes',
      case when n % 100 > 0 then now() - n * interval '9 minutes' end
    from generate_series(1, ${alerts}) n`);
  await target.query(`
    insert into public.retention_runs (trigger, state, requested_at, started_at, finished_at)
    select 'schedule', 'finished', now() - n * interval '1 day', now() - n * interval '1 day', now() - n * interval '1 day'
    from generate_series(1, ${retentionRuns}) n`);
  await target.query(`
    insert into public.wa_events (dedupe_key, event_type, raw, received_at)
    select 'status:wamid.bench' || n || ':read', 'status', jsonb_build_object('id', 'wamid.bench' || n, 'status', 'read',
        'timestamp', (1700000000 + n)::text, 'recipient_id', ltrim(i.value, '+'),
        'conversation', jsonb_build_object('id', md5(n::text), 'origin', jsonb_build_object('type', 'service')),
        'pricing', jsonb_build_object('billable', true, 'pricing_model', 'PMP', 'category', 'service')),
      now() - interval '6 days' - n * interval '10 seconds'
    from generate_series(1, ${namelessEvents}) n
    join (select p.value, row_number() over () as place from public.customer_identities p where p.kind = 'phone') i
      on i.place = 1 + n % (select count(*) from public.customer_identities p where p.kind = 'phone')`);
}
