import { type ErrorCause, errorCause } from "@/lib/operations/error-cause";
import type { RunSubject } from "@/lib/operations/run-subject";

export type RunIdentity = {
  runId: string;
  functionId: string;
  eventName: string;
  subject: RunSubject | null;
  attempt: number;
  maxAttempts: number | null;
};

type StepRecord = { name: string; at: number; ms: number | null; error: ErrorCause | null };

const minuteMs = 60_000;
/** A request that says nothing for so long was killed: longer than any step of ours may take. */
const underWayMs = 10 * minuteMs;
/** The engine's own back-off between attempts stays below this for the retries we allow. */
const backOffMs = 15 * minuteMs;
/** What the engine may be late in calling again after a sleep. */
const graceMs = 5 * minuteMs;
const mostSteps = 40;

/**
 * What one request of the job engine did, put together from the hooks of its middleware. Steps that the
 * engine only replays from memory never reach it. Pure; times are milliseconds since 1970.
 */
export class RunReport {
  private readonly steps = new Map<string, StepRecord>();
  private state: "running" | "retrying" | "completed" | "failed" = "running";
  private error: (ErrorCause & { step: string | null }) | null = null;
  private stepGaveUp = false;
  private outcome: string | null = null;
  private leaseMs = underWayMs;

  constructor(
    private readonly run: RunIdentity,
    private readonly appVersion: string,
    private readonly startedAt: number,
  ) {}

  stepStarted(id: string, name: string, now: number) {
    this.steps.set(id, {
      name: name.slice(0, 120),
      at: now - this.startedAt,
      ms: null,
      error: null,
    });
  }

  stepEnded(id: string, now: number, failure?: { error: unknown; isFinal: boolean }) {
    const step = this.steps.get(id);
    if (!step) return;
    step.ms = now - this.startedAt - step.at;
    if (!failure) return;
    step.error = errorCause(failure.error);
    this.error = { ...step.error, step: step.name };
    if (failure.isFinal) this.stepGaveUp = true;
    else this.retries(failure.error, now);
  }

  /** The run sleeps; null when it cannot be told for how long. */
  sleeps(ms: number | null) {
    this.leaseMs = ms === null ? 24 * 60 * minuteMs : ms + graceMs;
  }

  completed(output: unknown) {
    this.state = "completed";
    this.outcome = outcomeOf(output);
  }

  failed(error: unknown, isFinal: boolean, now: number) {
    // The error of a step that gave up comes out of the run once more, without its code.
    if (!this.stepGaveUp) this.error = { ...errorCause(error), step: null };
    if (isFinal) this.state = "failed";
    else this.retries(error, now);
  }

  private retries(error: unknown, now: number) {
    this.state = "retrying";
    this.leaseMs = Math.max(backOffMs, (askedWaitMs(error, now) ?? 0) + graceMs);
  }

  /** The run's first word: it is under way. */
  start() {
    return { ...this.head(), state: "running", lease_ms: underWayMs, request: null };
  }

  /** What there is to say when the request is over. */
  end(now: number) {
    const steps = [...this.steps.values()];
    const failed = steps.filter((step) => step.error !== null).length;
    return {
      ...this.head(),
      state: this.state,
      lease_ms: this.leaseMs,
      steps_done: steps.filter((step) => step.ms !== null && step.error === null).length,
      steps_failed: failed,
      step_gave_up: this.stepGaveUp,
      outcome: this.outcome,
      error: this.error,
      request: {
        at: new Date(this.startedAt).toISOString(),
        ms: now - this.startedAt,
        attempt: this.run.attempt,
        steps: steps.slice(0, mostSteps),
        error: this.error,
      },
    };
  }

  private head() {
    return {
      run_id: this.run.runId,
      function_id: this.run.functionId,
      event_name: this.run.eventName,
      subject_kind: this.run.subject?.kind ?? null,
      subject_id: this.run.subject?.id ?? null,
      attempt: this.run.attempt,
      max_attempts: this.run.maxAttempts,
      app_version: this.appVersion,
      started_at: new Date(this.startedAt).toISOString(),
    };
  }
}

/** What a job says it came to: `{ outcome: "handed_off" }`, `{ state: "sent" }`. Words of fixed sets only. */
function outcomeOf(output: unknown): string | null {
  if (typeof output !== "object" || output === null) return null;
  const fields = new Map<string, unknown>(Object.entries(output));
  for (const name of ["outcome", "state", "kind"]) {
    const value = fields.get(name);
    if (typeof value === "string" && /^[a-z_]{1,40}$/.test(value)) return value;
  }
  return null;
}

/** `RetryAfterError` carries seconds or an instant, as text. */
function askedWaitMs(error: unknown, now: number): number | null {
  if (!(error instanceof Error) || !("retryAfter" in error)) return null;
  const asked = String(error.retryAfter);
  const ms = /^\d+$/.test(asked) ? Number(asked) * 1_000 : Date.parse(asked) - now;
  return Number.isNaN(ms) ? null : ms;
}
