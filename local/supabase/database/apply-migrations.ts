import type { PGlite } from "@electric-sql/pglite";
import { z } from "zod";
import type { MigrationFile } from "./migration-files";
import { SUPERUSER_SEARCH_PATH } from "./open-postgres";

const appliedRow = z.object({ version: z.string(), sha256: z.string() });

/**
 * Applies what is not applied yet, each file in its own transaction, and returns the versions applied.
 * Refuses when an applied file was edited, removed, or overtaken by an older version.
 */
export async function applyMigrations(postgres: PGlite, files: MigrationFile[]): Promise<string[]> {
  const { rows } = await postgres.query(
    "select version, sha256 from supabase_migrations.embedded_files order by version",
  );
  const applied = new Map(
    rows.map((row) => appliedRow.parse(row)).map((row) => [row.version, row.sha256]),
  );
  refuseChangedHistory(applied, files);

  const versions: string[] = [];
  for (const file of files) {
    if (applied.has(file.version)) continue;
    try {
      await applyOne(postgres, file);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`Migration ${file.version}_${file.name}.sql failed: ${reason}`, {
        cause: error,
      });
    }
    versions.push(file.version);
  }
  return versions;
}

function refuseChangedHistory(applied: Map<string, string>, files: MigrationFile[]): void {
  const known = new Map(files.map((file) => [file.version, file]));
  for (const [version, sha256] of applied) {
    const file = known.get(version);
    if (!file) {
      throw new Error(
        `The database holds migration ${version}, which is no longer in the folder. Bring the file back, or start with --reset.`,
      );
    }
    if (file.sha256 !== sha256) {
      throw new Error(
        `Migration ${version}_${file.name}.sql was edited after it was applied. Undo the edit and add a new migration, or start with --reset.`,
      );
    }
  }
}

async function applyOne(postgres: PGlite, file: MigrationFile): Promise<void> {
  await postgres.transaction(async (transaction) => {
    await transaction.exec(file.sql);
    await transaction.query(
      "insert into supabase_migrations.schema_migrations (version, name) values ($1, $2)",
      [file.version, file.name],
    );
    await transaction.query(
      "insert into supabase_migrations.embedded_files (version, sha256) values ($1, $2)",
      [file.version, file.sha256],
    );
  });
  // A migration may change session settings; the next one must start as on a fresh connection.
  await postgres.exec(`reset all; ${SUPERUSER_SEARCH_PATH}; set time zone 'UTC'`);
}
