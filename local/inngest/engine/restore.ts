import type { Engine } from "./engine";
import * as records from "./records";

/**
 * Takes up what the last process left: apps, runs with their steps, jobs, waits, debounces,
 * batches, crons. A job whose request was under way is simply ready again (at-least-once).
 */
export function restore(engine: Engine): void {
  const { store, runs } = engine;
  engine.clock.offset = store.read("offset", records.offsetSchema)[0] ?? 0;
  for (const app of store.read("app", records.appSchema)) engine.registry.restore(app);
  for (const seen of store.read("seen", records.seenSchema)) engine.idempotency.remember(seen);
  for (const rate of store.read("rate", records.rateSchema)) engine.rates.restore(rate);
  for (const event of store.read("event", records.receivedEventSchema)) {
    engine.events.restore(event);
  }
  for (const held of store.read("held", records.receivedEventSchema)) {
    engine.intake.restoreHeld(held);
  }
  restoreRuns(engine);
  for (const job of store.read("job", records.jobSchema)) {
    const run = runs.all.get(job.runId);
    if (run) engine.queue.restore(run, job);
  }
  for (const pause of store.read("pause", records.pauseSchema)) {
    const run = runs.all.get(pause.runId);
    if (run) engine.pauses.restore(run, pause);
  }
  for (const debounce of store.read("debounce", records.debounceSchema)) {
    engine.debounces.restore(debounce);
  }
  for (const batch of store.read("batch", records.batchSchema)) engine.batches.restore(batch);
  for (const cron of store.read("cron", records.cronSchema)) engine.crons.restore(cron);
  engine.crons.reschedule();
  if (engine.registry.apps.size > 0) engine.intake.releaseHeld();
}

/** Ids of steps sort by completion within a run, so the stack comes back in its order. */
function restoreRuns(engine: Engine): void {
  const steps = Map.groupBy(engine.store.read("step", records.stepSchema), (step) => step.runId);
  for (const record of engine.store.read("run", records.runSchema)) {
    engine.runs.adopt(record, steps.get(record.id));
  }
}
