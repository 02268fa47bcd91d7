import { setTimeout as sleep } from "node:timers/promises";
import type { PartName } from "../../local/start/part-commands";
import type { Stack } from "../../local/start-stack";

const downMs = 1_000;

/** `kill -9` of one part in the middle of everything, and its return a second later. */
export async function killAndRestart(stack: Stack, part: PartName): Promise<void> {
  await stack.kill(part);
  await sleep(downMs);
  await stack.restart(part);
}
