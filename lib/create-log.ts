import pino, { type DestinationStream } from "pino";
import { describeError } from "@/lib/describe-error";
import { envVariables } from "@/lib/env-variables";
import { isLogField, type LogFields } from "@/lib/log-fields";
import { redacted, redactNumber, redactText, redactWord } from "@/lib/redact";

type Level = "debug" | "info" | "warn" | "error" | "fatal";

/**
 * Only a literal is an event name: with a built string, text of a customer could slip in. (`string` and
 * template types make an index signature, which an empty object satisfies; a literal's key it lacks.)
 */
type Literal<Name extends string> =
  Record<never, never> extends Record<Name, unknown> ? never : Name;
type Write = <const Name extends string>(event: Literal<Name>, fields?: LogFields) => void;

export type Log = Readonly<Record<Level, Write>>;

/** Sizes and durations may be long numbers; anything else with eight digits could be a telephone's. */
function longestNumber(name: string): number {
  return /_(bytes|count|ms|seq|tokens)$/.test(name) ? 1_000_000_000 : 10_000_000;
}

function redactValue(name: string, value: unknown): unknown {
  if (typeof value === "string") return redactWord(value);
  if (typeof value === "number") return redactNumber(value, longestNumber(name));
  if (typeof value === "boolean" || value === null || value === undefined) return value;
  if (Array.isArray(value)) return value.slice(0, 100).map((item) => redactValue(name, item));
  return redacted;
}

/** Reduces fields to what a log or a span may carry; names outside the allow-list are counted, never written. */
export function redactFields(fields: LogFields): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  let refused = 0;
  for (const [name, value] of Object.entries(fields)) {
    if (name === "error") kept.error = describeError(value);
    else if (isLogField(name)) kept[name] = redactValue(name, value);
    else refused += 1;
  }
  if (refused > 0) kept.refused_fields = refused;
  return kept;
}

/**
 * A log on the given stream. An unknown level counts as `info`: a log must not fail over its own setting.
 * `context` gives what every line carries by where it is written, such as the request that it belongs to.
 */
export function createLog(
  stream: DestinationStream,
  level: string | undefined,
  context: () => LogFields = () => ({}),
): Log {
  const parsed = envVariables.shape.LOG_LEVEL.safeParse(level || undefined);
  const logger = pino(
    {
      level: parsed.success ? parsed.data : "info",
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      messageKey: "event",
    },
    stream,
  );
  const write =
    (at: Level): Write =>
    (event, fields = {}) =>
      logger[at](redactFields({ ...context(), ...fields }), redactText(event));
  return {
    debug: write("debug"),
    info: write("info"),
    warn: write("warn"),
    error: write("error"),
    fatal: write("fatal"),
  };
}
