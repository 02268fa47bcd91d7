import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { MigrationFile } from "./migration-files";

const CACHE_DIRECTORY = fileURLToPath(
  new URL("../../../node_modules/.cache/parcelo-supabase/", import.meta.url),
);
const KEPT_SNAPSHOTS = 6;

const packageJson = z.object({ version: z.string() });

async function packageVersion(name: string): Promise<string> {
  const entry = createRequire(import.meta.url).resolve(name);
  const root = entry.slice(0, entry.lastIndexOf(name) + name.length);
  return packageJson.parse(JSON.parse(await readFile(path.join(root, "package.json"), "utf8")))
    .version;
}

/** One file name for one state: package versions, bootstrap and the content of every migration. */
export async function snapshotPath(bootstrap: string, files: MigrationFile[]): Promise<string> {
  const hash = createHash("sha256");
  hash.update(await packageVersion("@electric-sql/pglite"));
  hash.update(await packageVersion("@electric-sql/pglite-pgvector"));
  hash.update(bootstrap);
  for (const file of files) hash.update(`\n${file.version} ${file.name} ${file.sha256}`);
  return path.join(CACHE_DIRECTORY, `${hash.digest("hex").slice(0, 32)}.tar`);
}

/** The snapshot at `file`, or null when nobody has made it yet. */
export async function readSnapshot(file: string): Promise<Blob | null> {
  try {
    return new Blob([await readFile(file)]);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

/** Written beside and renamed into place, so that a concurrent reader never sees half a file. */
export async function writeSnapshot(file: string, snapshot: Blob): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const unfinished = `${file}.${randomUUID()}`;
  try {
    await writeFile(unfinished, Buffer.from(await snapshot.arrayBuffer()));
    await rename(unfinished, file);
  } finally {
    await rm(unfinished, { force: true });
  }
  await removeOldSnapshots(path.dirname(file));
}

async function removeOldSnapshots(directory: string): Promise<void> {
  const names = await readdir(directory);
  const entries = await Promise.all(
    names.map(async (name) => {
      const file = path.join(directory, name);
      // Another process may be tidying the same folder.
      const modified = await stat(file).then(
        (found) => found.mtimeMs,
        () => 0,
      );
      return { file, modified, unfinished: !name.endsWith(".tar") };
    }),
  );
  const old = entries
    .filter((entry) => !entry.unfinished)
    .sort((a, b) => b.modified - a.modified)
    .slice(KEPT_SNAPSHOTS);
  const abandoned = entries.filter(
    (entry) => entry.unfinished && entry.modified < Date.now() - 600_000,
  );
  await Promise.all([...old, ...abandoned].map(({ file }) => rm(file, { force: true })));
}
