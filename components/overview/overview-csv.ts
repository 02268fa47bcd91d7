import type { Overview, Span } from "@/lib/overview/console-schemas";

const columns = [
  "at",
  "received",
  "bot_messages",
  "staff_messages",
  "replies",
  "handed_over",
  "opted_out",
  "opted_in",
  "failed_sends",
  "reply_p50_ms",
  "reply_p95_ms",
  "input_tokens",
  "cached_tokens",
  "output_tokens",
  "cost_usd",
] as const satisfies readonly (keyof Span)[];

/** The figures on the page as CSV: numbers and instants only, so nothing in it needs quoting. */
export function overviewCsv(overview: Overview): string {
  const rows = overview.spans.map((span) => columns.map((column) => span[column] ?? "").join(","));
  return `${[columns.join(","), ...rows].join("\r\n")}\r\n`;
}
