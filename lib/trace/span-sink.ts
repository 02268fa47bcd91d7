import type { LogFields } from "@/lib/log-fields";

/** The parts of a message's way that a trace shows. */
export type SpanName =
  | "webhook"
  | "announce"
  | "turn"
  | "claim"
  | "prepare"
  | "triage"
  | "recall"
  | "answer"
  | "model"
  | "tool"
  | "apologise"
  | "commit"
  | "send"
  | "delivered"
  | `rpc ${string}`;

export type StartedSpan = {
  /** What a child span hangs under. */
  traceparent: string;
  end(fields?: LogFields, failure?: { error: unknown }, at?: Date): void;
};

export type SpanSink = {
  start(span: {
    name: SpanName;
    /** Null begins a trace. */
    parent: string | null;
    fields: LogFields;
    /** The id that rows already name for it. */
    spanId?: string;
    startedAt?: Date;
  }): StartedSpan;
  flush(): Promise<void>;
};

declare global {
  // Bundles of one process may each hold this module; they share one sink.
  var parceloSpanSink: SpanSink | undefined;
}

/** Where spans go; undefined while nothing is exported. */
export const spanSink = (): SpanSink | undefined => globalThis.parceloSpanSink;

export function setSpanSink(sink: SpanSink | undefined): void {
  globalThis.parceloSpanSink = sink;
}
