import { setTimeout as sleep } from "node:timers/promises";
import type { PartName } from "../../local/start/part-commands";
import type { Stack } from "../../local/start-stack";

const downMs = 1_000;

/** `kill -9` of the parts, one after the other at even distances of the posting; each is back a second later. */
export async function killOnTheWay(
  stack: Stack,
  parts: readonly PartName[],
  progress: () => number,
  { signal, say }: { signal: AbortSignal; say: (text: string) => void },
): Promise<void> {
  for (const [n, part] of parts.entries()) {
    while (progress() < (n + 1) / (parts.length + 1)) await sleep(100, undefined, { signal });
    say(`kill -9 of ${part}`);
    await stack.kill(part);
    await sleep(downMs);
    await stack.restart(part);
    say(`${part} is back`);
  }
}
