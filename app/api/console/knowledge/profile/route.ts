import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { readProfiles, saveProfileDraft } from "@/lib/knowledge/console-profile";
import {
  profileDetail,
  profileInput,
  profileVersion,
  revision,
} from "@/lib/knowledge/console-schemas";

/** GET /api/console/knowledge/profile: draft, published and earlier versions. */
export const GET = staffRoute({
  result: profileDetail,
  run: ({ supabase }) => readProfiles(supabase),
});

/** POST /api/console/knowledge/profile: saves the draft. */
export const POST = staffRoute({
  body: z.object({ profile: profileInput, revision: revision.nullable() }),
  result: profileVersion,
  run: ({ supabase, body }) => saveProfileDraft(supabase, body),
});
