import { underTrace } from "@/lib/trace/current-trace";
import { spanSink } from "@/lib/trace/span-sink";
import { newTraceparent } from "@/lib/trace/traceparent";

/** Begins the trace of one webhook request: every one has an id, exported or not. */
export async function beginTrace<Result>(run: () => Promise<Result>): Promise<Result> {
  const span = spanSink()?.start({ name: "webhook", parent: null, fields: {} });
  if (!span) return underTrace(newTraceparent(), run);
  try {
    const result = await underTrace(span.traceparent, run);
    span.end();
    return result;
  } catch (error) {
    span.end({}, { error });
    throw error;
  }
}
