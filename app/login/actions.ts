"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { log } from "@/lib/log";
import { currentStaff } from "@/lib/staff/current-staff";
import { safeNextPath } from "@/lib/staff/safe-next-path";
import { createUserClient } from "@/lib/supabase/user-client";

const form = z.object({
  email: z.email(),
  password: z.string().min(1),
  next: z.string().optional(),
});

export type SignInState = {
  email: string;
  problem:
    | null
    | "missing"
    | "wrong_credentials"
    | "not_confirmed"
    | "too_many"
    | "not_staff"
    | "deactivated"
    | "unavailable";
};

/** Signs in with e-mail and password. A person who is not active staff is signed out again at once. */
export async function signIn(_previous: SignInState, data: FormData): Promise<SignInState> {
  const parsed = form.safeParse(Object.fromEntries(data));
  const email = String(data.get("email") ?? "");
  if (!parsed.success) return { email, problem: "missing" };

  const supabase = await createUserClient();
  const { error } = await supabase.auth.signInWithPassword({
    email: parsed.data.email,
    password: parsed.data.password,
  });
  if (error) return { email, problem: signInProblem(error) };

  const current = await currentStaff(supabase);
  if (current.kind !== "staff") {
    const { error: signOutError } = await supabase.auth.signOut({ scope: "local" });
    if (signOutError) log.warn("sign_out_of_refused_person_failed", { code: signOutError.code });
    return { email, problem: current.kind === "signed_out" ? "unavailable" : current.kind };
  }
  redirect(safeNextPath(parsed.data.next) as Route);
}

/** Ends this browser's session; the cookie goes even when Auth does not answer. */
export async function signOut(): Promise<void> {
  const supabase = await createUserClient();
  const { error } = await supabase.auth.signOut({ scope: "local" });
  if (error) log.warn("sign_out_not_recorded", { code: error.code });
  redirect("/login?reason=signed_out");
}

function signInProblem(error: {
  code?: string | undefined;
  status?: number | undefined;
}): SignInState["problem"] {
  if (error.code === "invalid_credentials") return "wrong_credentials";
  if (error.code === "email_not_confirmed") return "not_confirmed";
  if (error.code === "user_banned") return "deactivated";
  if (error.status === 429) return "too_many";
  log.error("sign_in_failed", { code: error.code, http_status: error.status });
  return "unavailable";
}
