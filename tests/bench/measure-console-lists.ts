import { randomUUID } from "node:crypto";
import type pg from "pg";
import { openPostgresTarget } from "../../local/seed/open-target";
import { seedDatabase } from "../../local/seed/seed-database";
import { startCluster } from "../database/postgres-cluster";
import { scannedTables } from "../database/scan-counts";
import { type ConsoleList, consoleLists } from "./console-lists";
import { explainInside } from "./explain-inside";
import { fillOperations } from "./fill-operations";
import { fillPrivacy } from "./fill-privacy";
import { measureServiceCalls } from "./measure-service-calls";
import { percentile } from "./percentile";
import type { Row } from "./print-table";
import { becomeStaff, connect } from "./staff-connection";

const rounds = 40;
/** Smaller tables are read whole on purpose. */
const large = 10_000;

type Options = {
  sessions: number;
  messages: number;
  lists?: readonly ConsoleList[];
  say: (text: string) => void;
  /** Receives the plans of each list as it ran, every statement inside its functions. */
  onPlans?: (name: string, plans: string[]) => void;
};

/**
 * Seeds a Postgres 17 and asks for every list's first page as signed-in staff, 40 times each. Server time as
 * the client sees it, over a local connection. A list that reads a large table from end to end counts as failed.
 */
export async function measureConsoleLists(options: Options): Promise<Row[]> {
  const cluster = await startCluster();
  const address = `postgres://postgres:postgres@127.0.0.1:${cluster.port}/template_parcelo`;
  try {
    const target = await openPostgresTarget(address);
    await seedDatabase(target, { ...options, seed: 20_261_122 }, options.say);
    await fillOperations(target);
    await fillPrivacy(target);
    await target.query("vacuum analyze");
    const tables = await target.query(
      "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and reltuples >= $1",
      [large],
    );
    const sizes = await target.query(
      `select c.relname, pg_total_relation_size(c.oid)::float8 as bytes, c.reltuples::float8 as rows from pg_class c
       where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.reltuples >= $1 order by bytes desc`,
      [large],
    );
    await target.close();
    const names = tables.map((row) => String(row.relname));
    const lists = await measureAll(address, names, options);
    const calls = options.lists ? [] : await measureServiceCalls(address, names, options);
    const weights = sizes.map(({ relname, bytes, rows }): Row => {
      const each = (Number(bytes) / Number(rows)).toFixed(0);
      const all = (Number(bytes) / 1e6).toFixed(0);
      return {
        name: `one row of ${relname}, indexes included`,
        value: `${each} bytes (${all} MB for ${Number(rows).toFixed(0)})`,
      };
    });
    return [...lists, ...calls, ...weights];
  } finally {
    await cluster.stop();
  }
}

async function measureAll(address: string, tables: string[], options: Options): Promise<Row[]> {
  const watcher = await connect(address);
  const actors = {
    support: await actAs(address, watcher, "support"),
    admin: await actAs(address, watcher, "admin"),
  };
  const rows: Row[] = [];
  try {
    for (const list of options.lists ?? consoleLists) {
      const actor = actors[list.role];
      const { client } = actor;
      const times: number[] = [];
      const scanned = await scannedTables(client, watcher, tables, async () => {
        for (let n = 0; n < rounds + 3; n += 1) {
          const startedAt = performance.now();
          await client.query(`select ${list.sql}`, list.args ?? []);
          if (n >= 3) times.push(performance.now() - startedAt);
        }
      });
      if (options.onPlans)
        options.onPlans(list.name, await explainInside(address, { staffId: actor.id }, list));
      const [p50, p95] = [percentile(times, 0.5), percentile(times, 0.95)];
      const isOver = p95 > list.targetMs;
      rows.push({
        name: list.name,
        p50,
        p95,
        p99: percentile(times, 0.99),
        failures: (isOver ? 1 : 0) + scanned.length,
        value:
          scanned.length > 0
            ? `scans ${scanned.join(", ")}`
            : isOver
              ? `over ${list.targetMs} ms`
              : "no scan",
      });
      options.say(
        `${list.name}: p95 ${p95.toFixed(1)} ms${scanned.length > 0 ? `, scans ${scanned}` : ""}`,
      );
    }
  } finally {
    await Promise.all(
      [watcher, actors.support.client, actors.admin.client].map((client) => client.end()),
    );
  }
  return rows;
}

/** A new member of staff, whose unread mark stands a thousand messages back, on a connection of their own. */
async function actAs(address: string, root: pg.Client, role: ConsoleList["role"]) {
  const id = randomUUID();
  await root.query("insert into auth.users (id, email) values ($1, $2)", [
    id,
    `${id}@parcelo.example`,
  ]);
  await root.query(
    "insert into public.staff (user_id, role, display_name) values ($1, $2, 'Bench')",
    [id, role],
  );
  await root.query(
    "update public.read_marks set upto_seq = upto_seq - 1000, marked_at = now() - interval '2 days' where user_id = $1",
    [id],
  );
  const client = await connect(address);
  await becomeStaff(client, id);
  return { id, client };
}
