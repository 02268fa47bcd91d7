import "server-only";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { setSpanSink } from "@/lib/trace/span-sink";
import { version } from "@/package.json";

/** Exports traces when a collector is configured; nothing of it is loaded when not. */
export async function startTracing(): Promise<void> {
  const endpoint = env().OTEL_EXPORTER_OTLP_ENDPOINT;
  if (!endpoint) return;
  const { createOtlpSink } = await import("@/lib/trace/otlp-sink");
  const sink = createOtlpSink({ endpoint, version });
  setSpanSink(sink);
  // Spans of the last second; what the collector does not take is lost and nothing waits for it.
  process.once("SIGTERM", () => void sink.flush().catch(() => undefined));
  log.info("Traces are exported");
}
