import type { Engine } from "./engine";
import type { SeenRecord } from "./records";

/** A bound for memory, far above a day of local use; beyond it the oldest are forgotten. */
const MAX_REMEMBERED = 500_000;

/** Keys that were already used, each until it expires. */
export class Idempotency {
  private readonly seen = new Map<string, number>();

  constructor(private readonly engine: Engine) {}

  /** True for the first caller with this key within `ms`. */
  claim(key: string, ms: number): boolean {
    const now = this.engine.clock.now();
    if ((this.seen.get(key) ?? 0) > now) return false;
    this.remember({ key, expiresAt: now + ms });
    this.engine.store.put("seen", key, { key, expiresAt: now + ms });
    return true;
  }

  remember({ key, expiresAt }: SeenRecord): void {
    this.seen.delete(key); // re-insert, so that the map stays in order of use
    this.seen.set(key, expiresAt);
  }

  /** Forgets what has expired. */
  sweep(): void {
    const now = this.engine.clock.now();
    for (const [key, expiresAt] of this.seen) {
      if (expiresAt > now && this.seen.size <= MAX_REMEMBERED) continue;
      this.seen.delete(key);
      this.engine.store.remove("seen", key);
    }
  }
}
