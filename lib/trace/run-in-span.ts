import { underTrace } from "@/lib/trace/current-trace";
import type { StartedSpan } from "@/lib/trace/span-sink";

/** Runs under a span and ends it with what came of it. */
export async function runInSpan<Result>(
  span: StartedSpan,
  run: () => Promise<Result>,
): Promise<Result> {
  try {
    const result = await underTrace(span.traceparent, run);
    span.end();
    return result;
  } catch (error) {
    span.end({}, { error });
    throw error;
  }
}
