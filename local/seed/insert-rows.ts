import type { PlannedMessage } from "./plan-message";
import type { PlannedCustomer, PlannedSession } from "./plan-people";
import type { SeedTarget } from "./seed-target";

const batch = 10_000;
const ours = "700800900100200";

/** Customers, their numbers and conversations, in batches; the map from place to conversation stays for the messages. */
export async function insertPeople(
  target: SeedTarget,
  people: { customers: PlannedCustomer[]; sessions: PlannedSession[] },
): Promise<void> {
  for (let from = 0; from < people.customers.length; from += batch) {
    await target.query(
      `with given as (
         select * from jsonb_to_recordset($1::jsonb) x (id uuid, name text, locale text, consent text, phone text)
       ), made as (
         insert into public.customers (id, display_name, locale, consent_status, consent_updated_at, created_at)
         select id, name, locale, consent, now() - interval '100 days', now() - interval '1 year' from given
       )
       insert into public.customer_identities (customer_id, kind, value, valid_from)
       select id, 'phone', phone, now() - interval '1 year' from given`,
      [JSON.stringify(people.customers.slice(from, from + batch))],
    );
  }
  await target.query(
    "create temporary table seeded_sessions (idx integer primary key, id uuid, customer_id uuid)",
  );
  for (let from = 0; from < people.sessions.length; from += batch) {
    await target.query(
      `with given as (
         select x.*, c.consent_status = 'opted_out' as opted_out
         from jsonb_to_recordset($1::jsonb) x (idx integer, id uuid, customer_id uuid, is_active boolean,
           owner text, owner_reason text, assigned_to uuid)
         join public.customers c on c.id = x.customer_id
       ), placed as (
         insert into seeded_sessions select idx, id, customer_id from given
       )
       insert into public.chat_sessions (id, customer_id, phone_number_id, status, owner, owner_reason, assigned_to,
         expires_at, opted_out)
       select id, customer_id, ${ours}::text, case when is_active then 'active' else 'closed' end, owner, owner_reason,
         assigned_to, now() + interval '30 days', opted_out
       from given`,
      [JSON.stringify(people.sessions.slice(from, from + batch))],
    );
  }
  await target.query("analyze seeded_sessions");
}

/** One batch of messages, in the order of seq. */
export async function insertMessages(
  target: SeedTarget,
  rows: (PlannedMessage & { seq: number; idx: number; age: number })[],
): Promise<void> {
  await target.query(
    `insert into public.chat_messages (id, seq, session_id, customer_id, direction, author, author_id, message_type, text,
       rendered_text, payload, wa_message_id, wa_timestamp, starts_turn, purpose, state, state_reason, state_changed_at,
       dispatched_at, escalated_at, embedding_status, created_at, updated_at, edited_at, deleted_at)
     overriding system value
     select md5('seeded message ' || x.seq)::uuid, x.seq, s.id, s.customer_id,
       case when x.author = 'customer' then 'inbound' else 'outbound' end, x.author,
       case when x.author = 'staff' then c.assigned_to end, x.type, x.text, x.rendered, x.payload,
       case when x.author = 'customer' then 'wamid.SEED' || x.seq end,
       case when x.author = 'customer' then at.t end, x.author = 'customer' and x.type <> 'reaction',
       case x.author when 'bot' then 'reply' when 'staff' then case x.type when 'template' then 'template' else 'staff_reply' end end,
       x.state, x.reason, case when x.state is not null then at.t + interval '3 seconds' end,
       case when x.state is not null and x.state <> 'suppressed' then at.t + interval '1 second' end,
       case when x.state = 'unknown' then at.t + interval '5 minutes' end, 'skipped', at.t, at.t + interval '3 seconds',
       case when x.edited then at.t + interval '2 minutes' end, case when x.deleted then at.t + interval '9 minutes' end
     from jsonb_to_recordset($1::jsonb) x (seq bigint, idx integer, age integer, author text, type text, text text,
       rendered text, payload jsonb, state text, reason text, edited boolean, deleted boolean)
     join seeded_sessions s on s.idx = x.idx
     join public.chat_sessions c on c.id = s.id
     cross join lateral (select now() - x.age * interval '1 second' as t) at
     order by x.seq`,
    [JSON.stringify(rows)],
  );
}

/** What the provider said to each message of ours that left. */
export async function insertAttempts(
  target: SeedTarget,
  messages: number,
  say: (text: string) => void,
): Promise<void> {
  const step = 100_000;
  for (let from = 0; from < messages; from += step) {
    await target.query(
      `insert into public.send_attempts (id, message_id, attempt_no, wa_message_id, state, error_code, error_reason,
         lease_until, started_at, unknown_at, sent_at, delivered_at, read_at, failed_at)
       select md5('seeded attempt ' || m.seq)::uuid, m.id, 1, case when m.state not in ('unknown', 'failed') then 'wamid.SEED' || m.seq end,
         m.state, case when m.state = 'failed' then 131026 end, case when m.state = 'failed' then 'undeliverable' end,
         m.dispatched_at + interval '1 minute', m.dispatched_at,
         case when m.state = 'unknown' then m.state_changed_at end,
         case when m.state in ('sent', 'delivered', 'read') then m.dispatched_at end,
         case when m.state in ('delivered', 'read') then m.state_changed_at end,
         case when m.state = 'read' then m.state_changed_at end,
         case when m.state = 'failed' then m.state_changed_at end
       from public.chat_messages m
       where m.seq > $1 and m.seq <= $2 and m.dispatched_at is not null`,
      [from, from + step],
    );
  }
  say("Delivery receipts");
}

/** Conversations as their messages leave them: the newest of each, the window, nothing owed. */
export async function settleSessions(target: SeedTarget): Promise<void> {
  await target.query(
    `update public.chat_sessions s
     set last_message_seq = m.newest, last_message_at = m.newest_at, last_inbound_at = m.inbound_at,
       last_outbound_at = m.outbound_at, wa_window_expires_at = m.inbound_at + interval '24 hours',
       expires_at = m.newest_at + interval '30 days', created_at = m.oldest_at, updated_at = m.newest_at,
       owner_since = m.newest_at, replied_upto_seq = m.newest, summarised_upto_seq = m.newest
     from (
       select session_id, max(seq) as newest, max(created_at) as newest_at, min(created_at) as oldest_at,
         max(created_at) filter (where direction = 'inbound') as inbound_at,
         max(created_at) filter (where direction = 'outbound' and state in ('sent', 'delivered', 'read')) as outbound_at
       from public.chat_messages group by session_id) m
     where m.session_id = s.id`,
  );
  await target.query(
    "select setval(pg_get_serial_sequence('public.chat_messages', 'seq'), (select max(seq) from public.chat_messages))",
  );
}
