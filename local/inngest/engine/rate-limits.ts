import type { Engine } from "./engine";
import type { RateRecord } from "./records";

/**
 * Inngest's rate limit and throttle are both GCRA: per key one "theoretical arrival time" (tat),
 * which every accepted start moves on by period / limit.
 */
export class RateLimits {
  private readonly tats = new Map<string, number>();

  constructor(private readonly engine: Engine) {}

  /** False when over the limit. The burst is a tenth of the limit: "10 per minute" is 2 at once, then one per 6 s. */
  allow(key: string, limit: number, periodMs: number): boolean {
    const interval = periodMs / limit;
    const now = this.engine.clock.now();
    const tat = Math.max(this.tats.get(key) ?? now, now) + interval;
    if (now < tat - interval * (Math.floor(limit / 10) + 1)) return false;
    this.set(key, tat);
    return true;
  }

  /** The time at which a throttled start may happen; it is never refused. */
  reserve(key: string, limit: number, periodMs: number, burst: number): number {
    const interval = periodMs / limit;
    const now = this.engine.clock.now();
    const tat = Math.max(this.tats.get(key) ?? now, now);
    this.set(key, tat + interval);
    return Math.max(now, tat - burst * interval);
  }

  restore({ key, tat }: RateRecord): void {
    this.tats.set(key, tat);
  }

  /** A tat in the past means the same as none. */
  sweep(): void {
    const now = this.engine.clock.now();
    for (const [key, tat] of this.tats) {
      if (tat > now) continue;
      this.tats.delete(key);
      this.engine.store.remove("rate", key);
    }
  }

  private set(key: string, tat: number): void {
    this.tats.set(key, tat);
    this.engine.store.put("rate", key, { key, tat });
  }
}
