import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { discardArticleDraft } from "@/lib/knowledge/console-articles";
import { articleDetail, revision } from "@/lib/knowledge/console-schemas";

/** POST /api/console/knowledge/articles/[id]/discard: throws its draft away. */
export const POST = staffRoute({
  params: z.object({ id: z.uuid() }),
  body: z.object({ revision }),
  result: articleDetail.nullable(),
  run: ({ supabase, params, body }) => discardArticleDraft(supabase, params.id, body.revision),
});
