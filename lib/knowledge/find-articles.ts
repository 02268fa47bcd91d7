import "server-only";
import { z } from "zod";
import type { Route } from "@/lib/agent/routes";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

const article = z.object({
  id: z.uuid(),
  version: z.int(),
  title: z.string(),
  body: z.string(),
  routes: z.array(z.string()),
  language: z.string(),
  is_sample: z.boolean(),
  score: z.number(),
  /** Share of the question, by rarity of its words, that the article holds: 0 to 1. */
  coverage: z.number(),
});
export type Article = z.infer<typeof article>;

/**
 * Published articles that bear on a question, best first; none when nothing supports an answer.
 * `drafts`: as if every draft were published, for trying them out.
 */
export function findArticles(question: {
  query: string;
  route?: Route | null;
  limit: number;
  drafts?: boolean;
}): Promise<Article[]> {
  return callFunction(
    serviceClient(),
    "find_articles",
    {
      p_query: question.query,
      p_limit: question.limit,
      p_with_drafts: question.drafts ?? false,
      ...(question.route && { p_route: question.route }),
    },
    z.array(article),
  );
}
