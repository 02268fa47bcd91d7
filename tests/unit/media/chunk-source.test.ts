import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { ChunkSource } from "@/lib/media/chunk-source";
import { takeTransferSlot } from "@/lib/media/fetch/transfer-slots";
import { freePiece } from "@/lib/media/free-piece";

const file = randomBytes(25_000);
async function* cut(size: number) {
  for (let from = 0; from < file.length; from += size) yield file.subarray(from, from + size);
}

it("slices a stream into parts of one size, and repeats a part or its rest", async () => {
  const source = new ChunkSource(cut(777), file.length, 10_000);
  const take = async (start: number, end: number) => {
    const { value, done } = await source.slice(start, end);
    expect(value.size).toBe(value.length);
    expect(value.equals(file.subarray(start, end))).toBe(true);
    return done;
  };
  expect(await take(0, 10_000)).toBe(false);
  expect(await take(0, 10_000)).toBe(false);
  expect(await take(4_000, 10_000)).toBe(false);
  expect(await take(10_000, 20_000)).toBe(false);
  expect(await take(20_000, 25_000)).toBe(true);
  await expect(source.slice(0, 10_000)).rejects.toThrow("These bytes are gone");
});

it("uses one buffer for all parts", async () => {
  const source = new ChunkSource(cut(3_000), file.length, 10_000);
  const first = (await source.slice(0, 10_000)).value;
  const second = (await source.slice(10_000, 20_000)).value;
  expect(second.buffer).toBe(first.buffer);
  expect(second.byteOffset).toBe(first.byteOffset);
});

it("gives pieces back that are nobody else's, once they were copied, and leaves others whole", async () => {
  const own = Array.from({ length: 5 }, (_, n) => new Uint8Array(5_000).fill(n));
  const shared = Array.from({ length: 5 }, (_, n) => new Uint8Array(5_000).fill(n));
  const read = async (pieces: Uint8Array[], ownsPieces: boolean) => {
    async function* stream() {
      yield* pieces;
    }
    const source = new ChunkSource(stream(), 25_000, 10_000, ownsPieces);
    const parts: number[] = [];
    for (const start of [0, 10_000, 20_000]) {
      const { value } = await source.slice(start, start + 10_000);
      parts.push(...value);
    }
    return parts;
  };
  const wanted = shared.flatMap((piece) => [...piece]);
  expect(await read(own, true)).toEqual(wanted);
  expect(own.map(({ length }) => length)).toEqual([0, 0, 0, 0, 5_000]);
  expect(await read(shared, false)).toEqual(wanted);
  expect(shared.every(({ length }) => length === 5_000)).toBe(true);
  const part = new Uint8Array(shared[0]?.buffer ?? new ArrayBuffer(0), 0, 100);
  freePiece(part);
  expect([part.length, shared[0]?.length]).toEqual([100, 5_000]);
});

it("hands the buffer of an upload that succeeded to the next one, and never to two at once", async () => {
  const bufferOf = async (source: ChunkSource) => (await source.slice(0, 10_000)).value.buffer;
  const first = new ChunkSource(cut(777), file.length, 10_000);
  const used = await bufferOf(first);
  const beside = new ChunkSource(cut(777), file.length, 10_000);
  expect(await bufferOf(beside)).not.toBe(used);
  first.reuseBuffer();
  const next = new ChunkSource(cut(777), file.length, 10_000);
  expect(await bufferOf(next)).toBe(used);
  expect(await bufferOf(new ChunkSource(cut(777), file.length, 10_000))).not.toBe(used);
});

it("an error of the stream is the error of the slice", async () => {
  async function* broken() {
    yield file.subarray(0, 5_000);
    throw new Error("broke off");
  }
  const source = new ChunkSource(broken(), file.length, 10_000);
  await expect(source.slice(0, 10_000)).rejects.toThrow("broke off");
});

it("one large file moves at a time; the next waits for its turn, or says that it is busy", async () => {
  const first = await takeTransferSlot(1_000);
  await expect(takeTransferSlot(10)).rejects.toThrow("busy");
  const second = takeTransferSlot(1_000);
  first();
  first();
  const given = await second;
  await expect(takeTransferSlot(10)).rejects.toThrow("busy");
  given();
});
