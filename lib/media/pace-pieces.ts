import { setTimeout as sleep } from "node:timers/promises";

/** Shorter pauses cost more than they give back to the others. */
const shortestPauseMs = 5;

/**
 * Lets a stream pass at no more than so many bytes a second: hashing and copying a large file at full speed
 * would leave a webhook's acknowledgement, in the same process, to wait. A stream that fell behind does not
 * catch up in a burst.
 */
export async function* pacePieces(
  pieces: AsyncIterable<Uint8Array>,
  bytesPerSecond: number,
): AsyncGenerator<Uint8Array> {
  let due = performance.now();
  for await (const piece of pieces) {
    yield piece;
    const now = performance.now();
    due = Math.max(due, now - shortestPauseMs) + (piece.length / bytesPerSecond) * 1_000;
    if (due - now >= shortestPauseMs) await sleep(due - now);
  }
}
