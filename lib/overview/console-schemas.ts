import { z } from "zod";

const count = z.number().int().nonnegative();
const instant = z.iso.datetime({ offset: true });

const span = z.object({
  at: instant,
  received: count,
  bot_messages: count,
  staff_messages: count,
  replies: count,
  handed_over: count,
  opted_out: count,
  opted_in: count,
  failed_sends: count,
  input_tokens: count,
  cached_tokens: count,
  output_tokens: count,
  cost_usd: z.number().nonnegative(),
  reply_p50_ms: count.nullable(),
  reply_p95_ms: count.nullable(),
});
/** One hour or day of the overview; `at` is its beginning. Waits in milliseconds, cost in US dollars. */
export type Span = z.infer<typeof span>;

export const overview = z.object({
  by: z.enum(["hour", "day"]),
  zone: z.string(),
  from: instant,
  as_of: instant,
  reply_ms: z.object({ p50: count, p95: count }).nullable(),
  before: z.object({
    received: count,
    replies: count,
    handed_over: count,
    opted_out: count,
    cost_usd: z.number().nonnegative(),
  }),
  hand_over_reasons: z.array(z.object({ reason: z.string(), hand_overs: count })),
  spans: z.array(span).min(1),
});
export type Overview = z.infer<typeof overview>;

/** Ranges that the page offers, in days; today counts as one. */
export const overviewRanges = [1, 7, 14, 30, 90] as const;
export type OverviewRange = (typeof overviewRanges)[number];
