import { randomBytes } from "node:crypto";
import { createServerClient } from "@supabase/ssr";
import { type NextRequest, NextResponse } from "next/server";
import { env } from "@/lib/env";
import { pagePolicy } from "@/lib/http/content-policy";
import { sessionCookieOptions } from "@/lib/supabase/session-cookie-options";

/** Layouts cannot read the address; the first view of a list, and the way back from sign-in, need it. */
const pathHeader = "x-console-path";
const searchHeader = "x-console-search";
/** Next reads the nonce of its own scripts from the request's policy, and keeps none that a visitor sent. */
const policyHeader = "content-security-policy";

/**
 * Refreshes the session of console requests and writes the new cookies to both the request (for the
 * page that renders next) and the response; gives every page its content policy. It decides nothing: pages,
 * routes and the database do.
 */
export async function proxy(request: NextRequest) {
  const changes: { name: string; value: string; options: object }[] = [];
  const extraHeaders = new Headers();
  const supabase = createServerClient(env().SUPABASE_URL, env().SUPABASE_ANON_KEY, {
    cookieOptions: sessionCookieOptions(),
    cookies: {
      getAll: () => request.cookies.getAll(),
      setAll: (changed, headers) => {
        for (const change of changed) {
          request.cookies.set(change.name, change.value);
          changes.push(change);
        }
        for (const [name, value] of Object.entries(headers)) extraHeaders.set(name, value);
      },
    },
  });
  await supabase.auth.getClaims();

  const requestHeaders = new Headers(request.headers);
  requestHeaders.set("cookie", request.cookies.toString());
  requestHeaders.set(pathHeader, request.nextUrl.pathname + request.nextUrl.search);
  requestHeaders.set(searchHeader, request.nextUrl.search);
  const policy = policyOf(request.nextUrl.pathname);
  if (policy) requestHeaders.set(policyHeader, policy);
  else requestHeaders.delete(policyHeader);
  const response = NextResponse.next({ request: { headers: requestHeaders } });
  for (const { name, value, options } of changes) response.cookies.set(name, value, options);
  for (const [name, value] of extraHeaders) response.headers.set(name, value);
  if (policy) response.headers.set(policyHeader, policy);
  return response;
}

/** Of pages, found or not; answers to programs keep the closed policy of next.config.ts. */
function policyOf(path: string): string | null {
  if (path.startsWith("/api/")) return null;
  return pagePolicy({
    nonce: randomBytes(16).toString("base64"),
    storageUrl: env().SUPABASE_URL,
    appUrl: env().APP_URL,
    allowsEval: process.env.NODE_ENV === "development",
  });
}

/** Every page, and the console's API: the webhook, the job endpoint, probes and files never pass here. */
export const config = {
  matcher: [
    "/((?!api(?:/|$)|simulator/api/|_next/|healthz$|readyz$|metrics$).*)",
    // A file that is uploaded never passes: here its body would be copied, and cut at 10 MB.
    "/api/console/((?!sessions/[^/]+/files$).*)",
  ],
};
