import pg from "pg";
import { someValue } from "./planted-values";
import { ourNumber } from "./scenario";

type Person = { id: string; phone: string; waUserId: string; name: string };
type Size = { messages: number; files: number; words: string };

/** Proofs and keyed hashes, written from ids alone and closed to every other writer; accounts of colleagues. */
const proofs = ["erasure_certificates", "suppressions", "erasure_targets", "staff"];
export const unplantable = new Set<string>();

/** A customer with rows of every usual kind, made by set-based inserts. */
export async function fillConversation(root: pg.Client, person: Person, size: Size) {
  const p = [person.id, person.phone, person.waUserId, person.name, ourNumber, size.words];
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
    `insert into storage.objects (bucket_id, name) select 'chat-media', x.storage_path
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

type Column = {
  table: string;
  column: string;
  type: string;
  required: boolean;
  unique: boolean;
  check: string | null;
  link: string | null;
};

/**
 * Writes the person into one row of every table, and there into every text, JSON and bytes column that
 * takes it: tables and columns come from the catalogue, so that a new one cannot be forgotten. A column
 * with a fixed set of words refuses; it cannot hold anybody.
 */
export async function plantEverywhere(root: pg.Client, person: Person, planted: string) {
  const { rows } = await root.query<Column>(
    `select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type,
            a.attnotnull and not a.atthasdef and a.attidentity = '' as required,
            exists (select 1 from pg_index i where i.indrelid = c.oid and i.indisunique and a.attnum = any (i.indkey)) as unique,
            (select pg_get_constraintdef(k.oid) from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum] limit 1) as check,
            (select f.relname from pg_constraint k join pg_class f on f.oid = k.confrelid
             where k.conrelid = c.oid and k.contype = 'f' and k.conkey = array[a.attnum] limit 1) as link
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1, a.attnum`,
  );
  const columns: string[] = [];
  const empty: string[] = [];
  const tables = [...new Set(rows.map(({ table }) => table))].filter((t) => !proofs.includes(t));
  // Foreign keys and triggers stay out of the way: rows are only to be there, and hers.
  await root.query("set session_replication_role = replica");
  for (const table of tables) {
    const own = rows.filter((row) => row.table === table);
    const place = await rowOf(root, table, own, person);
    if (!place) {
      empty.push(table);
      continue;
    }
    for (const row of own) {
      const value = plantedValue(row.type, planted);
      if (!value || row.link) continue;
      try {
        await root.query(
          `update public.${table} set "${row.column}" = ${value} where ctid = $1::tid`,
          [place.ctid],
        );
        columns.push(`${table}.${row.column}`);
        place.ctid = (await newPlace(root, table, row.column, planted)) ?? place.ctid;
      } catch (error) {
        if (!(error instanceof pg.DatabaseError)) throw error;
      }
    }
  }
  await root.query("set session_replication_role = origin");
  return { columns, empty };
}

async function newPlace(root: pg.Client, table: string, column: string, planted: string) {
  const { rows } = await root.query<{ ctid: string }>(
    `select ctid::text from public.${table} where "${column}"::text like $1 limit 1`,
    [`%${planted.slice(0, 30)}%`],
  );
  return rows[0]?.ctid;
}

function plantedValue(type: string, planted: string): string | null {
  const text = pg.escapeLiteral(planted);
  if (/^(text|character varying)/.test(type) && !type.endsWith("[]")) return text;
  if (type === "jsonb" || type === "json")
    return `jsonb_build_object('planted', ${text}, 'list', jsonb_build_array(${text}))::${type}`;
  if (type === "text[]") return `array[${text}]`;
  if (type === "bytea") return `convert_to(${text}, 'UTF8')`;
  if (type === "tsvector") return `to_tsvector('simple', ${text})`;
  return null;
}

/** A row of hers, or of nobody where a table knows no customer; made when there is none. */
async function rowOf(root: pg.Client, table: string, columns: Column[], person: Person) {
  const owner = ownerOf(columns);
  const find = () =>
    root.query<{ ctid: string }>(
      `select ctid::text from public.${table} ${owner ? `where ${owner}` : "where $1::text is not null"} limit 1`,
      [person.id],
    );
  const { rows } = await find();
  if (rows[0]) return rows[0];
  const links: Record<string, string> = {
    customers: "$1::uuid",
    chat_messages: `(select id from public.chat_messages where customer_id = $1::uuid order by seq limit 1)`,
    chat_sessions: `(select id from public.chat_sessions where customer_id = $1::uuid limit 1)`,
    agent_turns: `(select id from public.agent_turns where customer_id = $1::uuid limit 1)`,
    support_tickets: `(select id from public.support_tickets where customer_id = $1::uuid limit 1)`,
    privacy_requests: `(select id from public.privacy_requests where customer_id = $1::uuid limit 1)`,
    customer_identities: `(select id from public.customer_identities where customer_id = $1::uuid limit 1)`,
    staff: `(select user_id from public.staff limit 1)`,
  };
  const wanted = columns.filter(
    (c) =>
      c.required ||
      c.column === "customer_id" ||
      (c.link && c.link in links) ||
      c.column === "released_at",
  );
  const values = wanted.map((c) =>
    c.column === "customer_id"
      ? "$1::uuid"
      : ((c.link && links[c.link]) ?? (c.column === "released_at" ? "now()" : fitting(c))),
  );
  for (let attempt = 0; attempt < 12; attempt += 1) {
    try {
      await root.query(
        `insert into public.${table} (${wanted.map((c) => `"${c.column}"`)}) select ${values} where $1::text is not null`,
        [person.id],
      );
      return (await find()).rows[0];
    } catch (error) {
      // A rule over several columns: without it the row is stranger, and the erasure has more to do.
      if (!(error instanceof pg.DatabaseError) || error.code !== "23514" || !error.constraint)
        return undefined;
      await root.query(`alter table public.${table} drop constraint "${error.constraint}"`);
    }
  }
  return undefined;
}

function fitting({ check, type }: Column): string {
  const first = check && /'([a-z_0-9]+)'::text/.exec(check)?.[1];
  if (first && type === "text" && check?.includes("ANY")) return `'${first}'`;
  if (check?.includes("[0-9a-f]{64}")) return `repeat('a', 64)`;
  if (type === "date") return "current_date";
  return someValue(type);
}

function ownerOf(columns: Column[]): string | null {
  const has = (name: string) => columns.some((c) => c.column === name);
  if (columns[0]?.table === "customers") return "id = $1::uuid";
  if (has("customer_id")) return "customer_id = $1::uuid";
  const links: [string, string][] = [
    ["message_id", "chat_messages"],
    ["session_id", "chat_sessions"],
    ["turn_id", "agent_turns"],
  ];
  for (const [column, table] of links)
    if (has(column))
      return `${column} in (select id from public.${table} where customer_id = $1::uuid)`;
  if (columns[0]?.table === "message_search")
    return "seq in (select seq from public.chat_messages where customer_id = $1::uuid)";
  return null;
}
