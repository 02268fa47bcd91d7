import { zodTextFormat } from "openai/helpers/zod";
import { z } from "zod";
import { asRoute, type Route, routes } from "@/lib/agent/routes";
import { sentiments } from "@/lib/tickets/ticket-words";

export const urgencies = ["low", "normal", "high", "urgent"] as const;

/** What the model is asked to fill in. Strict: every key required, "nothing" is null. */
export const triageFormat = zodTextFormat(
  z.object({
    reason: z.string().describe("One short clause without names, numbers or quotations"),
    route: z.enum(routes),
    language: z
      .string()
      .describe("ISO 639-1 code of the customer's newest words, such as en or sw"),
    sentiment: z.enum(sentiments),
    urgency: z.enum(urgencies),
    wants_human: z.boolean(),
    search_query: z
      .string()
      .nullable()
      .describe("What to look for in older messages, or null when the words stand for themselves"),
  }),
  "triage",
);

/** What is accepted: a model without strict decoding may name a route that we do not have. */
const answer = z.object({
  reason: z.string().transform((text) => text.slice(0, 200)),
  route: z.string().transform(asRoute),
  language: z
    .string()
    .trim()
    .toLowerCase()
    .transform((code) => /^[a-z]{2,3}(?=$|[-_])/.exec(code)?.[0] ?? "en"),
  sentiment: z.enum(sentiments).catch("neutral"),
  urgency: z.enum(urgencies).catch("normal"),
  wants_human: z.boolean(),
  search_query: z
    .string()
    .nullable()
    .catch(null)
    .transform((query) => query?.trim().slice(0, 500) || null),
});
export type Triage = z.infer<typeof answer>;

/** Parses what the model said; null when it is not what was asked for. */
export function parseTriage(text: string): Triage | null {
  try {
    const parsed = answer.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/**
 * Who answers. People who want a person get one whatever else they wrote: "unsafe" never includes
 * them, and only the escalation specialist hands over.
 */
export function routeOf(triage: Pick<Triage, "route" | "wants_human">): Route {
  return triage.wants_human ? "escalation" : triage.route;
}

/** Serves when triage gave no usable answer: the general specialist, in the language last known. */
export function withoutTriage(language: string | null): Triage {
  return {
    reason: "Triage gave no usable answer",
    route: "general",
    language: language ?? "en",
    sentiment: "neutral",
    urgency: "normal",
    wants_human: false,
    search_query: null,
  };
}
