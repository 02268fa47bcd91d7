import type { Engine } from "./engine";
import type { StepRecord } from "./records";
import type { Run } from "./state";

/** Memoised step results, and the moment at which a run may be re-entered. */
export class Steps {
  constructor(private readonly engine: Engine) {}

  /**
   * Keeps a step's result, the first one for good. True when the function should be re-entered: no
   * parallel sibling is open, or `race` says that the first result is enough.
   */
  memoise(run: Run, step: { id: string; name: string; memo: unknown }, race = false): boolean {
    const { record } = run;
    if (record.endedAt !== undefined) return false;
    if (!run.steps.has(step.id)) {
      const stored: StepRecord = { runId: record.id, order: run.steps.size, ...step };
      run.steps.set(step.id, stored);
      run.size += 128 + (JSON.stringify(step.memo)?.length ?? 0);
      this.engine.store.put("step", key(stored), stored);
    }
    record.pending = record.pending.filter((id) => id !== step.id);
    this.engine.runs.save(run);
    return race || record.pending.length === 0;
  }

  /** Ends a wait (event, invoke) with its result and re-enters the function when nothing else is open. */
  resume(run: Run, stepId: string, memo: unknown): void {
    if (run.steps.has(stepId)) return;
    const name = run.record.planned[stepId] ?? stepId;
    if (this.memoise(run, { id: stepId, name, memo })) this.reenter(run);
  }

  reenter(run: Run): void {
    if (run.record.endedAt !== undefined) return;
    if (run.record.requestVersion >= 2) run.record.forceStepPlan = false;
    this.engine.runs.save(run);
    this.engine.queue.add(run, { stepId: null, at: this.engine.clock.now() });
  }

  forget(run: Run): void {
    for (const step of run.steps.values()) this.engine.store.remove("step", key(step));
  }
}

/** Sorts by run and, within it, by order of completion. */
function key(step: StepRecord): string {
  return `${step.runId}/${String(step.order).padStart(6, "0")}`;
}
