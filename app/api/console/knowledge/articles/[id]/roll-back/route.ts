import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { rollBackArticle } from "@/lib/knowledge/console-articles";
import { articleDetail, why } from "@/lib/knowledge/console-schemas";

/** POST /api/console/knowledge/articles/[id]/roll-back: publishes a copy of an earlier version. */
export const POST = staffRoute({
  params: z.object({ id: z.uuid() }),
  body: z.object({ version: z.int().positive(), why }),
  result: articleDetail,
  run: ({ supabase, params, body }) => rollBackArticle(supabase, params.id, body),
});
