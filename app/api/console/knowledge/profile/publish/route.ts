import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { publishProfile } from "@/lib/knowledge/console-profile";
import { profileDetail, revision, why } from "@/lib/knowledge/console-schemas";

/** POST /api/console/knowledge/profile/publish: the draft becomes the agent's profile. */
export const POST = staffRoute({
  body: z.object({ revision, why }),
  result: profileDetail,
  run: ({ supabase, body }) => publishProfile(supabase, body),
});
