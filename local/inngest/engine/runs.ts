import { DAY_MS, parseDuration, parseUntil } from "../protocol/durations";
import { evaluate, groupKey } from "../protocol/expressions";
import { ulid } from "../protocol/ulid";
import type { Engine } from "./engine";
import { announceEnd, correlationOf } from "./lifecycle-events";
import type { ReceivedEvent, RunError, RunRecord, StepRecord } from "./records";
import type { RegisteredFunction } from "./registry";
import type { FinalStatus, Run } from "./state";

/** Bound of all finished runs together, in characters of events and step results. */
const MAX_HISTORY_SIZE = 64 * 1024 * 1024;
const MAX_PRIORITY_SECONDS = 600;

/** Creates runs, ends them, and keeps the newest finished ones for inspection. */
export class Runs {
  readonly all = new Map<string, Run>();
  private readonly finished = new Map<string, Run>();
  private finishedSize = 0;
  private readonly singletons = new Map<string, Run>();
  private seq = 0;

  constructor(private readonly engine: Engine) {}

  create(fn: RegisteredFunction, received: ReceivedEvent[]): void {
    const first = received[0];
    if (!first) return;
    const now = this.engine.clock.now();
    const variables = { event: first.event };
    if (received.length === 1 && !this.isFirst(fn, first)) {
      this.skip(fn, first, "duplicate event id");
      return;
    }
    const singletonKey = fn.singleton && `${fn.id}|${groupKey(fn.singleton.key, variables)}`;
    const other = singletonKey === undefined ? undefined : this.singletons.get(singletonKey);
    if (other && fn.singleton?.mode === "skip") {
      this.skip(fn, first, "singleton");
      return;
    }
    if (other) this.finalize(other, "Cancelled");
    const record: RunRecord = {
      id: ulid(now),
      seq: ++this.seq,
      functionId: fn.id,
      received,
      status: "Scheduled",
      score: now - priorityMs(fn, variables),
      limits: fn.concurrency
        .filter((limit) => limit.limit > 0)
        .map((limit) => [limitKey(fn, limit, groupKey(limit.key, variables)), limit.limit]),
      planned: {},
      pending: [],
      forceStepPlan: false,
      requestVersion: -1,
      requests: 0,
      queuedAt: now,
      ...(fn.timeouts?.start && { startBy: now + parseDuration(fn.timeouts.start) }),
      ...(singletonKey !== undefined && { singletonKey }),
    };
    const run = this.adopt(record);
    this.save(run);
    for (const cancel of fn.cancel) {
      this.engine.pauses.add(run, {
        id: ulid(now),
        kind: "cancel",
        runId: record.id,
        event: cancel.event,
        ...(cancel.if && { expression: cancel.if }),
        ...(cancel.timeout && { expiresAt: parseUntil(cancel.timeout, now) }),
      });
    }
    this.engine.queue.add(run, { stepId: null, at: this.throttledStart(fn, variables, now) });
  }

  /** Puts a new or stored run into memory and sets its timers. */
  adopt(record: RunRecord, steps: StepRecord[] = []): Run {
    const run: Run = {
      record,
      steps: new Map(steps.map((step) => [step.id, step])),
      jobs: new Set(),
      pauses: new Set(),
      timers: new Set(),
      size: 512 + sizeOf(record.received) + sizeOf(steps),
    };
    this.all.set(record.id, run);
    this.seq = Math.max(this.seq, record.seq);
    for (const { internalId } of record.received) this.engine.events.link(internalId, record.id);
    if (record.endedAt !== undefined) this.archive(run);
    else {
      if (record.singletonKey !== undefined) this.singletons.set(record.singletonKey, run);
      this.arm(run);
    }
    return run;
  }

  /** Marks the first request of a run and starts its finish timeout. */
  begin(run: Run): void {
    if (run.record.status !== "Scheduled") return;
    run.record.status = "Running";
    run.record.startedAt = this.engine.clock.now();
    const finish = this.engine.registry.functions.get(run.record.functionId)?.timeouts?.finish;
    if (finish) run.record.finishBy = run.record.startedAt + parseDuration(finish);
    this.arm(run);
  }

  /** Ends a run once. Steps that an app is executing are not stopped, only not followed by others. */
  finalize(run: Run, status: FinalStatus, end: { output?: unknown; error?: RunError } = {}): void {
    const { record } = run;
    if (record.endedAt !== undefined) return;
    Object.assign(record, { status, endedAt: this.engine.clock.now(), ...end });
    for (const job of [...run.jobs]) this.engine.queue.drop(job);
    for (const pause of [...run.pauses]) this.engine.pauses.remove(pause);
    for (const timer of run.timers) this.engine.clock.cancel(timer);
    run.timers.clear();
    if (record.singletonKey !== undefined && this.singletons.get(record.singletonKey) === run) {
      this.singletons.delete(record.singletonKey);
    }
    this.save(run);
    this.archive(run);
    if (status === "Failed") {
      this.engine.options.log(
        `run ${record.id} of ${record.functionId} failed: ${end.error?.name}`,
      );
    }
    announceEnd(this.engine, run);
  }

  cancel(runId: string): boolean {
    const run = this.all.get(runId);
    if (!run || run.record.endedAt !== undefined) return false;
    this.finalize(run, "Cancelled");
    return true;
  }

  /** An event that starts no run. Whoever invoked the function is told. */
  skip(fn: RegisteredFunction, received: ReceivedEvent, why: string): void {
    this.engine.options.log(`${fn.id} not started for event ${received.internalId}: ${why}`);
    const correlation = correlationOf(received.event);
    if (correlation === undefined) return;
    const error = { name: "Error", message: `invoked function was skipped (${why})` };
    this.engine.pauses.answerInvoke(correlation, { error });
  }

  save(run: Run): void {
    this.engine.store.put("run", run.record.id, run.record);
  }

  private isFirst(fn: RegisteredFunction, received: ReceivedEvent): boolean {
    // Ids made here are unique; only a sender's own id can repeat.
    if (received.event.id === received.internalId) return true;
    return this.engine.idempotency.claim(`run|${fn.id}|${received.event.id}`, DAY_MS);
  }

  private throttledStart(fn: RegisteredFunction, variables: { event: unknown }, now: number) {
    if (!fn.throttle) return now;
    const { key, limit, period, burst } = fn.throttle;
    const id = `throttle|${fn.id}|${groupKey(key, variables)}`;
    return this.engine.rates.reserve(id, limit, parseDuration(period), burst ?? 0);
  }

  private arm(run: Run): void {
    const { record } = run;
    for (const timer of run.timers) this.engine.clock.cancel(timer);
    run.timers.clear();
    const by = record.status === "Scheduled" ? record.startBy : record.finishBy;
    if (by === undefined) return;
    run.timers.add(this.engine.clock.at(by, () => this.finalize(run, "Cancelled")));
  }

  private archive(run: Run): void {
    this.finished.set(run.record.id, run);
    this.finishedSize += run.size;
    for (const [id, oldest] of this.finished) {
      const fits = this.finishedSize <= MAX_HISTORY_SIZE;
      if (this.finished.size <= this.engine.options.history && fits) break;
      this.finished.delete(id);
      this.finishedSize -= oldest.size;
      this.all.delete(id);
      this.engine.store.remove("run", id);
      this.engine.steps.forget(oldest);
    }
  }
}

const sizeOf = (value: unknown): number => JSON.stringify(value)?.length ?? 0;

function limitKey(
  fn: RegisteredFunction,
  limit: RegisteredFunction["concurrency"][number],
  value: string,
): string {
  const owner = limit.scope && limit.scope !== "fn" ? limit.scope : fn.id;
  return `${owner}|${limit.key ?? ""}|${value}`;
}

/** `priority.run` moves a run up to 600 s forward or back in the queue. */
function priorityMs(fn: RegisteredFunction, variables: { event: unknown }): number {
  const seconds = Number(fn.priority?.run ? evaluate(fn.priority.run, variables) : 0);
  if (!Number.isFinite(seconds)) return 0;
  return Math.min(Math.max(seconds, -MAX_PRIORITY_SECONDS), MAX_PRIORITY_SECONDS) * 1000;
}
