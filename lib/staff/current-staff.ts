import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { callRpc } from "@/lib/http/call-rpc";
import { type StaffRole, staffRoles } from "@/lib/staff/roles";

const access = z.discriminatedUnion("state", [
  z.object({
    state: z.literal("staff"),
    user_id: z.uuid(),
    role: z.enum(staffRoles),
    display_name: z.string(),
  }),
  z.object({ state: z.enum(["signed_out", "not_staff", "deactivated", "needs_second_factor"]) }),
]);

export type Staff = { id: string; role: StaffRole; name: string };
export type CurrentStaff =
  | { kind: "staff"; staff: Staff }
  | { kind: "signed_out" | "not_staff" | "deactivated" | "needs_second_factor" };

/**
 * Who is signed in, and as what. For showing the right page only: every table and function checks the
 * role again by itself.
 * @throws when the database or Auth does not answer.
 */
export async function currentStaff(supabase: SupabaseClient): Promise<CurrentStaff> {
  const { data, error: authError } = await supabase.auth.getClaims();
  if (authError && authError.name === "AuthRetryableFetchError") throw authError;
  if (!data) return { kind: "signed_out" };

  const found = await callRpc(supabase, "my_access", {}, access);
  if (found.state !== "staff") return { kind: found.state };
  return {
    kind: "staff",
    staff: { id: found.user_id, role: found.role, name: found.display_name },
  };
}
