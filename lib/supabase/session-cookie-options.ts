import "server-only";
import type { CookieOptionsWithName } from "@supabase/ssr";
import { env } from "@/lib/env";

/** The browser never needs the session: it talks to our own routes only, so scripts cannot read the cookie. */
export function sessionCookieOptions(): CookieOptionsWithName {
  return {
    httpOnly: true,
    sameSite: "lax",
    secure: env().APP_URL.startsWith("https://"),
    path: "/",
  };
}
