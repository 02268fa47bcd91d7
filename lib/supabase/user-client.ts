import "server-only";
import { createServerClient } from "@supabase/ssr";
import type { SupabaseClient } from "@supabase/supabase-js";
import { cookies } from "next/headers";
import { env } from "@/lib/env";
import { sessionCookieOptions } from "@/lib/supabase/session-cookie-options";

/**
 * A client that acts as the signed-in user of this request, so row-level security decides.
 * Server components cannot set cookies: there a refreshed session is dropped, which is harmless,
 * because `proxy.ts` has refreshed it before the page renders.
 */
export async function createUserClient(): Promise<SupabaseClient> {
  const store = await cookies();
  return createServerClient(env().SUPABASE_URL, env().SUPABASE_ANON_KEY, {
    cookieOptions: sessionCookieOptions(),
    cookies: {
      getAll: () => store.getAll(),
      setAll: (changed) => {
        try {
          for (const { name, value, options } of changed) store.set(name, value, options);
        } catch (error) {
          if (!isReadOnlyCookies(error)) throw error;
        }
      },
    },
  });
}

/** Next refuses `cookies().set` while a page renders; every other failure is a real one. */
function isReadOnlyCookies(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith("Cookies can only be modified");
}
