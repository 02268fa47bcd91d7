import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { type StaffRole, staffRoles } from "@/lib/staff/roles";

const staffRow = z.object({
  user_id: z.uuid(),
  role: z.enum(staffRoles),
  display_name: z.string(),
  active: z.boolean(),
});

export type Staff = { id: string; role: StaffRole; name: string };
export type CurrentStaff =
  | { kind: "staff"; staff: Staff }
  | { kind: "signed_out" | "not_staff" | "deactivated" };

/**
 * Who is signed in, and as what. For showing the right page only: every table and function checks the
 * role again by itself.
 * @throws when the database or Auth does not answer.
 */
export async function currentStaff(supabase: SupabaseClient): Promise<CurrentStaff> {
  const { data, error: authError } = await supabase.auth.getClaims();
  if (authError && authError.name === "AuthRetryableFetchError") throw authError;
  if (!data) return { kind: "signed_out" };

  const { data: row, error } = await supabase
    .from("staff")
    .select("user_id,role,display_name,active")
    .eq("user_id", data.claims.sub)
    .maybeSingle();
  if (error) throw new Error(`Reading the caller's staff row failed (${error.code})`);
  if (row === null) return { kind: "not_staff" };
  const staff = staffRow.parse(row);
  if (!staff.active) return { kind: "deactivated" };
  return {
    kind: "staff",
    staff: { id: staff.user_id, role: staff.role, name: staff.display_name },
  };
}
