import { z } from "zod";
import { ulid } from "../protocol/ulid";
import type { Engine } from "./engine";
import type { InngestEvent } from "./records";
import type { Run } from "./state";

const invokedSchema = z.object({ _inngest: z.object({ correlation_id: z.string() }) });
const OWN_END = new Set(["inngest/function.failed", "inngest/function.finished"]);

/** The invocation that an event belongs to, if `step.invoke` made it. */
export function correlationOf(event: InngestEvent): string | undefined {
  return invokedSchema.safeParse(event.data).data?._inngest.correlation_id;
}

/**
 * Tells who waits for a run's end: the invoking step, and functions on `inngest/function.finished`,
 * `.failed` (which is what `onFailure` is) and `.cancelled`. Their own ends are not announced.
 */
export function announceEnd(engine: Engine, run: Run): void {
  const { record } = run;
  record.received.forEach(({ event }, index) => {
    const correlation = correlationOf(event);
    if (correlation !== undefined) engine.pauses.answerInvoke(correlation, invokeMemo(run));
    if (OWN_END.has(event.name) || (correlation === undefined && index > 0)) return;
    const data = {
      function_id: record.functionId,
      run_id: record.id,
      event,
      events: record.received.map((r) => r.event),
      _inngest: { status: record.status },
      ...(record.status === "Failed" && { error: record.error }),
      ...(record.status === "Completed" && { result: record.output ?? null }),
    };
    const publish = (name: string, id?: string) => {
      const now = engine.clock.now();
      const internalId = ulid(now);
      const announced = { id: id ?? internalId, name, data, ts: now, user: {} };
      engine.intake.publish({ internalId, event: announced });
    };
    publish("inngest/function.finished");
    if (record.status === "Failed") publish("inngest/function.failed", record.id);
    if (record.status === "Cancelled") publish("inngest/function.cancelled", record.id);
  });
}

function invokeMemo({ record }: Run): Record<string, unknown> {
  if (record.status === "Completed") return { data: record.output ?? null };
  return {
    error: record.error ?? { name: "Error", message: "the invoked function was cancelled" },
  };
}
