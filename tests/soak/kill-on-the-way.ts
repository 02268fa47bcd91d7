import { setTimeout as sleep } from "node:timers/promises";
import type { Stack } from "../../local/start-stack";
import type { Servers } from "../integration/start-servers";
import { reach } from "./reach";
import type { SoakOptions } from "./read-options";

const downMs = 1_000;

/** `kill -9` of the parts, one after the other at even distances of the posting; each is back a second later. */
export async function killOnTheWay(
  { stack, servers }: { stack: Stack; servers: Servers },
  parts: SoakOptions["kill"],
  progress: () => number,
  { signal, say }: { signal: AbortSignal; say: (text: string) => void },
): Promise<void> {
  for (const [n, part] of parts.entries()) {
    await reach((n + 1) / (parts.length + 1), progress, signal);
    say(`kill -9 of ${part}`);
    // Of the app one server; the others go on without it.
    await (part === "app" ? servers.kill(n % servers.urls.length) : stack.kill(part));
    await sleep(downMs);
    await (part === "app" ? servers.restart(n % servers.urls.length) : stack.restart(part));
    say(`${part} is back`);
  }
}
