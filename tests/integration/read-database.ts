import { join } from "node:path";
import type { Stack } from "../../local/start-stack";
import { openPostgres } from "../../local/supabase/database/open-postgres";
import { tablesHolding } from "../database/tables-holding";

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

/** Tables of a stopped database in which one of the texts stands. */
export async function tablesWith(folder: string, texts: readonly string[]): Promise<string[]> {
  const postgres = await openPostgres(postgresFolder(folder));
  try {
    return await tablesHolding(postgres, texts);
  } finally {
    await postgres.close();
  }
}
