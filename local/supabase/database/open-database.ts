import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { applyMigrations } from "./apply-migrations";
import { type MigrationFile, readMigrationFiles } from "./migration-files";
import { openPostgres, SUPERUSER_SEARCH_PATH } from "./open-postgres";
import { readSnapshot, snapshotPath, writeSnapshot } from "./snapshot-cache";

const BOOTSTRAP_FILES = [
  "bootstrap.sql",
  "auth-schema.sql",
  "auth-factors-schema.sql",
  "storage-schema.sql",
];
/** Came later than the first data folders: run at every start, so it must change nothing twice. */
const ADDED_LATER = ["auth-factors-schema.sql"];

export type OpenedDatabase = { postgres: PGlite; isNew: boolean };

/**
 * Opens the database at `dataDir` (null: in memory), bootstrapped like a hosted project, migrated, and
 * seeded when new. A new database starts from the cached snapshot of the same bootstrap and migrations.
 */
export async function openDatabase(options: {
  dataDir: string | null;
  migrationsDir: string;
  seedFile: string | null;
}): Promise<OpenedDatabase> {
  const files = await readMigrationFiles(options.migrationsDir);
  const directory = options.dataDir === null ? null : path.join(options.dataDir, "postgres");
  if (directory !== null && existsSync(completeMarker(directory))) {
    const postgres = await openPostgres(directory);
    await closeOnError(postgres, async () => {
      await postgres.exec(await readSql(ADDED_LATER));
      await applyMigrations(postgres, files);
    });
    return { postgres, isNew: false };
  }
  const postgres = await createDatabase(directory, files, options.seedFile);
  return { postgres, isNew: true };
}

/** From the snapshot of the same migrations, seeded; the marker says that nothing is half made. */
async function createDatabase(
  directory: string | null,
  files: MigrationFile[],
  seedFile: string | null,
): Promise<PGlite> {
  const snapshot = await migratedSnapshot(files);
  if (directory !== null) {
    await rm(directory, { recursive: true, force: true });
    await mkdir(path.dirname(directory), { recursive: true });
  }
  const postgres = await openPostgres(directory, snapshot);
  await closeOnError(postgres, async () => {
    await seed(postgres, seedFile);
    if (directory !== null) await writeFile(completeMarker(directory), "");
  });
  return postgres;
}

/** Written last: a first start that was killed or failed in its seed leaves none and begins again. */
function completeMarker(directory: string): string {
  return `${directory}.complete`;
}

async function migratedSnapshot(files: MigrationFile[]): Promise<Blob> {
  const bootstrap = await readSql(BOOTSTRAP_FILES);
  const file = await snapshotPath(bootstrap, files);
  const cached = await readSnapshot(file);
  if (cached) return cached;

  const postgres = await openPostgres(null);
  try {
    await postgres.exec(bootstrap);
    await applyMigrations(postgres, files);
    await postgres.exec("checkpoint");
    const snapshot = await postgres.dumpDataDir("none");
    await writeSnapshot(file, snapshot);
    return snapshot;
  } finally {
    await postgres.close();
  }
}

async function readSql(names: string[]): Promise<string> {
  const files = names.map((name) => readFile(new URL(name, import.meta.url), "utf8"));
  return (await Promise.all(files)).join("\n");
}

async function seed(postgres: PGlite, seedFile: string | null): Promise<void> {
  if (seedFile !== null && existsSync(seedFile)) {
    const sql = await readFile(seedFile, "utf8");
    await postgres.transaction((transaction) => transaction.exec(sql));
    await postgres.exec(`reset all; ${SUPERUSER_SEARCH_PATH}; set time zone 'UTC'`);
  }
  // PGlite has no autovacuum: without this the planner knows nothing of the seeded tables.
  await postgres.exec("analyze");
}

async function closeOnError(postgres: PGlite, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    await postgres.close();
    throw error;
  }
}
