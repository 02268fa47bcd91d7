import { parseDuration, SECOND_MS } from "../protocol/durations";
import { groupKey } from "../protocol/expressions";
import type { FunctionConfig } from "../protocol/function-config";
import { ulid } from "../protocol/ulid";
import type { Timer } from "./clock";
import type { Engine } from "./engine";
import type { DebounceRecord, ReceivedEvent } from "./records";
import type { RegisteredFunction } from "./registry";

type Rule = NonNullable<FunctionConfig["debounce"]>;

interface Debounce {
  record: DebounceRecord;
  timer: Timer;
}

/** The server starts the run this long after the quiet period ended. */
const START_DELAY_MS = 1_050;

/**
 * One run for a burst, with the burst's last event. As on the real server an event that comes
 * after the quiet period but before the run's start opens a second debounce, so a burst can give
 * two runs: correctness must not rest on it.
 */
export class Debounces {
  private readonly current = new Map<string, Debounce>();

  constructor(private readonly engine: Engine) {}

  add(fn: RegisteredFunction, rule: Rule, received: ReceivedEvent): void {
    const now = this.engine.clock.now();
    const key = `${fn.id}|${groupKey(rule.key, { event: received.event })}`;
    const known = this.current.get(key);
    const open = known && known.record.quietUntil > now ? known : undefined;
    if (open && open.record.received.event.ts > received.event.ts) {
      this.engine.runs.skip(fn, received, "older than the debounced event");
      return;
    }
    const deadline = open ? open.record.deadline : firstDeadline(rule, now);
    const quietUntil = now + quietMs(parseDuration(rule.period), deadline, now, open !== undefined);
    if (open) this.engine.clock.cancel(open.timer);
    const id = open?.record.id ?? ulid(now);
    const record = { id, key, functionId: fn.id, received, deadline, quietUntil };
    this.engine.store.put("debounce", id, record);
    this.restore(record);
  }

  restore(record: DebounceRecord): void {
    const start = record.quietUntil + START_DELAY_MS;
    const timer = this.engine.clock.at(start, () => this.fire(record));
    const known = this.current.get(record.key);
    if (!known || known.record.id === record.id || known.record.quietUntil < record.quietUntil) {
      this.current.set(record.key, { record, timer });
    }
  }

  private fire(record: DebounceRecord): void {
    if (this.current.get(record.key)?.record === record) this.current.delete(record.key);
    this.engine.store.remove("debounce", record.id);
    const fn = this.engine.registry.functions.get(record.functionId);
    if (fn) this.engine.runs.create(fn, [record.received]);
    else
      this.engine.options.log(`debounced event of removed function ${record.functionId} dropped`);
  }
}

function firstDeadline(rule: Rule, now: number): number | null {
  return rule.timeout === undefined ? null : now + parseDuration(rule.timeout);
}

/** The timeout caps the quiet period, but never below 1 s once the debounce is open. */
function quietMs(period: number, deadline: number | null, now: number, open: boolean): number {
  if (deadline === null || deadline - now >= period) return period;
  const left = deadline - now;
  return open ? Math.max(SECOND_MS, Math.floor(left / SECOND_MS) * SECOND_MS) : left;
}
