import { underTrace } from "@/lib/trace/current-trace";
import { runInSpan } from "@/lib/trace/run-in-span";
import { spanSink } from "@/lib/trace/span-sink";
import { newTraceparent } from "@/lib/trace/traceparent";

/** Begins the trace of one webhook request: every one has an id, exported or not. */
export async function beginTrace<Result>(run: () => Promise<Result>): Promise<Result> {
  const span = spanSink()?.start({ name: "webhook", parent: null, fields: {} });
  if (!span) return underTrace(newTraceparent(), run);
  return runInSpan(span, run);
}
