/** A rotation gone wrong sends fewer, a scanner more. */
const failuresPerMinute = 60;
const minuteMs = 60_000;
/** Addresses counted one by one within a minute; whoever comes after these shares one count. */
const addressLimit = 10_000;
const everybodyElse = "";

/**
 * Counts webhook requests that failed to authenticate, by address and minute. Only what is wrong anyway is
 * answered by it, so each process may count for itself and nobody with the right secret is ever refused.
 */
export function createFailureLimit() {
  let minute = Number.NaN;
  const failures = new Map<string, number>();

  function keyOf(address: string | null, now: number): string {
    const current = Math.floor(now / minuteMs);
    if (current !== minute) {
      failures.clear();
      minute = current;
    }
    const key = address ?? everybodyElse;
    return failures.has(key) || failures.size < addressLimit ? key : everybodyElse;
  }

  return {
    /** Counts one failure. The one that reaches the limit is `last`: what follows need not be logged. */
    count(address: string | null, now: number): "below" | "last" | "over" {
      const key = keyOf(address, now);
      const total = (failures.get(key) ?? 0) + 1;
      failures.set(key, total);
      if (total < failuresPerMinute) return "below";
      return total === failuresPerMinute ? "last" : "over";
    },
    isOver(address: string | null, now: number): boolean {
      return (failures.get(keyOf(address, now)) ?? 0) >= failuresPerMinute;
    },
    /** Whole seconds until counting begins anew. */
    secondsLeft: (now: number): number => Math.ceil((minuteMs - (now % minuteMs)) / 1_000),
    /** How many counts are held, for the promise that memory is bounded. */
    size: (): number => failures.size,
  };
}
