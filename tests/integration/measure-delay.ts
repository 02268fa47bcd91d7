import { setTimeout as sleep } from "node:timers/promises";

/** How often somebody else asks for something, in milliseconds. */
const every = 20;

/**
 * Asks `address` every 20 ms while `act` goes on, whether or not the earlier questions were answered,
 * and tells how long each answer took, in milliseconds. A process that is busy with one request
 * answers none of these, so the longest of them is how long it was held.
 */
export async function measureDelay(address: string, act: () => Promise<void>): Promise<number[]> {
  const asked: Promise<number>[] = [];
  const ask = async () => {
    const started = performance.now();
    const response = await fetch(address);
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`${address} answered ${response.status}`);
    return performance.now() - started;
  };
  await ask();
  const timer = setInterval(() => {
    const answer = ask();
    answer.catch(() => undefined);
    asked.push(answer);
  }, every);
  try {
    await sleep(5 * every);
    await act();
    await sleep(5 * every);
  } finally {
    clearInterval(timer);
  }
  return Promise.all(asked);
}
