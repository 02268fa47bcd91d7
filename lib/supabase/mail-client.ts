import "server-only";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { env } from "@/lib/env";

/**
 * Nobody's client, for asking that a link be mailed. Not of the PKCE flow: its links open only in the
 * browser that asked, and staff read mail on their phones.
 */
export function mailClient(): SupabaseClient {
  return createClient(env().SUPABASE_URL, env().SUPABASE_ANON_KEY, {
    auth: {
      flowType: "implicit",
      persistSession: false,
      autoRefreshToken: false,
      detectSessionInUrl: false,
    },
  });
}
