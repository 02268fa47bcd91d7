import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const readySchema = z.object({ ready: z.literal(true), url: z.url(), port: z.number() });

const running = new Set<ChildProcess>();

/** Ends what a failed test left running. */
export function endSpawned(): void {
  for (const child of running) child.kill("SIGKILL");
}

/** The stand-ins as a process of their own, on a free port. */
export async function spawnProviders(options: { webhookUrl: string; dataDir: string }) {
  const script = fileURLToPath(new URL("../serve.ts", import.meta.url));
  const child = spawn(
    process.execPath,
    [
      ...["--import", "tsx", script, "--port", "0"],
      ...["--webhook-url", options.webhookUrl, "--data-dir", options.dataDir],
    ],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  running.add(child);
  const exited = once(child, "exit").finally(() => running.delete(child));
  let errors = "";
  child.stderr.on("data", (piece: Buffer) => {
    errors += piece.toString("utf8");
  });
  const line = await Promise.race([
    once(createInterface({ input: child.stdout }), "line").then(([text]) => String(text)),
    exited.then(() => null),
  ]);
  if (line === null) throw new Error(`The process ended: ${errors}`);
  const ready = readySchema.parse(JSON.parse(line));
  return {
    ready,
    url: ready.url,
    async end(signal: NodeJS.Signals) {
      child.kill(signal);
      const [code, endedBy] = z
        .tuple([z.number().nullable(), z.string().nullable()])
        .parse(await exited);
      return { code, signal: endedBy };
    },
  };
}
