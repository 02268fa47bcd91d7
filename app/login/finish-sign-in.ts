import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { log } from "@/lib/log";
import { currentStaff } from "@/lib/staff/current-staff";
import { recordAccountAct, type SignInMethod } from "@/lib/staff/record-account-act";
import { safeNextPath } from "@/lib/staff/safe-next-path";

/**
 * After Auth has opened a session: on to the console, to the second factor, or, for who is not active
 * staff, out again.
 * @returns why the person was signed out again
 */
export async function finishSignIn(
  supabase: SupabaseClient,
  method: SignInMethod,
  next: string | undefined,
): Promise<"not_staff" | "deactivated" | "unavailable"> {
  const current = await currentStaff(supabase);
  if (current.kind === "staff") {
    await recordAccountAct(supabase, "signed_in", method);
    redirect(safeNextPath(next) as Route);
  }
  if (current.kind === "needs_second_factor") {
    redirect(`/login/code?${new URLSearchParams({ next: safeNextPath(next) })}` as Route);
  }
  const { error } = await supabase.auth.signOut({ scope: "local" });
  if (error) log.warn("sign_out_of_refused_person_failed", { code: error.code });
  return current.kind === "signed_out" ? "unavailable" : current.kind;
}
