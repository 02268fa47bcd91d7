import { mkdirSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { RecordKind } from "../engine/records";
import type { Store } from "./store";

const FILE = "inngest.sqlite";
/** Pages given back to the file system per write, at most; keeps a shrink from blocking a turn. */
const VACUUM_PAGES = 256;
const VACUUM_EVERY_COMMITS = 500;

const SCHEMA = `
  create table if not exists record (
    kind text not null,
    id text not null,
    body text not null,
    primary key (kind, id)
  ) without rowid`;

function open(dataDir: string): DatabaseSync {
  mkdirSync(dataDir, { recursive: true });
  const database = new DatabaseSync(path.join(dataDir, FILE), { timeout: 200 });
  try {
    database.exec("pragma auto_vacuum = incremental");
    // Exclusive locking makes a second engine on the same directory fail instead of losing writes.
    database.exec("pragma locking_mode = exclusive");
    database.exec("pragma journal_mode = wal");
    // No fsync per commit: a killed process loses nothing, a power cut may lose the last moments.
    database.exec("pragma synchronous = normal");
    database.exec("pragma journal_size_limit = 16777216");
    database.exec(`begin exclusive; ${SCHEMA}; commit`);
  } catch (cause) {
    database.close();
    throw new Error(
      `The job engine cannot open ${dataDir}: another engine uses it, or the file is damaged. Stop the other one, or start with an empty directory.`,
      { cause },
    );
  }
  return database;
}

/** A store in one SQLite file in `dataDir`. Throws when another process has it open. */
export function openSqliteStore(dataDir: string, onFatal: (error: Error) => void): Store {
  const database = open(dataDir);
  const upsert = database.prepare(
    "insert into record (kind, id, body) values (?, ?, ?) on conflict (kind, id) do update set body = excluded.body",
  );
  const erase = database.prepare("delete from record where kind = ? and id = ?");
  const select = database.prepare("select body from record where kind = ? order by id");

  type Change = { kind: RecordKind; id: string; record: unknown; removed: boolean };
  let changes = new Map<string, Change>();
  let pending: Promise<void> | undefined;
  let failure: Error | undefined;
  let commits = 0;
  let closed = false;

  function write(batch: Iterable<Change>): void {
    database.exec("begin");
    try {
      for (const { kind, id, record, removed } of batch) {
        if (removed) erase.run(kind, id);
        else upsert.run(kind, id, JSON.stringify(record));
      }
      database.exec("commit");
    } catch (error) {
      database.exec("rollback");
      throw error;
    }
    if (++commits % VACUUM_EVERY_COMMITS === 0) {
      database.exec(`pragma incremental_vacuum(${VACUUM_PAGES})`);
    }
  }

  function flush(): void {
    pending = undefined;
    const batch = changes;
    changes = new Map();
    if (batch.size === 0 || failure || closed) return;
    try {
      write(batch.values());
    } catch (cause) {
      // Memory and disk now differ: nothing may be acknowledged any more, only a restart helps.
      failure = new Error("The job engine cannot write its data", { cause });
      onFatal(failure);
    }
  }

  function change(entry: Change): void {
    changes.set(`${entry.kind}\u0000${entry.id}`, entry);
    schedule();
  }

  function schedule(): Promise<void> {
    pending ??= new Promise<void>((resolve, reject) => {
      setImmediate(() => {
        flush();
        if (failure) reject(failure);
        else resolve();
      });
    });
    pending.catch(() => {}); // reported by onFatal; those who wait get the rejection themselves
    return pending;
  }

  return {
    put: (kind, id, record) => change({ kind, id, record, removed: false }),
    remove: (kind, id) => change({ kind, id, record: undefined, removed: true }),
    committed() {
      if (failure) return Promise.reject(failure);
      return pending ?? Promise.resolve();
    },
    read: (kind, schema) =>
      select.all(kind).map((row) => schema.parse(JSON.parse(String(row.body)))),
    close() {
      if (closed) return;
      flush();
      closed = true;
      database.close();
    },
  };
}
