import { setTimeout as sleep } from "node:timers/promises";

const pauseMs = 1_000;

/**
 * Does something over HTTP again until it succeeds, as a person at the console would while servers are
 * killed and the customer goes on writing.
 * @throws the last failure, after `tries` of them
 */
export async function insist<T>(
  act: () => Promise<T>,
  signal: AbortSignal,
  tries = 60,
): Promise<T> {
  for (let left = tries; ; left -= 1) {
    try {
      return await act();
    } catch (error) {
      if (left <= 1) throw error;
      await sleep(pauseMs, undefined, { signal });
    }
  }
}
