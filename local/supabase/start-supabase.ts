import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { createOutbox } from "./auth/outbox";
import { Database, type Log } from "./database/database";
import { lockDataDir } from "./database/lock-data-dir";
import { maintainDatabase } from "./database/maintain-database";
import { openDatabase } from "./database/open-database";
import type { GatewayContext } from "./gateway/gateway-context";
import { handleRequest } from "./gateway/handle-request";
import { loadSigningKeys } from "./gateway/signing-keys";
import { createVerifyToken } from "./gateway/verify-token";
import { createRest } from "./rest/handle-rest";
import { removeOrphanFiles } from "./storage/object-files";
import { createResumableUploads } from "./storage/resumable-uploads";

export type StartOptions = {
  /** 0 or absent: any free port. */
  port?: number;
  host?: "127.0.0.1";
  /** Where database, files and keys live; null keeps everything in memory and a temporary folder. */
  dataDir: string | null;
  migrationsDir: string;
  /** Run once, when the database is new; a path that does not exist means none. */
  seedFile?: string | null;
  /** The address that clients use, if it is not the server's own. */
  publicUrl?: string;
  log?: Log;
};

export type RunningSupabase = {
  url: string;
  port: number;
  anonKey: string;
  serviceRoleKey: string;
  /** True when this start made the database. */
  isNew: boolean;
  /** Runs SQL as superuser, for tests and seeding; without `params` several statements may be given. */
  query: <Row = Record<string, unknown>>(sql: string, params?: unknown[]) => Promise<Row[]>;
  close: () => Promise<void>;
};

/**
 * Starts the embedded Supabase: one process, one Postgres session, REST, Auth and Storage on one port.
 * Fails when the port is taken, the data folder is in use, or an applied migration was edited.
 */
export async function startSupabase(options: StartOptions): Promise<RunningSupabase> {
  const log: Log = options.log ?? (() => undefined);
  const dataDir = options.dataDir === null ? null : path.resolve(options.dataDir);
  const cleanUps: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  };
  try {
    if (dataDir !== null) cleanUps.push(await lockDataDir(dataDir));
    // Listening first: a taken port is known before seconds of boot, and before any write.
    const server = createServer({ keepAliveTimeout: 60_000 });
    const port = await listen(server, options.port ?? 0, options.host ?? "127.0.0.1");
    cleanUps.push(() => closeServer(server));
    let respond: RequestListener = refuseWhileStarting;
    server.on("request", (message, response) => respond(message, response));

    const opened = await openDatabase({
      dataDir,
      migrationsDir: options.migrationsDir,
      seedFile: options.seedFile ?? null,
    });
    const database = new Database(opened.postgres, log);
    cleanUps.push(() => opened.postgres.close());
    const maintenance = maintainDatabase(database, log);
    cleanUps.push(() => maintenance.stop());

    const keys = await loadSigningKeys(dataDir);
    const url = options.publicUrl ?? `http://127.0.0.1:${port}`;
    const storageDir =
      dataDir === null ? await temporaryDir(cleanUps) : path.join(dataDir, "storage");
    await mkdir(storageDir, { recursive: true });
    await removeUnknownFiles(database, storageDir, log);
    const context: GatewayContext = {
      database,
      keys,
      verifyToken: createVerifyToken(keys),
      publicUrl: url,
      storageDir,
      uploads: createResumableUploads(storageDir),
      outbox: await createOutbox(),
      log,
    };
    const rest = createRest(context);
    respond = (message, response) => {
      void handleRequest(context, rest, message, response);
    };
    // Before the database closes, so that no request finds it gone.
    cleanUps.push(() => closeServer(server));
    const query = async <Row = Record<string, unknown>>(sql: string, params?: unknown[]) => {
      const rows = await database.query<Row>(sql, params);
      // Hosted notifies PostgREST of schema changes by an event trigger, which PGlite does not run.
      if (/\b(create|alter|drop)\b/i.test(sql)) rest.forgetSchema();
      return rows;
    };
    const { anonKey, serviceRoleKey } = keys;
    return { url, port, anonKey, serviceRoleKey, isNew: opened.isNew, query, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function removeUnknownFiles(database: Database, storageDir: string, log: Log): Promise<void> {
  const rows = await database.query<{ version: string }>(
    "select version from storage.objects where version is not null",
  );
  const removed = await removeOrphanFiles(storageDir, new Set(rows.map((row) => row.version)));
  if (removed > 0) log("supabase.orphan_files_removed", { count: removed });
}

const refuseWhileStarting: RequestListener = (_message, response) => {
  response.writeHead(503, { "content-type": "application/json", "retry-after": "1" });
  response.end('{"message":"The embedded Supabase is starting"}');
};

async function temporaryDir(cleanUps: (() => Promise<unknown>)[]): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), "parcelo-supabase-"));
  cleanUps.push(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

function listen(server: Server, port: number, host: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once("error", (error) => {
    const taken = "code" in error && error.code === "EADDRINUSE";
    reject(taken ? new Error(`Port ${port} is taken; set LOCAL_SUPABASE_PORT to another.`) : error);
  });
  server.listen(port, host, () => {
    const address = server.address();
    if (address === null || typeof address === "string")
      reject(new Error("The server has no port."));
    else resolve(address.port);
  });
  return promise;
}

async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = Promise.withResolvers<void>();
  server.close(() => closed.resolve());
  server.closeIdleConnections();
  // Requests under way get a moment; then their connections end.
  const timer = setTimeout(() => server.closeAllConnections(), 2_000);
  await closed.promise;
  clearTimeout(timer);
}
