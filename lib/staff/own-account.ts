import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { ApiError } from "@/lib/http/api-error";
import { SafeError } from "@/lib/safe-error";
import { type FactorEnrolment, factorEnrolment } from "@/lib/staff/account-schemas";
import { recordAccountAct } from "@/lib/staff/record-account-act";
import { beginSignIn, settleSignIn } from "@/lib/staff/sign-in-limit";
import { mailClient } from "@/lib/supabase/mail-client";

type AuthFailure = { code?: string | undefined };

function failed(error: AuthFailure, what: string): SafeError {
  return new SafeError(error.code ?? "auth_failed", `${what} failed`);
}

/** A new password for who knows the present one; every other session ends. */
export async function changePassword(
  supabase: SupabaseClient,
  { current, password }: { current: string; password: string },
): Promise<void> {
  const { data, error } = await supabase.auth.getUser();
  if (error || !data.user.email) throw new ApiError("signed_out");
  const attempt = await beginSignIn("password", data.user.email);
  if (!attempt.allowed) throw new ApiError("too_many_tries");
  const { auth } = mailClient();
  const check = await auth.signInWithPassword({ email: data.user.email, password: current });
  if (check.error?.code === "invalid_credentials")
    throw new ApiError("invalid", undefined, { current: "wrong_password" });
  if (check.error) throw failed(check.error, "Checking a password");
  await settleSignIn(attempt.attempt_id);
  const changed = await supabase.auth.updateUser({ password });
  if (changed.error?.code === "weak_password")
    throw new ApiError("invalid", undefined, { password: "too_weak" });
  if (changed.error?.code === "same_password")
    throw new ApiError("invalid", undefined, { password: "same_password" });
  if (changed.error) throw failed(changed.error, "Changing a password");
  const others = await supabase.auth.signOut({ scope: "others" });
  if (others.error) throw failed(others.error, "Ending the other sessions");
  await recordAccountAct(supabase, "password_changed");
}

/** Begins a second factor; it counts once a code of it was given. What was begun before is dropped. */
export async function beginFactor(supabase: SupabaseClient): Promise<FactorEnrolment> {
  const { mfa } = supabase.auth;
  const listed = await mfa.listFactors();
  if (listed.error) throw failed(listed.error, "Reading the factors");
  for (const factor of listed.data.all) {
    if (factor.status === "verified") throw new ApiError("changed_meanwhile");
    const dropped = await mfa.unenroll({ factorId: factor.id });
    if (dropped.error) throw failed(dropped.error, "Dropping an unfinished factor");
  }
  const { data, error } = await mfa.enroll({
    factorType: "totp",
    friendlyName: "Authenticator app",
    issuer: "Parcelo console",
  });
  if (error) throw failed(error, "Beginning a second factor");
  const { secret, uri } = data.totp;
  const qr_code = svgAddress(data.totp.qr_code);
  return factorEnrolment.parse({ id: data.id, secret, uri, qr_code });
}

/** auth-js puts the SVG behind its prefix as it is; a `#` in it would end the address. */
function svgAddress(address: string): string {
  const prefix = "data:image/svg+xml;utf-8,";
  const svg = address.startsWith(prefix) ? address.slice(prefix.length) : address;
  return prefix + encodeURIComponent(svg);
}

/** The first code makes it the second factor; sessions that did not give one end. */
export async function finishFactor(
  supabase: SupabaseClient,
  { id, code }: { id: string; code: string },
): Promise<void> {
  const { error } = await supabase.auth.mfa.challengeAndVerify({ factorId: id, code });
  if (error?.code === "mfa_verification_failed")
    throw new ApiError("invalid", undefined, { code: "wrong_code" });
  if (error?.code === "mfa_factor_not_found") throw new ApiError("not_found");
  if (error) throw failed(error, "Verifying a second factor");
  await recordAccountAct(supabase, "second_factor_added");
}

/** Takes the second factor away; only a session that gave a code of it may. */
export async function removeFactor(supabase: SupabaseClient): Promise<void> {
  const listed = await supabase.auth.mfa.listFactors();
  if (listed.error) throw failed(listed.error, "Reading the factors");
  for (const factor of listed.data.all) {
    const { error } = await supabase.auth.mfa.unenroll({ factorId: factor.id });
    if (error) throw failed(error, "Removing a second factor");
  }
  await recordAccountAct(supabase, "second_factor_removed");
}

/** Ends every session of the caller, this one included. */
export async function signOutEverywhere(supabase: SupabaseClient): Promise<void> {
  await recordAccountAct(supabase, "signed_out_everywhere");
  const { error } = await supabase.auth.signOut({ scope: "global" });
  if (error) throw failed(error, "Signing out everywhere");
}
