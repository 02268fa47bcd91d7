import { DAY_MS, parseUntil } from "../protocol/durations";
import { type Operation, stepName } from "../protocol/operations";
import { ulid } from "../protocol/ulid";
import { failAttempt, type RetryWish } from "./apply-answer";
import type { Engine } from "./engine";
import { startFunction } from "./start-function";
import type { Job } from "./state";

const INVOKE_TIMEOUT_MS = 365 * DAY_MS;
/** Operations that leave something open, so that the function waits for its parallel siblings. */
const PLANS = new Set(["InvokeFunction", "Sleep", "StepPlanned", "WaitForEvent"]);

/** Carries out the operations of one answer, then re-enters the function at most once. */
export function applyOperations(
  engine: Engine,
  job: Job,
  operations: Operation[],
  wish: RetryWish,
): void {
  const { run } = job;
  const wanted = operations.filter((operation) => operation.op !== "None");
  if (wanted.length === 0) {
    applyNothing(engine, job);
    return;
  }
  if (wanted.length > 1) {
    run.record.forceStepPlan = true;
    if (run.record.requestVersion >= 2 && wanted.some(({ op }) => PLANS.has(op))) {
      const open = wanted.map(({ id }) => id).filter((id) => !run.steps.has(id));
      run.record.pending = [...new Set([...run.record.pending, ...open])];
    }
  }
  // Waits first: an event that a sibling step sends must find them.
  const waits = wanted.filter(({ op }) => op === "WaitForEvent");
  const others = wanted.filter(({ op }) => op !== "WaitForEvent");
  let reenter = false;
  for (const operation of [...waits, ...others]) {
    if (run.record.endedAt !== undefined) return;
    if (apply(engine, job, operation, wish)) reenter = true;
  }
  engine.runs.save(run);
  if (reenter) engine.steps.reenter(run);
}

/** An empty answer is right while something is open; otherwise the run would hang for good. */
function applyNothing(engine: Engine, job: Job): void {
  const { run } = job;
  const waits = [...run.pauses].some((pause) => pause.record.kind !== "cancel");
  if (waits || run.jobs.size > 1) {
    engine.queue.drop(job);
    return;
  }
  const message = "The app answered with no result and no step";
  failAttempt(engine, job, { name: "Error", message }, false, undefined);
}

/** True when the function should be re-entered. */
function apply(engine: Engine, job: Job, operation: Operation, wish: RetryWish): boolean {
  const { run } = job;
  const { id, opts } = operation;
  const name = stepName(operation);
  const race = opts.parallelMode === "race";
  switch (operation.op) {
    case "Step":
    case "StepRun":
      engine.queue.drop(job);
      return engine.steps.memoise(run, { id, name, memo: { data: operation.data ?? null } }, race);
    case "StepError":
    case "StepFailed": {
      const last = job.record.attempt + 1 >= job.record.maxAttempts;
      if (operation.op === "StepError" && !wish.never && !last) {
        engine.queue.retry(job, wish.at);
        return false;
      }
      engine.queue.drop(job);
      // The function decides whether this is fatal: the error is thrown where the step was awaited.
      const error = operation.error ?? { name: "Error", message: "unknown step error" };
      return engine.steps.memoise(run, { id, name, memo: { error } }, race);
    }
    case "RunComplete":
      engine.queue.drop(job);
      engine.runs.finalize(run, "Completed", { output: operation.data ?? null });
      return false;
    case "DiscoveryRequest":
      engine.queue.drop(job);
      return true;
  }
  engine.queue.drop(job);
  if (id in run.record.planned || run.steps.has(id)) return false; // planned by an earlier answer
  run.record.planned[id] = name;
  plan(engine, job, operation);
  return false;
}

function plan(engine: Engine, job: Job, operation: Operation): void {
  const { run } = job;
  const { id, opts } = operation;
  const now = engine.clock.now();
  switch (operation.op) {
    case "StepPlanned":
      engine.queue.add(run, { stepId: id, at: now });
      return;
    case "Sleep": {
      const at = parseUntil(opts.duration ?? operation.name ?? "", now);
      engine.queue.add(run, { stepId: null, at, sleeping: id });
      return;
    }
    case "WaitForEvent":
      engine.pauses.add(run, {
        id: ulid(now),
        kind: "wait",
        runId: run.record.id,
        stepId: id,
        event: opts.event ?? operation.name ?? "",
        ...(opts.if && { expression: opts.if }),
        expiresAt: parseUntil(opts.timeout ?? "", now),
      });
      return;
    case "InvokeFunction":
      invoke(engine, job, operation);
      return;
    default: {
      const message = `step operation ${operation.op} is not supported by the local engine`;
      engine.runs.finalize(run, "Failed", { error: { name: "Error", message } });
    }
  }
}

function invoke(engine: Engine, job: Job, { id, opts }: Operation): void {
  const { run } = job;
  const now = engine.clock.now();
  const target = opts.function_id ?? "";
  const fn = engine.registry.functions.get(target);
  if (!fn) {
    const error = { name: "Error", message: `could not find function with ID: ${target}` };
    engine.steps.resume(run, id, { error });
    return;
  }
  const correlation = `${run.record.id}.${id}`;
  const expiresAt = opts.timeout ? parseUntil(opts.timeout, now) : now + INVOKE_TIMEOUT_MS;
  const runId = run.record.id;
  const pause = {
    id: correlation,
    kind: "invoke" as const,
    runId,
    stepId: id,
    event: "",
    expiresAt,
  };
  engine.pauses.add(run, pause);
  const internalId = ulid(now);
  const event = {
    id: opts.payload?.id || internalId,
    name: "inngest/function.invoked",
    data: { ...opts.payload?.data, _inngest: { fn_id: fn.id, correlation_id: correlation } },
    ts: now,
    user: opts.payload?.user ?? {},
    ...(opts.payload?.v !== undefined && { v: opts.payload.v }),
  };
  startFunction(engine, fn, { internalId, event });
}
