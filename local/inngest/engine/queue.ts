import { ulid } from "../protocol/ulid";
import type { Engine } from "./engine";
import { Heap } from "./heap";
import type { JobRecord } from "./records";
import { retryDelay } from "./retry-delay";
import type { Job, Run } from "./state";

const ALL = "*";

const byRunAge = () =>
  new Heap<Job>((a, b) => {
    const x = a.run.record;
    const y = b.run.record;
    return x.score < y.score || (x.score === y.score && x.seq < y.seq);
  });

/**
 * Ready jobs in order of their run's age. A job starts when each of its limits has room; else it
 * waits under the first that is full, so a busy key never blocks another key.
 */
export class Queue {
  readonly jobs = new Map<string, Job>();
  private readonly ready = byRunAge();
  private readonly waiting = new Map<string, Heap<Job>>();
  private readonly used = new Map<string, number>();
  private draining = false;

  constructor(private readonly engine: Engine) {}

  add(run: Run, job: { stepId: string | null; at: number; sleeping?: string }): void {
    if (run.record.endedAt !== undefined) return;
    const retries = this.engine.registry.functions.get(run.record.functionId)?.steps.step.retries;
    const record: JobRecord = {
      id: ulid(this.engine.clock.now()),
      runId: run.record.id,
      attempt: 0,
      maxAttempts: (retries?.attempts ?? 4) + 1,
      generation: 0,
      ...job,
    };
    this.save(record);
    this.restore(run, record);
  }

  restore(run: Run, record: JobRecord): void {
    const job: Job = { record, run, state: "delayed", timer: undefined };
    run.jobs.add(job);
    this.jobs.set(record.id, job);
    this.schedule(job);
  }

  /** Queues a job again for the next attempt, after the retry delay or at `retryAfter`. */
  retry(job: Job, retryAfter: number | undefined): void {
    const delay = retryDelay(this.engine.options.retryMs, job.record.attempt);
    job.record.attempt++;
    job.record.at = retryAfter ?? this.engine.clock.now() + delay;
    this.save(job.record);
    this.schedule(job);
  }

  /** Queues a job again as it is, without counting an attempt. */
  requeue(job: Job): void {
    job.state = "ready";
    this.ready.push(job);
    if (this.draining) return;
    this.draining = true;
    queueMicrotask(() => this.drain());
  }

  drop(job: Job): void {
    job.state = "dropped";
    this.engine.clock.cancel(job.timer);
    job.run.jobs.delete(job);
    this.jobs.delete(job.record.id);
    this.engine.store.remove("job", job.record.id);
  }

  save(record: JobRecord): void {
    this.engine.store.put("job", record.id, record);
  }

  /** Starts every ready job that may run now. */
  drain(): void {
    this.draining = false;
    for (let job = this.ready.pop(); job; job = this.ready.pop()) {
      if (job.state !== "ready") continue;
      if (this.engine.away.holds(job)) this.engine.away.park(job);
      else this.tryStart(job);
    }
    this.engine.settling.check();
  }

  /** Undefined when the job was started; else the limit that is full, under which it now waits. */
  private tryStart(job: Job): string | undefined {
    for (const [key, limit] of this.limitsOf(job)) {
      if ((this.used.get(key) ?? 0) < limit) continue;
      const others = this.waiting.get(key) ?? byRunAge();
      others.push(job);
      this.waiting.set(key, others);
      return key;
    }
    for (const [key] of this.limitsOf(job)) this.used.set(key, (this.used.get(key) ?? 0) + 1);
    job.state = "running";
    void this.engine.dispatcher.execute(job);
    return undefined;
  }

  /** Gives a job's places back and starts the oldest job that waited for each. */
  release(job: Job): void {
    const keys = this.limitsOf(job).map(([key]) => key);
    for (const key of keys) {
      const left = (this.used.get(key) ?? 1) - 1;
      if (left > 0) this.used.set(key, left);
      else this.used.delete(key);
    }
    for (const key of keys) this.startNextOf(key);
  }

  /** Requests under way. */
  get running(): number {
    return this.used.get(ALL) ?? 0;
  }

  /** True while a request is under way or a job waits for a limit or for its app to come back. */
  get busy(): boolean {
    return this.running > 0 || this.ready.size > 0 || this.engine.away.holding > 0;
  }

  /** Jobs that could run but for a limit or an absent app, with the age of the oldest in ms. */
  depth(): { ready: number; delayed: number; oldestReadyMs: number } {
    const now = this.engine.clock.now();
    let ready = 0;
    let delayed = 0;
    let oldest = now;
    for (const job of this.jobs.values()) {
      if (job.state === "delayed") delayed++;
      if (job.state !== "ready") continue;
      ready++;
      oldest = Math.min(oldest, job.record.at);
    }
    return { ready, delayed, oldestReadyMs: now - oldest };
  }

  private schedule(job: Job): void {
    const { at } = job.record;
    if (at <= this.engine.clock.now()) {
      this.requeue(job);
      return;
    }
    job.state = "delayed";
    job.timer = this.engine.clock.at(at, () => this.requeue(job));
  }

  /**
   * Starts, or moves on to the limit over all, exactly one job for the place that became free:
   * moving more would carry a whole key's backlog over, moving none would lose the place.
   */
  private startNextOf(key: string): void {
    const others = this.waiting.get(key);
    for (let next = others?.pop(); next; next = others?.pop()) {
      if (next.state !== "ready") continue;
      if (this.engine.away.holds(next)) {
        this.engine.away.park(next);
        continue;
      }
      const fullKey = this.tryStart(next);
      if (fullKey === undefined || fullKey === key || fullKey === ALL) break;
    }
    if (others?.size === 0) this.waiting.delete(key);
  }

  private limitsOf(job: Job): [string, number][] {
    return [[ALL, this.engine.options.maxParallel], ...job.run.record.limits];
  }
}
