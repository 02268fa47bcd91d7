import { staffRoute } from "@/lib/http/staff-route";
import { staffActed, staffParams } from "@/lib/staff/console-schemas";
import { deactivateStaff } from "@/lib/staff/console-staff";

/** POST /api/console/staff/[id]/deactivate: ends access at once. */
export const POST = staffRoute({
  params: staffParams,
  result: staffActed,
  run: ({ supabase, params }) => deactivateStaff(supabase, params.id),
});
