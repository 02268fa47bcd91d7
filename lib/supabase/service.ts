import "server-only";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { env } from "@/lib/env";
import type { Database } from "@/lib/supabase/database.types";

let cached: SupabaseClient<Database> | undefined;

/**
 * The client of webhook, jobs and staff administration: it passes row-level security, so nothing that
 * serves a signed-in person may import this. One for the process; it keeps no session.
 */
export function serviceClient(): SupabaseClient<Database> {
  cached ??= createClient<Database>(env().SUPABASE_URL, env().SUPABASE_SERVICE_ROLE_KEY, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  });
  return cached;
}

/** Where resumable uploads go, and what they show: the one thing of Storage that supabase-js does not speak. */
export function resumableUploads(): { endpoint: string; headers: Record<string, string> } {
  const key = env().SUPABASE_SERVICE_ROLE_KEY;
  return {
    endpoint: `${env().SUPABASE_URL}/storage/v1/upload/resumable`,
    headers: { authorization: `Bearer ${key}`, apikey: key },
  };
}
