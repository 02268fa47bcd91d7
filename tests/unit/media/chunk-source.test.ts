import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { ChunkSource } from "@/lib/media/chunk-source";
import { takeTransferSlot } from "@/lib/media/fetch/transfer-slots";

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
