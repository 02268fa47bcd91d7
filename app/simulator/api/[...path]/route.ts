import type { NextRequest } from "next/server";
import { env } from "@/lib/env";
import { isSameOrigin } from "@/lib/http/same-origin";

/** Only what the simulated phones need: the stand-in's faults and journal are not for a page. */
const allowed = /^customers(\/[\w.-]{1,100}\/(messages|read))?$/;

type Segment = { params: Promise<{ path: string[] }> };

/** /simulator/api/…: passes requests of the simulator page to the Luminous stand-in, and to nothing else. */
async function pass(request: NextRequest, { params }: Segment): Promise<Response> {
  const path = (await params).path.join("/");
  if (!env().LOCAL_PARTS.includes("luminous") || !allowed.test(path)) {
    return Response.json({ error: { code: "not_found" } }, { status: 404 });
  }
  const isChange = request.method !== "GET";
  if (isChange && !isSameOrigin(request, env().APP_URL)) {
    return Response.json({ error: { code: "cross_site" } }, { status: 403 });
  }
  const target = new URL(`/_local/${path}${request.nextUrl.search}`, env().LUMINOUS_API_URL);
  try {
    const answer = await fetch(target, {
      method: request.method,
      headers: { "content-type": "application/json" },
      body: isChange ? await request.text() : null,
      signal: AbortSignal.timeout(30_000),
      cache: "no-store",
    });
    return new Response(await answer.text(), {
      status: answer.status,
      headers: { "content-type": "application/json", "cache-control": "no-store" },
    });
  } catch {
    return Response.json({ error: { code: "unavailable" } }, { status: 502 });
  }
}

export const GET = pass;
export const POST = pass;
