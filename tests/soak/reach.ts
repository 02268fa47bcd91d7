import { setTimeout as sleep } from "node:timers/promises";

/** Waits until so much of the posting is done. */
export async function reach(
  share: number,
  progress: () => number,
  signal: AbortSignal,
): Promise<void> {
  while (progress() < share) await sleep(100, undefined, { signal });
}
