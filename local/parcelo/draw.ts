import { createHash } from "node:crypto";

/** A number in [least, most) that depends on nothing but its words. */
export function draw(seed: string, about: string, least: number, most: number): number {
  const bytes = createHash("sha256").update(`${seed}|${about}`).digest();
  return least + (bytes.readUInt32BE(0) / 2 ** 32) * (most - least);
}

/** One of a list, by its words alone. */
export function pick<T>(seed: string, about: string, list: readonly [T, ...T[]]): T {
  return list[Math.floor(draw(seed, about, 0, list.length))] ?? list[0];
}
