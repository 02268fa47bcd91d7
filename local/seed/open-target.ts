import { existsSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { lockDataDir } from "../supabase/database/lock-data-dir";
import { openDatabase } from "../supabase/database/open-database";
import type { SeedTarget } from "./seed-target";

/** Names of this machine. Seeded rows in a database elsewhere would be mistaken for customers. */
const local = new Set(["localhost", "127.0.0.1", "[::1]", "::1"]);

/** @throws Error when the address is not this machine's */
export function requireLocal(address: string): void {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw new Error(
      "--database is not an address like postgres://postgres:postgres@127.0.0.1:54322/postgres.",
    );
  }
  if (
    !/^postgres(ql)?:$/.test(url.protocol) ||
    !local.has(url.hostname) ||
    url.searchParams.has("host")
  ) {
    throw new Error(
      `The seed goes into databases of this machine only, and ${url.hostname || "this address"} is not one. Nothing was written.`,
    );
  }
}

/** A Postgres of this machine, such as the one of `supabase start`. */
export async function openPostgresTarget(address: string): Promise<SeedTarget> {
  requireLocal(address);
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  return {
    query: async (sql, params) => (await client.query(sql, params)).rows,
    close: () => client.end(),
  };
}

/** The embedded database of `npm run local`, which must be stopped: its folder is for one process. */
export async function openEmbeddedTarget(root: string, dataDir: string): Promise<SeedTarget> {
  const folder = path.join(dataDir, "supabase");
  if (!existsSync(folder)) {
    throw new Error(`${folder} does not exist yet. Start npm run local once, stop it, then seed.`);
  }
  const unlockAll = await lockDataDir(dataDir);
  const unlock = await lockDataDir(folder);
  const { postgres } = await openDatabase({
    dataDir: folder,
    migrationsDir: path.join(root, "supabase/migrations"),
    seedFile: path.join(root, "supabase/seed.sql"),
  });
  return {
    query: async (sql, params) => (await postgres.query<Record<string, unknown>>(sql, params)).rows,
    close: async () => {
      await postgres.close();
      await unlock();
      await unlockAll();
    },
  };
}
