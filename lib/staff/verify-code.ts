import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { SafeError } from "@/lib/safe-error";

/**
 * Raises the session by a code of the person's authenticator app.
 * @returns false when no app of theirs shows this code
 */
export async function verifyCode(supabase: SupabaseClient, code: string): Promise<boolean> {
  const { data, error } = await supabase.auth.mfa.listFactors();
  if (error) throw new SafeError(error.code ?? "auth_failed", "Reading the factors failed");
  for (const factor of data.totp) {
    const verified = await supabase.auth.mfa.challengeAndVerify({ factorId: factor.id, code });
    if (!verified.error) return true;
    if (verified.error.code !== "mfa_verification_failed")
      throw new SafeError(verified.error.code ?? "auth_failed", "Verifying a code failed");
  }
  return false;
}
