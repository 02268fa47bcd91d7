import { join } from "node:path";
import type { Stack } from "../../local/start-stack";
import { openPostgres } from "../../local/supabase/database/open-postgres";

/** The folder in which the embedded database and its buckets are kept. */
export const databaseFolder = (stack: Stack) => join(stack.dataDir, "supabase");

/**
 * Stops the database server, calls `use`, and starts the server again: for a copy of everything, its
 * exchange for an older one, and a look with the database's own rights.
 */
export async function whileStopped<T>(stack: Stack, use: (folder: string) => Promise<T>) {
  await stack.kill("supabase", "SIGTERM");
  const result = await use(databaseFolder(stack));
  await stack.restart("supabase");
  return result;
}

/** Where the database itself lies in that folder. */
export const postgresFolder = (folder: string) => join(folder, "postgres");

/** Tables of a stopped database in which one of the texts stands in any column, vectors' chunks included. */
export async function tablesWith(folder: string, texts: readonly string[]): Promise<string[]> {
  const postgres = await openPostgres(postgresFolder(folder));
  try {
    const { rows } = await postgres.query<{ name: string; line: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name,
              string_agg(format('coalesce(t.%I::text, '''')', a.attname), ' || ' order by a.attnum) as line
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where c.relkind = 'r' and n.nspname in ('public', 'storage') group by 1`,
    );
    const found: string[] = [];
    for (const { name, line } of rows) {
      const hit = await postgres.query(
        `select 1 from ${name} t where ${line} ilike any ($1) limit 1`,
        [texts.map((text) => `%${text}%`)],
      );
      if (hit.rows.length > 0) found.push(name);
    }
    return found.sort();
  } finally {
    await postgres.close();
  }
}
