import "server-only";
import { requireStaffPage } from "@/lib/staff/require-staff-page";
import type { StaffRole } from "@/lib/staff/roles";

/**
 * Whether the signed-in member of staff has one of the roles of a page; who is not signed in goes to the
 * sign-in page. A page that it refuses shows NoPermission. The database checks again by itself.
 */
export async function mayOpen(roles: readonly StaffRole[]): Promise<boolean> {
  return roles.includes((await requireStaffPage()).role);
}
