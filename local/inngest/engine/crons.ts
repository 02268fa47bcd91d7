import { nextCronTime } from "../protocol/cron-schedule";
import { ulid } from "../protocol/ulid";
import type { Timer } from "./clock";
import type { Engine } from "./engine";
import type { CronRecord } from "./records";
import type { RegisteredFunction } from "./registry";
import { startFunction } from "./start-function";

/** Cron triggers. The next tick of each is on disk: one missed while the engine was down fires once, late. */
export class Crons {
  private readonly ticks = new Map<string, { record: CronRecord; timer: Timer }>();
  private readonly stored = new Map<string, CronRecord>();

  constructor(private readonly engine: Engine) {}

  restore(record: CronRecord): void {
    this.stored.set(record.key, record);
  }

  /** Brings the timers in line with the functions that are registered now. */
  reschedule(): void {
    const wanted = new Set<string>();
    for (const fn of this.engine.registry.functions.values()) {
      for (const trigger of fn.triggers) {
        if (!("cron" in trigger)) continue;
        const key = `${fn.id}|${trigger.cron}`;
        wanted.add(key);
        if (!this.ticks.has(key)) this.schedule(key, fn.id, trigger.cron);
      }
    }
    for (const [key, tick] of this.ticks) if (!wanted.has(key)) this.forget(key, tick.timer);
  }

  /** Starts a cron function now. False when there is no such function with a cron trigger. */
  fireNow(functionId: string): boolean {
    const fn = this.engine.registry.functions.get(functionId);
    const trigger = fn?.triggers.find((t) => "cron" in t);
    if (!fn || !trigger || !("cron" in trigger)) return false;
    // A ULID of its own: an extra tick must not be taken for a repetition of a scheduled one.
    this.start(fn, trigger.cron, this.engine.clock.now(), ulid(this.engine.clock.now()));
    return true;
  }

  private schedule(key: string, functionId: string, cron: string): void {
    const kept = this.stored.get(key)?.nextAt;
    this.stored.delete(key);
    const nextAt = kept ?? nextCronTime(cron, this.engine.clock.now());
    if (nextAt === undefined) return;
    const record = { key, nextAt };
    const timer = this.engine.clock.at(nextAt, () => this.tick(key, functionId, cron, nextAt));
    this.ticks.set(key, { record, timer });
    this.engine.store.put("cron", key, record);
  }

  private tick(key: string, functionId: string, cron: string, at: number): void {
    this.ticks.delete(key);
    const fn = this.engine.registry.functions.get(functionId);
    if (!fn) return;
    this.start(fn, cron, at, new Date(at).toISOString().replace(".000Z", "Z"));
    this.schedule(key, functionId, cron);
  }

  private start(fn: RegisteredFunction, cron: string, at: number, eventId: string): void {
    const scheduledAt = new Date(at).toISOString().replace(".000Z", "Z");
    const data = { cron, scheduledAt, fireAt: scheduledAt };
    const event = { id: eventId, name: "inngest/scheduled.timer", data, ts: at, user: {} };
    startFunction(this.engine, fn, { internalId: ulid(this.engine.clock.now()), event });
  }

  private forget(key: string, timer: Timer): void {
    this.engine.clock.cancel(timer);
    this.ticks.delete(key);
    this.engine.store.remove("cron", key);
  }
}
