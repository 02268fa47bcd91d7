import { cp, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Database } from "../database/database";
import { runMaintenance } from "../database/maintain-database";
import { openDatabase } from "../database/open-database";
import { startSupabase } from "../start-supabase";
import { SAMPLE_MIGRATIONS } from "./start-sample";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "background-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("the write-ahead log stays bounded, and tables are vacuumed and analysed", async () => {
  const { postgres } = await openDatabase({
    dataDir: folder,
    migrationsDir: SAMPLE_MIGRATIONS,
    seedFile: null,
  });
  try {
    const database = new Database(postgres, () => undefined);
    await database.query("insert into shops (name) values ('Depot')");
    const write = (round: number) =>
      database.query(
        `insert into parcels (shop_id, code, note) select id, '${round}-' || n, repeat('x', 900) from shops, generate_series(1, 12000) n;
         delete from parcels where code like '${round}-%9'`,
      );
    for (let round = 0; round < 18; round++) {
      await write(round);
      await runMaintenance(database, false);
    }
    const [{ written } = { written: 0 }] = await database.query<{ written: number }>(
      "select (pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0') / 1048576)::int as written",
    );
    const segments = (await readdir(path.join(folder, "postgres", "pg_wal"))).filter(
      (name) => name.length === 24,
    );
    expect(written).toBeGreaterThan(250);
    expect(segments.length * 16).toBeLessThan(200);

    await runMaintenance(database, true);
    const [table] = await database.query<{ dead: number; changed: number }>(
      "select n_dead_tup::int as dead, n_mod_since_analyze::int as changed from pg_stat_user_tables where relname = 'parcels'",
    );
    expect(table).toEqual({ dead: 0, changed: 0 });
    const [estimate] = await database.query<{ rows: number }>(
      "select reltuples::int as rows from pg_class where relname = 'parcels'",
    );
    expect(estimate?.rows).toBeGreaterThan(100_000);
  } finally {
    await postgres.close();
  }
});

test("tables that grow under load are analysed before it ends", async () => {
  const { postgres } = await openDatabase({
    dataDir: null,
    migrationsDir: SAMPLE_MIGRATIONS,
    seedFile: null,
  });
  try {
    const database = new Database(postgres, () => undefined);
    const rows = async () => {
      const [table] = await database.query<{ rows: number }>(
        "select reltuples::int as rows from pg_class where relname = 'shops'",
      );
      return table?.rows;
    };
    const grow = (count: number) =>
      database.query(
        `insert into shops (name) select 'Depot ' || n from generate_series(1, ${count}) n`,
      );
    await grow(900);
    await runMaintenance(database, false);
    expect(await rows()).toBeLessThan(900);
    await grow(1_200);
    await runMaintenance(database, false);
    expect(await rows()).toBe(2_100);
  } finally {
    await postgres.close();
  }
});

test("several first starts at once share the snapshot without harm", async () => {
  const migrationsDir = path.join(folder, "migrations");
  await cp(SAMPLE_MIGRATIONS, migrationsDir, { recursive: true });
  const mark = crypto.randomUUID();
  await writeFile(
    path.join(migrationsDir, "20260103000000_mark.sql"),
    `create table public.mark as select '${mark}' as id`,
  );
  const servers = await Promise.all(
    [1, 2].map(() => startSupabase({ dataDir: null, migrationsDir })),
  );
  const late = await startSupabase({ dataDir: null, migrationsDir });
  for (const server of [...servers, late]) {
    expect(await server.query("select id from mark")).toEqual([{ id: mark }]);
    await server.close();
  }
});
