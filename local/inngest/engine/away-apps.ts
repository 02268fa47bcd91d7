import type { Engine } from "./engine";
import { retryDelayTable } from "./retry-delay";
import type { Job } from "./state";
import { syncApp } from "./sync-app";

const FIRST_PROBE_MS = 100;
const SLOWEST_PROBE_MS = 2_000;

interface AwayApp {
  url: string;
  /** Jobs whose request failed in this outage: theirs are the attempts that count. */
  tried: Set<Job>;
  parked: Set<Job>;
  probeMs: number;
  timer: NodeJS.Timeout | undefined;
}

/**
 * Apps that do not answer. Their jobs wait while the app is probed with a sync request. Inngest
 * counts an unreachable app as failed attempts, 15 s, 30 s, 60 s … apart; the same here by the
 * clock, however short `retryMs` is, so a restart of some seconds burns no attempt.
 */
export class AwayApps {
  private readonly apps = new Map<string, AwayApp>();

  constructor(private readonly engine: Engine) {}

  get holding(): number {
    let jobs = 0;
    for (const app of this.apps.values()) jobs += app.parked.size;
    return jobs;
  }

  holds(job: Job): boolean {
    return this.apps.has(this.appOf(job));
  }

  park(job: Job): void {
    this.apps.get(this.appOf(job))?.parked.add(job);
  }

  /** A request for this job did not reach the app, or lost its connection. */
  failed(job: Job, requestUrl: string): void {
    const id = this.appOf(job);
    const app = this.apps.get(id) ?? this.open(id, requestUrl);
    job.record.awaySince ??= this.engine.clock.now();
    job.state = "ready";
    app.tried.add(job);
    app.parked.add(job);
    this.engine.queue.save(job.record);
    this.count(job);
  }

  /** The app was heard from: its jobs go on. */
  answered(appId: string): void {
    const app = this.apps.get(appId);
    if (!app) return;
    clearTimeout(app.timer);
    this.apps.delete(appId);
    this.engine.options.log(`${appId} is back; ${app.parked.size} jobs go on`);
    for (const job of app.parked) if (job.state === "ready") this.engine.queue.requeue(job);
  }

  stop(): void {
    for (const app of this.apps.values()) clearTimeout(app.timer);
    this.apps.clear();
  }

  private appOf(job: Job): string {
    return this.engine.registry.functions.get(job.run.record.functionId)?.appId ?? "";
  }

  private open(id: string, requestUrl: string): AwayApp {
    const { origin, pathname } = new URL(requestUrl);
    const app: AwayApp = {
      url: origin + pathname,
      tried: new Set(),
      parked: new Set(),
      probeMs: FIRST_PROBE_MS,
      timer: undefined,
    };
    this.apps.set(id, app);
    this.engine.options.log(`${id} does not answer at ${app.url}; its jobs wait`);
    this.arm(id, app);
    return app;
  }

  private arm(id: string, app: AwayApp): void {
    app.timer = setTimeout(() => void this.probe(id, app), app.probeMs);
    app.probeMs = Math.min(app.probeMs * 2, SLOWEST_PROBE_MS);
  }

  private async probe(id: string, app: AwayApp): Promise<void> {
    const { reachable } = await syncApp(this.engine, app.url);
    if (this.apps.get(id) !== app) return; // answered or stopped meanwhile
    if (reachable) {
      this.answered(id);
      return;
    }
    for (const job of app.tried) this.count(job);
    for (const job of app.parked) if (job.state === "dropped") app.parked.delete(job);
    this.arm(id, app);
    this.engine.settling.check();
  }

  /** Counts the attempts that the real server would have made by now; the last one fails the run. */
  private count(job: Job): void {
    const { record } = job;
    for (;;) {
      if (job.state === "dropped" || record.awaySince === undefined) return;
      const wait = retryDelayTable(record.attempt);
      if (this.engine.clock.now() - record.awaySince < wait) return;
      record.awaySince += wait;
      record.attempt++;
      this.engine.queue.save(record);
      if (record.attempt < record.maxAttempts) continue;
      const error = { name: "Error", message: "Unable to reach SDK URL" };
      this.engine.runs.finalize(job.run, "Failed", { error });
    }
  }
}
