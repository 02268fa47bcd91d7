import { staffRoute } from "@/lib/http/staff-route";
import { staffActed, staffParams } from "@/lib/staff/console-schemas";
import { reactivateStaff } from "@/lib/staff/console-staff";

/** POST /api/console/staff/[id]/reactivate: gives access back. */
export const POST = staffRoute({
  params: staffParams,
  result: staffActed,
  run: ({ supabase, params }) => reactivateStaff(supabase, params.id),
});
