import type pg from "pg";
import { z } from "zod";

const counts = z.array(z.object({ name: z.string(), scans: z.coerce.number() }));

/** How often each of these tables was read from end to end so far, by everybody. */
async function scanCounts(
  client: pg.Client,
  tables: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await client.query(
    "select relname as name, seq_scan as scans from pg_stat_user_tables where schemaname = 'public' and relname = any ($1)",
    [tables],
  );
  return new Map(counts.parse(rows).map((row) => [row.name, row.scans]));
}

/**
 * The tables that `work` read from end to end, as the server itself counts it: this sees through functions,
 * which `explain` does not. `actor` is the connection that works, `watcher` another one.
 */
export async function scannedTables(
  actor: pg.Client,
  watcher: pg.Client,
  tables: readonly string[],
  work: () => Promise<unknown>,
): Promise<string[]> {
  const settle = () => actor.query("select pg_stat_force_next_flush()");
  await settle();
  const before = await scanCounts(watcher, tables);
  await work();
  await settle();
  const after = await scanCounts(watcher, tables);
  return tables.filter((table) => (after.get(table) ?? 0) > (before.get(table) ?? 0));
}
