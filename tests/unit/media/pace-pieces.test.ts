import { expect, it } from "vitest";
import { pacePieces } from "@/lib/media/pace-pieces";

async function* piecesOf(count: number, size: number) {
  for (let n = 0; n < count; n += 1) yield new Uint8Array(size).fill(n);
}

it("passes every piece in order, no faster than it may", async () => {
  const started = performance.now();
  const seen: number[] = [];
  for await (const piece of pacePieces(piecesOf(10, 1_000), 50_000)) seen.push(piece[0] ?? -1);
  expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  // 10,000 bytes at 50,000 a second are 200 ms; timers may end a little early.
  expect(performance.now() - started).toBeGreaterThan(150);
});

it("closes its source when the reader goes away", async () => {
  let closed = false;
  async function* source() {
    try {
      yield* piecesOf(5, 10);
    } finally {
      closed = true;
    }
  }
  for await (const _ of pacePieces(source(), 1_000_000)) break;
  expect(closed).toBe(true);
});
