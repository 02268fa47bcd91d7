import type { LogFields } from "@/lib/log-fields";
import { currentTrace } from "@/lib/trace/current-trace";
import { runInSpan } from "@/lib/trace/run-in-span";
import { type SpanName, spanSink } from "@/lib/trace/span-sink";

/**
 * Shows what runs as a span of the current trace. Without a trace, or while nothing is exported, it
 * just runs. Fields are those of the log, so nothing personal can stand in a span (P13).
 */
export async function inSpan<Result>(
  name: SpanName,
  fields: LogFields,
  run: () => Promise<Result>,
): Promise<Result> {
  const parent = currentTrace();
  const sink = spanSink();
  if (!sink || !parent) return run();
  return runInSpan(sink.start({ name, parent, fields }), run);
}
