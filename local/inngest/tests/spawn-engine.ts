import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { z } from "zod";

const SERVE = fileURLToPath(new URL("../serve.ts", import.meta.url));
const readySchema = z.object({ ready: z.literal(true), url: z.string(), port: z.number() });

export interface EngineProcess {
  url: string;
  port: number;
  process: ChildProcess;
  /** Ends the process with the signal and waits until it is gone. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** The engine as a process of its own, ready; killed when the test ends. */
export async function spawnEngine(args: string[]): Promise<EngineProcess> {
  const child = spawn(process.execPath, ["--import", "tsx", SERVE, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const gone = new Promise<number | null>((resolve) => child.once("exit", resolve));
  onTestFinished(() => void child.kill("SIGKILL"));
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-2_000);
  });
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([
    new Promise<string>((resolve) => lines.once("line", resolve)),
    gone.then((code) => Promise.reject(new Error(`engine ended with ${code}: ${errors}`))),
  ]);
  const { url, port } = readySchema.parse(JSON.parse(first));
  return {
    url,
    port,
    process: child,
    end(signal) {
      child.kill(signal);
      return gone;
    },
  };
}

/** A directory of the test's own, removed when it ends. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(path.join(tmpdir(), "inngest-test-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** A free port, so that a restarted process can have the same one again. */
export async function freePort(): Promise<number> {
  const { createServer } = await import("node:net");
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
