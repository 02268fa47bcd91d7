import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { discardProfileDraft } from "@/lib/knowledge/console-profile";
import { profileDetail, revision } from "@/lib/knowledge/console-schemas";

/** POST /api/console/knowledge/profile/discard: throws the draft away. */
export const POST = staffRoute({
  body: z.object({ revision }),
  result: profileDetail,
  run: ({ supabase, body }) => discardProfileDraft(supabase, body.revision),
});
