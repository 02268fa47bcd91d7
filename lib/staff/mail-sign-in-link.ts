import "server-only";
import { log } from "@/lib/log";
import { confirmAddress } from "@/lib/staff/confirm-address";
import { mailClient } from "@/lib/supabase/mail-client";

/** Mails a link to sign in, or to a new password, if the address has an account. Never tells which. */
export async function mailSignInLink(kind: "link" | "reset", email: string): Promise<void> {
  const { auth } = mailClient();
  const { error } =
    kind === "link"
      ? await auth.signInWithOtp({
          email,
          options: { shouldCreateUser: false, emailRedirectTo: confirmAddress() },
        })
      : await auth.resetPasswordForEmail(email, { redirectTo: confirmAddress() });
  // What Auth answers for an address without an account.
  if (error && error.code !== "otp_disabled" && error.code !== "user_not_found")
    log.error("sign_in_mail_failed", { code: error.code, http_status: error.status });
}
