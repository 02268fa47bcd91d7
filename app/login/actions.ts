"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { after } from "next/server";
import { z } from "zod";
import { finishSignIn } from "@/app/login/finish-sign-in";
import { log } from "@/lib/log";
import { mailSignInLink } from "@/lib/staff/mail-sign-in-link";
import { beginSignIn, settleSignIn } from "@/lib/staff/sign-in-limit";
import { createUserClient } from "@/lib/supabase/user-client";

const credentials = z.object({
  email: z.email(),
  password: z.string().min(1),
  next: z.string().optional(),
});
const linkRequest = z.object({ email: z.email(), kind: z.enum(["link", "reset"]) });

export type SignInProblem =
  | "missing"
  | "missing_email"
  | "wrong_credentials"
  | "not_confirmed"
  | "too_many"
  | "not_staff"
  | "deactivated"
  | "unavailable";

export type SignInState = {
  email: string;
  problem: null | SignInProblem;
  /** With too_many: how long to wait. */
  waitS?: number;
};
export type LinkState = SignInState & { sent: boolean };

/** Signs in with e-mail and password. A person who is not active staff is signed out again at once. */
export async function signIn(_previous: SignInState, data: FormData): Promise<SignInState> {
  const parsed = credentials.safeParse(Object.fromEntries(data));
  const email = String(data.get("email") ?? "");
  if (!parsed.success) return { email, problem: "missing" };

  const attempt = await beginSignIn("password", parsed.data.email);
  if (!attempt.allowed) return { email, problem: "too_many", waitS: attempt.retry_after_s };
  const supabase = await createUserClient();
  const { error } = await supabase.auth.signInWithPassword({
    email: parsed.data.email,
    password: parsed.data.password,
  });
  if (error) return { email, problem: signInProblem(error) };
  await settleSignIn(attempt.attempt_id);
  return { email, problem: await finishSignIn(supabase, "password", parsed.data.next) };
}

/** Asks for a link by mail. The answer, and the time it takes, is the same whoever has an account. */
export async function requestLink(_previous: LinkState, data: FormData): Promise<LinkState> {
  const parsed = linkRequest.safeParse(Object.fromEntries(data));
  const email = String(data.get("email") ?? "");
  if (!parsed.success) return { email, problem: "missing_email", sent: false };
  const { kind } = parsed.data;
  const attempt = await beginSignIn(kind, parsed.data.email);
  if (!attempt.allowed)
    return { email, problem: "too_many", waitS: attempt.retry_after_s, sent: false };
  after(() => mailSignInLink(kind, parsed.data.email));
  return { email, problem: null, sent: true };
}

/** Ends this browser's session; the cookie goes even when Auth does not answer. */
export async function signOut(): Promise<void> {
  const supabase = await createUserClient();
  const { error } = await supabase.auth.signOut({ scope: "local" });
  if (error) log.warn("sign_out_not_recorded", { code: error.code });
  redirect("/login?reason=signed_out" as Route);
}

function signInProblem(error: {
  code?: string | undefined;
  status?: number | undefined;
}): SignInProblem {
  if (error.code === "invalid_credentials") return "wrong_credentials";
  if (error.code === "email_not_confirmed") return "not_confirmed";
  if (error.code === "user_banned") return "deactivated";
  if (error.status === 429) return "too_many";
  log.error("sign_in_failed", { code: error.code, http_status: error.status });
  return "unavailable";
}
