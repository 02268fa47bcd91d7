"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { finishSignIn } from "@/app/login/finish-sign-in";
import { log } from "@/lib/log";
import { createUserClient } from "@/lib/supabase/user-client";

const form = z.object({
  token_hash: z.string().min(1).max(200),
  type: z.enum(["invite", "recovery", "email"]),
});

export type ConfirmProblem = "link_expired" | "not_staff" | "deactivated" | "unavailable";
export type ConfirmState = { problem: ConfirmProblem | null };

/** Uses the link of a mail up. By a press of a button, because mail scanners open every link they see. */
export async function confirmLink(_previous: ConfirmState, data: FormData): Promise<ConfirmState> {
  const parsed = form.safeParse(Object.fromEntries(data));
  if (!parsed.success) return { problem: "link_expired" };
  const { token_hash, type } = parsed.data;
  const supabase = await createUserClient();
  const { error } = await supabase.auth.verifyOtp({ token_hash, type });
  if (error) {
    if (error.code === "user_banned") return { problem: "deactivated" };
    if (error.status === 403) return { problem: "link_expired" };
    log.error("link_sign_in_failed", { code: error.code, http_status: error.status });
    return { problem: "unavailable" };
  }
  if (type !== "email") redirect("/login/password" as Route);
  return { problem: await finishSignIn(supabase, "link", undefined) };
}
