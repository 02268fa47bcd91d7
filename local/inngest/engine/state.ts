import type { Timer } from "./clock";
import type { JobRecord, PauseRecord, RunRecord, StepRecord } from "./records";

/** A stored record together with what only lives in memory: timers and links. */
export interface Run {
  record: RunRecord;
  /** Memoised steps by id, in order of completion. */
  steps: Map<string, StepRecord>;
  jobs: Set<Job>;
  pauses: Set<Pause>;
  timers: Set<Timer>;
  /** Rough size of events and steps in memory, in characters. */
  size: number;
}

export interface Job {
  record: JobRecord;
  run: Run;
  state: "delayed" | "ready" | "running" | "dropped";
  timer: Timer | undefined;
}

export interface Pause {
  record: PauseRecord;
  run: Run;
  timer: Timer | undefined;
}

export type FinalStatus = "Completed" | "Failed" | "Cancelled";

export interface EngineOptions {
  /** Fixed delay before a retry; null takes Inngest's table with its jitter. */
  retryMs: number | null;
  /** Requests to apps at the same time. */
  maxParallel: number;
  /** False never sends `ctx.fn_id`, without which the SDK does not checkpoint. */
  checkpointing: boolean;
  /** Gives a freed slot to another run before the run's own next step is queued. */
  adversarial: boolean;
  signingKey: string | undefined;
  /** Finished runs and events kept for inspection. */
  history: number;
  requestTimeoutMs: number;
  /** True when some app is expected but none has registered yet: events then wait for it. */
  expectsApps: boolean;
  log: (message: string) => void;
}
