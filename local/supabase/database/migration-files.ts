import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

export type MigrationFile = { version: string; name: string; sql: string; sha256: string };

/** Reads `<version>_<name>.sql` files in the order in which the Supabase CLI applies them. */
export async function readMigrationFiles(directory: string): Promise<MigrationFile[]> {
  const fileNames = (await readdir(directory)).filter((name) => name.endsWith(".sql")).sort();
  const files = await Promise.all(
    fileNames.map(async (fileName) => {
      const match = /^(\d+)_(.+)\.sql$/.exec(fileName);
      if (!match?.[1] || !match[2]) {
        throw new Error(`Migration ${fileName} must be named <number>_<name>.sql.`);
      }
      const sql = await readFile(path.join(directory, fileName), "utf8");
      const sha256 = createHash("sha256").update(sql).digest("hex");
      return { version: match[1], name: match[2], sql, sha256 };
    }),
  );
  for (const [index, file] of files.entries()) {
    if (files[index + 1]?.version === file.version) {
      throw new Error(`Two migrations have the version ${file.version}; rename one of them.`);
    }
  }
  return files;
}
