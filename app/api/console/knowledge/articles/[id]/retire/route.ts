import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { retireArticle } from "@/lib/knowledge/console-articles";
import { articleDetail, why } from "@/lib/knowledge/console-schemas";

/** POST /api/console/knowledge/articles/[id]/retire: takes it away from the agent. */
export const POST = staffRoute({
  params: z.object({ id: z.uuid() }),
  body: z.object({ why }),
  result: articleDetail,
  run: ({ supabase, params, body }) => retireArticle(supabase, params.id, body.why),
});
