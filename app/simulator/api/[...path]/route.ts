import type { NextRequest } from "next/server";
import { z } from "zod";
import { env } from "@/lib/env";
import { isSameOrigin } from "@/lib/http/same-origin";

/** Only what the simulated phones need: the stand-in's faults and journal are not for a page. */
const allowed = /^(customers(\/[\w.-]{1,100}\/(messages|read))?|files(\/[\w.-]{1,100})?)$/;
const filePath = /^files\/./;
const fileAnswer = z.object({ mime_type: z.string(), data: z.base64() });

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
    if (filePath.test(path) && answer.ok) return fileResponse(request, await answer.json());
    return new Response(await answer.text(), {
      status: answer.status,
      headers: { "content-type": "application/json", "cache-control": "no-store" },
    });
  } catch {
    return Response.json({ error: { code: "unavailable" } }, { status: 502 });
  }
}

/**
 * A file as itself, for `<img>` and `<audio>`; whatever it is, nothing in it runs. Players ask for parts of
 * it, and know no length of a recording that they cannot have in parts.
 */
function fileResponse(request: NextRequest, json: unknown): Response {
  const { mime_type, data } = fileAnswer.parse(json);
  const bytes = new Uint8Array(Buffer.from(data, "base64"));
  const headers = {
    "content-type": mime_type,
    "accept-ranges": "bytes",
    "cache-control": "private, max-age=3600",
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
  };
  const [, from, to] =
    /^bytes=(\d{1,12})-(\d{0,12})$/.exec(request.headers.get("range") ?? "") ?? [];
  if (from === undefined || Number(from) >= bytes.length) return new Response(bytes, { headers });
  const end = Math.min(to ? Number(to) : bytes.length - 1, bytes.length - 1);
  return new Response(bytes.slice(Number(from), end + 1), {
    status: 206,
    headers: { ...headers, "content-range": `bytes ${from}-${end}/${bytes.length}` },
  });
}

export const GET = pass;
export const POST = pass;
