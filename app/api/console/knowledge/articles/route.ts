import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { listArticles, saveArticleDraft } from "@/lib/knowledge/console-articles";
import {
  articleDetail,
  articleFilter,
  articleInput,
  articlePage,
} from "@/lib/knowledge/console-schemas";

const filter = articleFilter.shape;
const query = z
  .object({
    state: filter.state.default(null),
    route: filter.route.default(null),
    language: filter.language.default(null),
    search: filter.search.default(""),
    at: z.iso.datetime({ offset: true }).optional(),
    id: z.uuid().optional(),
  })
  .refine(({ at, id }) => (at === undefined) === (id === undefined));

/** GET /api/console/knowledge/articles: a page of the list; `at` and `id` are the cursor. */
export const GET = staffRoute({
  query,
  result: articlePage,
  run: ({ supabase, query: { at, id, ...rest } }) =>
    listArticles(supabase, {
      ...rest,
      cursor: at !== undefined && id !== undefined ? { at, id } : null,
    }),
});

/** POST /api/console/knowledge/articles: a new article, as a draft. */
export const POST = staffRoute({
  body: z.object({ article: articleInput }),
  result: articleDetail,
  run: ({ supabase, body }) =>
    saveArticleDraft(supabase, null, { article: body.article, revision: null }),
});
