import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";

const FRESH_SECONDS = 15 * 60;
const methods = z.array(z.object({ method: z.string(), timestamp: z.number() }));

/**
 * Whether this session was entered by a link from a mail a moment ago: only then may a password be set
 * without the old one, or an unattended browser would be enough to take an account over.
 */
export async function enteredByMail(supabase: SupabaseClient): Promise<boolean> {
  const { data } = await supabase.auth.getClaims();
  const amr = methods.safeParse(data?.claims.amr);
  const since = Date.now() / 1000 - FRESH_SECONDS;
  return (
    amr.success && amr.data.some(({ method, timestamp }) => method === "otp" && timestamp >= since)
  );
}
