import type { Span } from "@/lib/overview/console-schemas";

type Countable = { [Key in keyof Span]: Span[Key] extends number ? Key : never }[keyof Span];

/** One figure over the whole range. */
export const sumSpans = (spans: readonly Span[], key: Countable): number =>
  spans.reduce((total, span) => total + span[key], 0);
