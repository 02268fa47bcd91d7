import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

const SCHEMA = `
create table if not exists journal (
  seq integer primary key autoincrement,
  at text not null,
  target text not null,
  method text not null,
  path text not null,
  body text,
  outcome text not null,
  status integer,
  fault text,
  phone text,
  wa_message_id text,
  detail text,
  duration_ms integer
);
create index if not exists journal_by_target on journal (target, seq);

create table if not exists customers (
  id text primary key,
  phone text unique,
  wa_user_id text unique,
  name text not null,
  created_at text not null
);

create table if not exists messages (
  seq integer primary key autoincrement,
  id text not null unique,
  customer_id text not null references customers (id),
  direction text not null,
  kind text not null,
  text text not null,
  extra text not null,
  at text not null,
  status text not null,
  reason text,
  reaction text,
  visible integer not null,
  change integer not null unique
);
create index if not exists messages_by_customer on messages (customer_id, change);

create table if not exists parcelo_accounts (
  id text primary key,
  phone text not null unique,
  state text not null
);

create table if not exists parcelo_answers (
  key text primary key,
  status integer not null,
  body text not null
);

create table if not exists settings (name text primary key, value text not null);
`;

/** The stand-ins' only storage: an SQLite file in `dataDir`, or memory when it is null. */
export type Store = { db: DatabaseSync; transaction<T>(work: () => T): T; close(): void };

/**
 * WAL with `synchronous = normal`: a committed write survives `kill -9` of this process (the page
 * cache keeps it); only a power cut may lose the newest ones, which a stand-in can afford.
 */
export function openStore(dataDir: string | null): Store {
  if (dataDir !== null) mkdirSync(dataDir, { recursive: true });
  const db = new DatabaseSync(dataDir === null ? ":memory:" : join(dataDir, "providers.sqlite"));
  db.exec("pragma journal_mode = wal; pragma synchronous = normal; pragma foreign_keys = on;");
  db.exec(SCHEMA);

  function transaction<T>(work: () => T): T {
    if (db.isTransaction) return work();
    db.exec("begin immediate");
    try {
      const result = work();
      db.exec("commit");
      return result;
    } catch (error) {
      db.exec("rollback");
      throw error;
    }
  }

  return { db, transaction, close: () => db.close() };
}
