import { staffRoute } from "@/lib/http/staff-route";
import { staffActed, staffParams } from "@/lib/staff/console-schemas";
import { inviteAgain } from "@/lib/staff/invite-staff";

/** POST /api/console/staff/[id]/invite: sends the invitation again. */
export const POST = staffRoute({
  params: staffParams,
  result: staffActed,
  run: ({ supabase, params }) => inviteAgain(supabase, params.id),
});
