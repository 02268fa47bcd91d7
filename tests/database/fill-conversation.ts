import { ourNumber } from "../integration/customer";

export type Person = { id: string; phone: string; waUserId: string; name: string };
type Size = { messages: number; files: number; words: string };
/** A connection with the rights of the database's owner. */
type Database = { query(sql: string, values?: string[]): Promise<unknown> };

/** A customer with rows of every usual kind, made by set-based inserts. Runs on a test database and on the embedded one. */
export async function fillConversation(root: Database, person: Person, size: Size) {
  const p: [string, string, string, string, string, string] = [
    person.id,
    person.phone,
    person.waUserId,
    person.name,
    ourNumber,
    size.words,
  ];
  await root.query("begin");
  await root.query("insert into customers (id, display_name, locale) values ($1, $2, 'en')", [
    p[0],
    p[3],
  ]);
  await root.query(
    "insert into customer_identities (customer_id, kind, value) values ($1, 'phone', $2), ($1, 'wa_user_id', $3)",
    p.slice(0, 3),
  );
  await root.query("commit");
  await root.query(
    "insert into chat_sessions (customer_id, phone_number_id, expires_at) values ($1, $2, now() + interval '30 days')",
    [p[0], p[4]],
  );
  await root.query(
    `insert into agent_turns (session_id, customer_id, state, outcome, fence, lease_until, from_seq, upto_seq, requested_at)
     select s.id, $1, 'finished', 'sent', n, now(), n, n, now() from chat_sessions s, generate_series(1, ${size.messages / 20}) n
     where s.customer_id = $1`,
    [p[0]],
  );
  await root.query(
    `insert into chat_messages (session_id, customer_id, direction, author, message_type, text, rendered_text, wa_message_id, purpose, state, embedding_status)
     select s.id, $1, case when n % 2 = 0 then 'inbound' else 'outbound' end, case when n % 2 = 0 then 'customer' else 'bot' end,
            'text', $3 || ' ' || n, $3 || ' ' || n,
            case when n % 2 = 0 then 'wamid.' || encode(convert_to('HBg' || $2 || n, 'UTF8'), 'base64') end,
            case when n % 2 = 1 then 'reply' end, case when n % 2 = 1 then 'sent' end, 'embedded'
     from chat_sessions s, generate_series(1, ${size.messages}) n where s.customer_id = $1`,
    [p[0], person.phone.slice(1), size.words],
  );
  await root.query(
    `insert into send_attempts (message_id, attempt_no, wa_message_id, state, lease_until)
     select m.id, 1, 'wamid.' || encode(convert_to('HBg' || $2 || m.seq || 'out', 'UTF8'), 'base64'), 'delivered', now()
     from chat_messages m where m.customer_id = $1 and m.direction = 'outbound'`,
    [p[0], person.phone.slice(1)],
  );
  await root.query(
    `insert into chat_media (message_id, mime_type, caption, storage_path, status)
     select m.id, 'image/jpeg', $2, m.customer_id::text || '/' || gen_random_uuid(), 'stored'
     from chat_messages m where m.customer_id = $1 and m.direction = 'inbound' order by m.seq limit ${size.files}`,
    [p[0], size.words],
  );
  await root.query(
    `insert into storage.objects (bucket_id, name, version) select 'chat-media', x.storage_path, gen_random_uuid()::text
     from chat_media x join chat_messages m on m.id = x.message_id where m.customer_id = $1`,
    [p[0]],
  );
  await root.query(
    `insert into recall_hits (turn_id, message_id, chunk_index, chunk_count, score, rank, injected)
     select t.id, m.id, 0, 1, 0.5, 1, true from agent_turns t
     join lateral (select id from chat_messages where customer_id = $1 order by seq limit 3) m on true where t.customer_id = $1`,
    [p[0]],
  );
  await root.query(
    `insert into wa_events (dedupe_key, event_type, raw, customer_id, received_at)
     select 'message:' || m.wa_message_id, 'message', jsonb_build_object('from', $2::text, 'id', m.wa_message_id, 'text', m.text), $1, now()
     from chat_messages m where m.customer_id = $1 and m.wa_message_id is not null`,
    [p[0], person.phone.slice(1)],
  );
  await root.query(
    `insert into wa_events (dedupe_key, event_type, raw, status, park_reason)
     select 'unknown:' || $1::text || n, 'unknown', jsonb_build_object('base64', encode(convert_to(repeat('x', n) || '{"wa_id":"' || $1::text || '"}', 'UTF8'), 'base64')),
            'parked', 'unknown_shape' from generate_series(1, 30) n`,
    [person.phone.slice(1)],
  );
  await root.query(
    `insert into support_tickets (customer_id, category, subject, summary, opened_by) values ($1, 'delivery', $2, $2, 'bot')`,
    [p[0], size.words],
  );
  await root.query(
    `insert into ticket_messages (ticket_id, customer_id, author, audience, body)
     select t.id, $1, 'customer', 'customer', $2 from support_tickets t where t.customer_id = $1`,
    [p[0], size.words],
  );
}
