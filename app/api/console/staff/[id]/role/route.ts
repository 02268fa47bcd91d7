import { staffRoute } from "@/lib/http/staff-route";
import { roleRequest, staffActed, staffParams } from "@/lib/staff/console-schemas";
import { changeStaffRole } from "@/lib/staff/console-staff";

/** POST /api/console/staff/[id]/role: another role, at once. */
export const POST = staffRoute({
  params: staffParams,
  body: roleRequest,
  result: staffActed,
  run: ({ supabase, params, body }) => changeStaffRole(supabase, params.id, body.role),
});
