import type { AddressInfo } from "node:net";
import { Engine } from "./engine/engine";
import { restore } from "./engine/restore";
import { syncApp } from "./engine/sync-app";
import { createServer } from "./http/create-server";
import { pollApps } from "./poll-apps";
import { createMemoryStore } from "./store/memory-store";
import { openSqliteStore } from "./store/sqlite-store";

export interface InngestOptions {
  /** 0 or absent takes a free port. */
  port?: number;
  host?: string;
  /** Inngest routes of the apps, for example `http://localhost:3000/api/inngest`. */
  appUrls: string[];
  /** Directory that keeps the queue; null keeps it in memory only. */
  dataDir: string | null;
  /** Signs requests to apps and is asked of them (cloud mode). Without it the engine is in dev mode. */
  signingKey?: string;
  /** The only accepted key of the event API; any key is accepted without it. */
  eventKey?: string;
  /** Fixed delay before a retry in ms; null or absent takes Inngest's table with jitter. */
  retryMs?: number | null;
  /** Requests to apps at the same time; 64 when absent. */
  maxParallel?: number;
  /** False stops the SDK from checkpointing: one request a step. */
  checkpointing?: boolean;
  /** Gives a freed place to another run first, as the real executor may. */
  adversarial?: boolean;
  /** How often a known app is asked for its functions; 5 s when absent. */
  pollMs?: number;
  /** Finished runs, and events, kept for inspection; 2,000 when absent. */
  history?: number;
  log?: (message: string) => void;
  /** Called once when data can no longer be written; the process should end. */
  onFatal?: (error: Error) => void;
}

export interface InngestEngine {
  url: string;
  port: number;
  engine: Engine;
  /** Moves the clock, firing what becomes due in order and waiting for it. */
  advance(ms: number): Promise<void>;
  /** Resolves when nothing runs and nothing is ready to run. */
  idle(): Promise<void>;
  /** Registers the functions of an app now. Throws with the reason when that fails. */
  sync(url: string): Promise<void>;
  close(): Promise<void>;
}

const REQUEST_TIMEOUT_MS = 2 * 60 * 60 * 1000;

/** Starts an engine. Throws when the port is taken or another engine uses `dataDir`. */
export async function startInngest(options: InngestOptions): Promise<InngestEngine> {
  const log = options.log ?? (() => {});
  const onFatal = options.onFatal ?? ((error: Error) => log(`${error.message}: ${error.cause}`));
  const store =
    options.dataDir === null ? createMemoryStore() : openSqliteStore(options.dataDir, onFatal);
  const engine = new Engine(
    {
      retryMs: options.retryMs ?? null,
      maxParallel: options.maxParallel ?? 64,
      checkpointing: options.checkpointing ?? true,
      adversarial: options.adversarial ?? false,
      signingKey: options.signingKey,
      history: options.history ?? 2_000,
      requestTimeoutMs: REQUEST_TIMEOUT_MS,
      expectsApps: options.appUrls.length > 0,
      log,
    },
    store,
  );
  const host = options.host ?? "127.0.0.1";
  const server = createServer(engine, options.eventKey);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(options.port ?? 0, host, resolve);
    });
    restore(engine); // in the turn in which the port opened: no request comes before it
  } catch (error) {
    await engine.stop();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  const stopPolling = pollApps(engine, options.appUrls, options.pollMs ?? 5_000);

  return {
    url: `http://${host}:${port}`,
    port,
    engine,
    advance: (ms) => engine.settling.advance(ms),
    idle: () => engine.settling.idle(),
    async sync(url) {
      const { problem } = await syncApp(engine, url);
      if (problem !== undefined) throw new Error(`cannot sync ${url}: ${problem}`);
    },
    async close() {
      stopPolling();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await engine.stop();
    },
  };
}
