export type Random = ReturnType<typeof createRandom>;

/** A fixed sequence of choices (mulberry32): the same seed plans the same run. */
export function createRandom(seed: number) {
  let state = seed | 0;

  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `min` to `max`, both included. */
  const whole = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));

  return {
    /** In [0, 1). */
    next,
    whole,
    chance: (share: number) => next() < share,
    pick<T>(list: readonly T[]): T {
      const picked = list[whole(0, list.length - 1)];
      if (picked === undefined) throw new Error("There is nothing to pick from");
      return picked;
    },
    /** Picks by share; the shares need not add up to 1. */
    weighted<T extends string>(shares: Readonly<Record<T, number>>): T {
      const entries = Object.entries<number>(shares);
      let left = next() * entries.reduce((sum, [, share]) => sum + share, 0);
      for (const [name, share] of entries) {
        left -= share;
        if (left < 0) return name as T;
      }
      throw new Error("There is nothing to pick from");
    },
    hex: (length: number) =>
      Array.from({ length }, () => whole(0, 15).toString(16))
        .join("")
        .toUpperCase(),
  };
}
