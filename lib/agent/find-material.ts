import "server-only";
import type { Route } from "@/lib/agent/routes";
import type { BegunStep } from "@/lib/chat/begin-turn-step";
import { env } from "@/lib/env";
import { findArticles } from "@/lib/knowledge/find-articles";
import { type Recall, recallMessages } from "@/lib/recall/recall-messages";
import { inSpan } from "@/lib/trace/in-span";

export const mostArticles = 3;
/** A query needs no more than this of a long message. */
export const longestQuery = 2_000;

/** Looks up what a turn may need beside its window: older messages, and what the business has written down. */
export function findMaterial(begun: BegunStep, words: string) {
  const own = words.slice(0, longestQuery).toWellFormed();
  return {
    /** Recall on the customer's own words, fused with a search query where there is one. */
    recall: (query?: string): Promise<Recall> =>
      inSpan("recall", {}, () =>
        recallMessages({
          sessionId: begun.session_id,
          customerId: begun.customer_id,
          uptoSeq: begun.upto_seq,
          // What the window shows is never recalled, and a burst makes the window longer (P14).
          windowSize: Math.max(env().LLM_WINDOW_SIZE, begun.messages.length),
          queries: [own, query ?? ""].filter((text) => text.trim() !== ""),
        }),
      ),
    articles: (query: string | null, route: Route) =>
      findArticles({ query: query ? `${query}\n${own}` : own, route, limit: mostArticles }),
  };
}
