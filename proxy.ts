import { createServerClient } from "@supabase/ssr";
import { type NextRequest, NextResponse } from "next/server";
import { env } from "@/lib/env";
import { sessionCookieOptions } from "@/lib/supabase/session-cookie-options";

/** Layouts cannot read the address; the first view of a list, and the way back from sign-in, need it. */
const pathHeader = "x-console-path";
const searchHeader = "x-console-search";

/**
 * Refreshes the session of console requests and writes the new cookies to both the request (for the
 * page that renders next) and the response. It decides nothing: pages, routes and the database do.
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
  const response = NextResponse.next({ request: { headers: requestHeaders } });
  for (const { name, value, options } of changes) response.cookies.set(name, value, options);
  for (const [name, value] of extraHeaders) response.headers.set(name, value);
  return response;
}

/** Console pages and their API only: the webhook and the job endpoint never pass here. */
export const config = {
  matcher: [
    "/",
    "/(login|account|overview|sessions|tickets|media|requests|consent|holds|retention)/:path*",
    "/(alerts|jobs|parked|recall|playground|knowledge|staff|audit|parts)/:path*",
    // A file that is uploaded never passes: here its body would be copied, and cut at 10 MB.
    "/api/console/((?!sessions/[^/]+/files$).*)",
  ],
};
