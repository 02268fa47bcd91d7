import { staffRoute } from "@/lib/http/staff-route";
import { staffActed, staffParams } from "@/lib/staff/console-schemas";
import { resetSecondFactor } from "@/lib/staff/invite-staff";

/** POST /api/console/staff/[id]/reset-factor: removes the second factor of who lost it. */
export const POST = staffRoute({
  params: staffParams,
  result: staffActed,
  run: ({ supabase, params }) => resetSecondFactor(supabase, params.id),
});
