"use server";

import { redirect } from "next/navigation";
import { finishSignIn } from "@/app/login/finish-sign-in";
import { factorCode } from "@/lib/staff/password-schemas";
import { beginSignIn, settleSignIn } from "@/lib/staff/sign-in-limit";
import { verifyCode } from "@/lib/staff/verify-code";
import { createUserClient } from "@/lib/supabase/user-client";

export type CodeState = {
  problem: null | "wrong_code" | "too_many" | "not_staff" | "deactivated" | "unavailable";
  waitS?: number;
};

/** The second factor of somebody who is signed in with the first. */
export async function giveCode(_previous: CodeState, data: FormData): Promise<CodeState> {
  const code = factorCode.safeParse(data.get("code"));
  if (!code.success) return { problem: "wrong_code" };
  const supabase = await createUserClient();
  const { data: session } = await supabase.auth.getClaims();
  if (!session) redirect("/login");
  const attempt = await beginSignIn("code", session.claims.sub);
  if (!attempt.allowed) return { problem: "too_many", waitS: attempt.retry_after_s };
  if (!(await verifyCode(supabase, code.data))) return { problem: "wrong_code" };
  await settleSignIn(attempt.attempt_id);
  if (data.get("then") === "password") redirect("/login/password");
  return { problem: await finishSignIn(supabase, "code", String(data.get("next") ?? "")) };
}
