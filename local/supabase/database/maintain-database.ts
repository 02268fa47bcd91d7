import { z } from "zod";
import type { Database, Log } from "./database";

const CHECK_EVERY_MS = 15_000;
const IDLE_MS = 2_000;
/** Past this the write-ahead log is cut even while requests keep coming. */
const WAL_LIMIT_BYTES = 96 * 1024 * 1024;
const WAL_IDLE_BYTES = 16 * 1024 * 1024;

const tableRow = z.object({ table_name: z.string() });
const walRow = z.object({ bytes: z.coerce.number() });

/**
 * Does what the background workers of a server would: PGlite has no checkpointer and no autovacuum, so
 * its log would grow without end and its planner would never hear of new rows.
 */
export function maintainDatabase(database: Database, log: Log): { stop: () => Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    running = runMaintenance(database, Date.now() - database.lastUsedAt > IDLE_MS)
      // Tried again at the next tick; requests go on meanwhile.
      .catch((error: unknown) => {
        log("supabase.maintenance_failed", {
          error: error instanceof Error ? error.name : "unknown",
        });
      })
      .finally(() => {
        busy = false;
      });
  }, CHECK_EVERY_MS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

/**
 * From how many changed or dead rows on, and from which share of a table on, it is vacuumed and
 * analysed. Under load later, but not never: plans made while a table was empty read it whole for as
 * long as the one session lives, and only an analysis throws them away.
 */
const WHEN_IDLE = { rows: 50, changed: 0.1, dead: 0.2 };
const UNDER_LOAD = { rows: 1_000, changed: 0.5, dead: 0.5 };

/** One round: checkpoint when the log is long; vacuum and analyse tables that have changed enough. */
export async function runMaintenance(database: Database, idle: boolean): Promise<void> {
  const { postgres } = database;
  const { rows } = await postgres.query(
    "select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn)::text as bytes from pg_control_checkpoint()",
  );
  const [wal] = z.array(walRow).parse(rows);
  if (wal && wal.bytes > (idle ? WAL_IDLE_BYTES : WAL_LIMIT_BYTES))
    await postgres.exec("checkpoint");

  const limits = idle ? WHEN_IDLE : UNDER_LOAD;
  // Without this the counters below are only as fresh as the last flush.
  await postgres.exec("select pg_stat_force_next_flush()");
  const changed = await postgres.query(
    `select format('%I.%I', schemaname, relname) as table_name from pg_stat_user_tables
     where n_mod_since_analyze > $1::float8 + $2::float8 * n_live_tup
        or n_dead_tup > $1::float8 + $3::float8 * n_live_tup`,
    [limits.rows, limits.changed, limits.dead],
  );
  for (const { table_name } of z.array(tableRow).parse(changed.rows)) {
    await postgres.exec(`vacuum (analyze) ${table_name}`);
  }
}
