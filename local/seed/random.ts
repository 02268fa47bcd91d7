export type Random = ReturnType<typeof createRandom>;

/** A fixed sequence of choices (mulberry32): the same seed makes the same database. */
export function createRandom(seed: number) {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  const hex = (length: number) =>
    Array.from({ length }, () => Math.floor(next() * 16).toString(16)).join("");
  return {
    next,
    /** A whole number, both ends included. */
    whole,
    chance: (share: number) => next() < share,
    pick<T>(list: readonly T[]): T {
      const picked = list[Math.floor(next() * list.length)];
      if (picked === undefined) throw new Error("There is nothing to pick from");
      return picked;
    },
    /** A rank from 0 to size − 1 as Zipf's law has it: rank r about 1/(r + 1) as often as the first. */
    zipf: (size: number) => Math.min(size - 1, Math.floor((size + 1) ** next()) - 1),
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
  };
}
