import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { callRpc } from "@/lib/http/call-rpc";
import { SafeError } from "@/lib/safe-error";
import {
  type StaffActed,
  type StaffCursor,
  type StaffFilter,
  type StaffPage,
  staffActed,
  staffPage,
} from "@/lib/staff/console-schemas";
import type { StaffRole } from "@/lib/staff/roles";
import { serviceClient } from "@/lib/supabase/service";

/** Longer than anybody is deactivated; Auth knows no ban without an end. */
const BAN = "876000h";

/** A page of staff by name. */
export function listStaff(
  supabase: SupabaseClient,
  filter: StaffFilter,
  cursor: StaffCursor | null,
): Promise<StaffPage> {
  const args = { p_filter: filter, p_after: cursor, p_limit: 50 };
  return callRpc(supabase, "list_staff", args, staffPage);
}

/** Another role, from the person's next request on. @throws ApiError last_admin */
export function changeStaffRole(supabase: SupabaseClient, id: string, role: StaffRole) {
  return callRpc(supabase, "change_staff_role", { p_user_id: id, p_role: role }, staffActed);
}

/**
 * Ends somebody's access at once. The database alone does that; the ban in Auth, which comes after it,
 * keeps them from even opening a session, and is repeated when the act is.
 */
export async function deactivateStaff(supabase: SupabaseClient, id: string): Promise<StaffActed> {
  const acted = await callRpc(supabase, "deactivate_staff", { p_user_id: id }, staffActed);
  await ban(id, BAN);
  return acted;
}

/** Gives access back. The ban goes last, when the database has agreed. */
export async function reactivateStaff(supabase: SupabaseClient, id: string): Promise<StaffActed> {
  const acted = await callRpc(supabase, "reactivate_staff", { p_user_id: id }, staffActed);
  await ban(id, "none");
  return acted;
}

async function ban(userId: string, duration: string): Promise<void> {
  const { error } = await serviceClient().auth.admin.updateUserById(userId, {
    ban_duration: duration,
  });
  if (error) throw new SafeError(error.code ?? "auth_failed", "Changing a ban in Auth failed");
}
