import { type Checkpoint, stepName } from "../protocol/operations";
import type { Engine } from "./engine";

/** Steps that need nothing: plans are repeated in the answer to the call. */
const IGNORED = new Set(["StepPlanned"]);

/**
 * Keeps steps that an app completed while its request is still open. 409 tells the SDK that the
 * job was dispatched again and it must stop.
 */
export function applyCheckpoint(
  engine: Engine,
  runId: string,
  checkpoint: Checkpoint,
): { status: number; error?: string } {
  const run = engine.runs.all.get(runId);
  if (!run || run.record.endedAt !== undefined) return { status: 400, error: "run not found" };
  const job = engine.queue.jobs.get(checkpoint.qi_id);
  const generation = checkpoint.generation_id ?? job?.record.generation;
  if (!job || job.run !== run || generation !== job.record.generation) {
    return { status: 409, error: "stale dispatch" };
  }
  const steps = checkpoint.steps.filter(({ op }) => !IGNORED.has(op));
  const other = steps.find(({ op }) => op !== "StepRun" && op !== "Step");
  if (other) return { status: 400, error: `cannot checkpoint operation ${other.op}` };
  for (const step of steps) {
    const memo = { data: step.data ?? null };
    engine.steps.memoise(run, { id: step.id, name: stepName(step), memo });
  }
  job.record.attempt = 0; // one job now carries several steps, each with attempts of its own
  engine.queue.save(job.record);
  return { status: 200 };
}
