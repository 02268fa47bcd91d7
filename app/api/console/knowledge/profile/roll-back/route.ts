import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { rollBackProfile } from "@/lib/knowledge/console-profile";
import { profileDetail, why } from "@/lib/knowledge/console-schemas";

/** POST /api/console/knowledge/profile/roll-back: publishes a copy of an earlier version. */
export const POST = staffRoute({
  body: z.object({ version: z.int().positive(), why }),
  result: profileDetail,
  run: ({ supabase, body }) => rollBackProfile(supabase, body),
});
