import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { publishArticle } from "@/lib/knowledge/console-articles";
import { articleDetail, revision, why } from "@/lib/knowledge/console-schemas";

/** POST /api/console/knowledge/articles/[id]/publish: the draft becomes what the agent knows. */
export const POST = staffRoute({
  params: z.object({ id: z.uuid() }),
  body: z.object({ revision, why }),
  result: articleDetail,
  run: ({ supabase, params, body }) => publishArticle(supabase, params.id, body),
});
