import { Heap } from "./heap";

/** A scheduled call. Cancelled timers stay in the heap until popped or compacted. */
export interface Timer {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
  cancelled: boolean;
}

/** setTimeout counts in a signed 32-bit integer of milliseconds. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;
const COMPACT_ABOVE = 256;

/**
 * Real time plus an offset that only grows. Tests move the offset, so that an hour's sleep takes
 * milliseconds. All times are milliseconds since 1970, UTC.
 */
export class Clock {
  offset = 0;
  private readonly timers = new Heap<Timer>(
    (a, b) => a.at < b.at || (a.at === b.at && a.order < b.order),
  );
  private order = 0;
  private cancelled = 0;
  private wake: NodeJS.Timeout | undefined;
  private wakeAt = Number.POSITIVE_INFINITY;

  constructor(private readonly onOffset: (offset: number) => void) {}

  now(): number {
    return Date.now() + this.offset;
  }

  /** Calls `run` once when the clock reaches `at`; at the next tick of the event loop if it has. */
  at(at: number, run: () => void): Timer {
    const timer: Timer = { at, order: this.order++, run, cancelled: false };
    this.timers.push(timer);
    if (at < this.wakeAt) this.arm();
    return timer;
  }

  cancel(timer: Timer | undefined): void {
    if (!timer || timer.cancelled) return;
    timer.cancelled = true;
    this.cancelled++;
    // Without this a timeout of a year would stay in memory for a year after its run ended.
    if (this.cancelled > COMPACT_ABOVE && this.cancelled > this.timers.size / 2) {
      this.timers.retain((t) => !t.cancelled);
      this.cancelled = 0;
    }
  }

  /** Time of the earliest timer still wanted. */
  next(): number | undefined {
    for (let top = this.timers.peek(); top; top = this.timers.peek()) {
      if (!top.cancelled) return top.at;
      this.pop();
    }
    return undefined;
  }

  /** Moves the clock forward to `time` without firing anything; never backwards. */
  jumpTo(time: number): void {
    const offset = time - Date.now();
    if (offset <= this.offset) return;
    this.offset = offset;
    this.onOffset(offset);
  }

  /** Fires every timer that is due, earliest first. */
  fireDue(): void {
    const now = this.now();
    for (let at = this.next(); at !== undefined && at <= now; at = this.next()) this.pop()?.run();
    this.arm();
  }

  stop(): void {
    clearTimeout(this.wake);
    this.wakeAt = Number.NEGATIVE_INFINITY;
  }

  private pop(): Timer | undefined {
    const timer = this.timers.pop();
    if (timer?.cancelled) this.cancelled--;
    else if (timer) timer.cancelled = true; // fired: a later cancel() must not count it
    return timer;
  }

  private arm(): void {
    clearTimeout(this.wake);
    const at = this.next();
    this.wakeAt = at ?? Number.POSITIVE_INFINITY;
    if (at === undefined) return;
    const delay = Math.min(Math.max(at - this.now(), 0), LONGEST_TIMEOUT_MS);
    this.wake = setTimeout(() => this.fireDue(), delay);
  }
}
