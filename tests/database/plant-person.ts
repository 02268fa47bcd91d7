import pg from "pg";
import type { Person } from "./fill-conversation";
import { someValue } from "./planted-values";

/** Proofs and keyed hashes, written from ids alone and closed to every other writer; accounts of colleagues. */
const proofs = ["erasure_certificates", "suppressions", "erasure_targets", "staff"];
export const unplantable = new Set<string>();

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
