import { matches } from "../protocol/expressions";
import type { Engine } from "./engine";
import type { InngestEvent, PauseRecord } from "./records";
import type { Pause, Run } from "./state";

/** What runs wait for: an event (`waitForEvent`), an event that cancels them, an invoked function. */
export class Pauses {
  private readonly byEvent = new Map<string, Set<Pause>>();
  private readonly invokes = new Map<string, Pause>();

  constructor(private readonly engine: Engine) {}

  add(run: Run, record: PauseRecord): void {
    this.restore(run, record);
    this.engine.store.put("pause", record.id, record);
  }

  restore(run: Run, record: PauseRecord): void {
    const pause: Pause = { record, run, timer: undefined };
    run.pauses.add(pause);
    if (record.kind === "invoke") this.invokes.set(record.id, pause);
    else {
      const others = this.byEvent.get(record.event) ?? new Set<Pause>();
      this.byEvent.set(record.event, others.add(pause));
    }
    if (record.expiresAt !== undefined) {
      pause.timer = this.engine.clock.at(record.expiresAt, () => this.expire(pause));
    }
  }

  /** Resumes or cancels the runs that waited for this event. */
  resumeBy(event: InngestEvent): void {
    for (const pause of [...(this.byEvent.get(event.name) ?? [])]) {
      if (!pause.run.pauses.has(pause)) continue; // an earlier one in this loop ended its run
      const trigger = pause.run.record.received[0]?.event;
      if (!matches(pause.record.expression, { event: trigger, async: event })) continue;
      this.remove(pause);
      if (pause.record.kind === "cancel") this.engine.runs.finalize(pause.run, "Cancelled");
      else this.resume(pause, event);
    }
  }

  answerInvoke(correlation: string, memo: Record<string, unknown>): void {
    const pause = this.invokes.get(correlation);
    if (!pause) return;
    this.remove(pause);
    this.resume(pause, memo);
  }

  remove(pause: Pause): void {
    const { record } = pause;
    pause.run.pauses.delete(pause);
    this.engine.clock.cancel(pause.timer);
    this.engine.store.remove("pause", record.id);
    this.invokes.delete(record.id);
    const others = this.byEvent.get(record.event);
    others?.delete(pause);
    if (others?.size === 0) this.byEvent.delete(record.event);
  }

  private expire(pause: Pause): void {
    this.remove(pause);
    if (pause.record.kind === "wait") this.resume(pause, null);
    if (pause.record.kind !== "invoke") return;
    const message = "Timed out waiting for invoked function to complete";
    this.resume(pause, { error: { name: "InngestInvokeTimeoutError", message } });
  }

  private resume(pause: Pause, memo: unknown): void {
    if (pause.record.stepId === undefined) return;
    this.engine.steps.resume(pause.run, pause.record.stepId, memo);
  }
}
