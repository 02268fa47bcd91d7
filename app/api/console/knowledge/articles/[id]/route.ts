import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { readArticle, saveArticleDraft } from "@/lib/knowledge/console-articles";
import { articleDetail, articleInput, revision } from "@/lib/knowledge/console-schemas";

const params = z.object({ id: z.uuid() });

/** GET /api/console/knowledge/articles/[id]: draft, published and earlier versions. */
export const GET = staffRoute({
  params,
  result: articleDetail,
  run: ({ supabase, params }) => readArticle(supabase, params.id),
});

/** POST /api/console/knowledge/articles/[id]: saves its draft. */
export const POST = staffRoute({
  params,
  body: z.object({ article: articleInput, revision: revision.nullable() }),
  result: articleDetail,
  run: ({ supabase, params, body }) => saveArticleDraft(supabase, params.id, body),
});
