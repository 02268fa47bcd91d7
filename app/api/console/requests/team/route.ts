import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { listPrivacyTeam } from "@/lib/privacy/requests/list-privacy-team";
import { colleague } from "@/lib/staff/colleague";

/** GET /api/console/requests/team: who can be given a privacy request. */
export const GET = staffRoute({
  result: z.array(colleague),
  run: ({ supabase }) => listPrivacyTeam(supabase),
});
