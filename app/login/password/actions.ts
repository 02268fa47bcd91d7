"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { finishSignIn } from "@/app/login/finish-sign-in";
import { log } from "@/lib/log";
import { enteredByMail } from "@/lib/staff/entered-by-mail";
import { newPassword } from "@/lib/staff/password-schemas";
import { recordAccountAct } from "@/lib/staff/record-account-act";
import { createUserClient } from "@/lib/supabase/user-client";

export type PasswordState = {
  problem:
    | null
    | "too_weak"
    | "same_password"
    | "not_the_same"
    | "link_expired"
    | "not_staff"
    | "deactivated"
    | "unavailable";
};

/** Sets a password for who came by the link of an invitation or a reset. Other sessions end. */
export async function choosePassword(
  _previous: PasswordState,
  data: FormData,
): Promise<PasswordState> {
  const password = newPassword.safeParse(data.get("password"));
  if (!password.success) return { problem: "too_weak" };
  if (password.data !== data.get("again")) return { problem: "not_the_same" };
  const supabase = await createUserClient();
  if (!(await enteredByMail(supabase))) return { problem: "link_expired" };
  const { error } = await supabase.auth.updateUser({ password: password.data });
  if (error?.code === "insufficient_aal") redirect("/login/code?then=password" as Route);
  if (error) {
    if (error.code === "weak_password") return { problem: "too_weak" };
    if (error.code === "same_password") return { problem: "same_password" };
    log.error("password_not_set", { code: error.code, http_status: error.status });
    return { problem: "unavailable" };
  }
  const others = await supabase.auth.signOut({ scope: "others" });
  if (others.error) log.warn("other_sessions_not_ended", { code: others.error.code });
  await recordAccountAct(supabase, "password_changed");
  return { problem: await finishSignIn(supabase, "link", undefined) };
}
