import { fileURLToPath } from "node:url";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { type RunningSupabase, type StartOptions, startSupabase } from "../start-supabase";

export const SAMPLE_MIGRATIONS = fileURLToPath(new URL("./sample", import.meta.url));
export const PASSWORD = "correct horse";

/** A server over the tests' own small schema, in memory unless told otherwise. */
export function startSample(options: Partial<StartOptions> = {}): Promise<RunningSupabase> {
  return startSupabase({ dataDir: null, migrationsDir: SAMPLE_MIGRATIONS, ...options });
}

/** A client that keeps no session on disk and starts no timers. */
export function clientOf(supabase: { url: string }, key: string): SupabaseClient {
  return createClient(supabase.url, key, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
}

/** Takes an account away, with what hangs on it: a test that is tried again may make it again. */
export const forgetAccount = (supabase: RunningSupabase, email: string) =>
  supabase.query("delete from auth.users where email = $1", [email]);

export async function signedInClient(
  supabase: RunningSupabase,
  email: string,
): Promise<{ client: SupabaseClient; userId: string; accessToken: string }> {
  const service = clientOf(supabase, supabase.serviceRoleKey);
  await forgetAccount(supabase, email);
  const created = await service.auth.admin.createUser({
    email,
    password: PASSWORD,
    email_confirm: true,
  });
  if (created.error) throw created.error;
  const client = clientOf(supabase, supabase.anonKey);
  const { data, error } = await client.auth.signInWithPassword({ email, password: PASSWORD });
  if (error) throw error;
  return { client, userId: data.user.id, accessToken: data.session.access_token };
}
