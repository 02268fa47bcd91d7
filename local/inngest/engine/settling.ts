import type { Engine } from "./engine";

/** Longest real time that `advance` waits, per instant, for the runs it woke. */
const SETTLE_MS = 2_000;
const HANGING_MS = 100;

/** Knows when nothing is left to do now, and moves the clock from one due moment to the next. */
export class Settling {
  private waiters: (() => void)[] = [];
  private hanging = false;

  constructor(private readonly engine: Engine) {}

  /** Resolves once no request is under way and no job is ready; jobs due later do not count. */
  async idle(): Promise<void> {
    // A commit or an answer may be on its way in this very turn, so look again after it.
    do await new Promise((resolve) => setImmediate(resolve));
    while (await this.waitWhileBusy());
  }

  /**
   * Moves the clock by `ms`, moment by moment: everything due at one moment is fired and, as far as
   * it ends within 2 s of real time, waited for before the next, so a run that sleeps twice
   * within `ms` gets through both sleeps.
   */
  async advance(ms: number): Promise<void> {
    const { clock } = this.engine;
    const target = clock.now() + ms;
    await this.settle();
    for (let next = clock.next(); next !== undefined && next <= target; next = clock.next()) {
      clock.jumpTo(next);
      clock.fireDue();
      await this.settle();
    }
    clock.jumpTo(target);
    clock.fireDue();
    await this.settle();
  }

  /** Called whenever work ended. */
  check(): void {
    if (this.engine.queue.busy || this.waiters.length === 0) return;
    const waiters = this.waiters;
    this.waiters = [];
    for (const resolve of waiters) resolve();
  }

  private async waitWhileBusy(): Promise<boolean> {
    if (!this.engine.queue.busy) return false;
    await new Promise<void>((resolve) => this.waiters.push(resolve));
    return true;
  }

  private async settle(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const outOfPatience = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(true), this.hanging ? HANGING_MS : SETTLE_MS);
    });
    // A request that outlasted one wait is a long one: do not wait as long for it at every moment.
    this.hanging = await Promise.race([this.idle().then(() => false), outOfPatience]);
    clearTimeout(timer);
  }
}
