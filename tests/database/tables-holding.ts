import { z } from "zod";

/** Whatever asks Postgres: the tests' server, or the embedded database opened from its folder. */
type Asks = { query(sql: string, values?: unknown[]): Promise<{ rows: unknown[] }> };

const tableRow = z.object({ name: z.string(), line: z.string() });

/**
 * The tables in which one of the texts stands in any column, vectors' chunks included, in any case.
 * The columns come from the catalogue, so no new table can be forgotten.
 */
export async function tablesHolding(database: Asks, texts: readonly string[]): Promise<string[]> {
  const { rows } = await database.query(
    `select format('%I.%I', n.nspname, c.relname) as name,
            string_agg(format('coalesce(t.%I::text, '''')', a.attname), ' || ' order by a.attnum) as line
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind = 'r' and n.nspname in ('public', 'storage') group by 1`,
  );
  const found: string[] = [];
  for (const { name, line } of z.array(tableRow).parse(rows)) {
    const hit = await database.query(
      `select 1 from ${name} t where ${line} ilike any ($1) limit 1`,
      [texts.map((text) => `%${text}%`)],
    );
    if (hit.rows.length > 0) found.push(name);
  }
  return found.sort();
}
