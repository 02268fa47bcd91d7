const MINUTE_MS = 60_000;

/**
 * Requests per clock minute, as the platform counts them for one address. Returns the seconds to
 * wait when the limit is used up, else null.
 */
export function createRateLimit(now: () => Date) {
  let minute = 0;
  let used = 0;

  return function take(limit: number | null): number | null {
    if (limit === null) return null;
    const at = now().getTime();
    if (Math.floor(at / MINUTE_MS) !== minute) {
      minute = Math.floor(at / MINUTE_MS);
      used = 0;
    }
    used += 1;
    return used > limit ? Math.max(1, Math.ceil(((minute + 1) * MINUTE_MS - at) / 1000)) : null;
  };
}
