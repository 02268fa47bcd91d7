import "server-only";
import { ROOT_CONTEXT, SpanStatusCode, TraceFlags, trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, RandomIdGenerator } from "@opentelemetry/sdk-trace-base";
import { NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import { ATTR_SERVICE_NAME, ATTR_SERVICE_VERSION } from "@opentelemetry/semantic-conventions";
import { redactFields } from "@/lib/create-log";
import type { LogFields } from "@/lib/log-fields";
import type { SpanSink } from "@/lib/trace/span-sink";
import { readTraceparent } from "@/lib/trace/traceparent";

/** Gives the next span the id that rows already name for it. */
class PresetIds extends RandomIdGenerator {
  private preset: string | undefined;
  private readonly random = this.generateSpanId;

  constructor() {
    super();
    this.generateSpanId = () => {
      const id = this.preset ?? this.random();
      this.preset = undefined;
      return id;
    };
  }

  use(spanId: string | undefined): void {
    this.preset = spanId;
  }
}

/**
 * Spans of ours to a collector, as OTLP over HTTP in JSON. The provider is not made the global one:
 * libraries that trace by themselves (Next among them) would put addresses with numbers and tokens
 * into spans; like this only what goes through here leaves, and its fields are those of the log.
 */
export function createOtlpSink(options: { endpoint: string; version: string }): SpanSink {
  const ids = new PresetIds();
  const exporter = new OTLPTraceExporter({ url: `${options.endpoint}/v1/traces` });
  const provider = new NodeTracerProvider({
    idGenerator: ids,
    resource: resourceFromAttributes({
      [ATTR_SERVICE_NAME]: "parcelo-whatsapp",
      [ATTR_SERVICE_VERSION]: options.version,
    }),
    spanProcessors: [new BatchSpanProcessor(exporter, { scheduledDelayMillis: 1_000 })],
  });
  const tracer = provider.getTracer("parcelo-whatsapp");

  return {
    start({ name, parent, fields, spanId, startedAt }) {
      const above = readTraceparent(parent);
      const context = above
        ? trace.setSpanContext(ROOT_CONTEXT, {
            traceId: above.traceId,
            spanId: above.spanId,
            traceFlags: above.isSampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
            isRemote: true,
          })
        : ROOT_CONTEXT;
      ids.use(spanId);
      const span = tracer.startSpan(
        name,
        { attributes: attributesOf(fields), ...(startedAt && { startTime: startedAt }) },
        context,
      );
      ids.use(undefined);
      const own = span.spanContext();
      const flags = own.traceFlags.toString(16).padStart(2, "0");
      return {
        traceparent: `00-${own.traceId}-${own.spanId}-${flags}`,
        end(more = {}, failure = undefined, at = undefined) {
          span.setAttributes(attributesOf(more));
          if (failure) {
            span.setAttributes(attributesOf({ error: failure.error }));
            span.setStatus({ code: SpanStatusCode.ERROR });
          }
          span.end(at);
        },
      };
    },
    flush: () => provider.forceFlush(),
  };
}

/** The log's own allow-list and redaction, flattened: `error` becomes `error.name`, `error.code`. */
function attributesOf(fields: LogFields): Record<string, string | number | boolean> {
  const flat: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(redactFields(fields))) {
    if (name === "error" && typeof value === "object" && value !== null) {
      for (const key of ["name", "code", "status"] as const) {
        const part = Object.entries(value).find(([each]) => each === key)?.[1];
        if (typeof part === "string" || typeof part === "number") flat[`error.${key}`] = part;
      }
    } else if (["string", "number", "boolean"].includes(typeof value)) {
      flat[`parcelo.${name}`] = value as string | number | boolean;
    }
  }
  return flat;
}
