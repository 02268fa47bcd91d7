import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import type { NextRequest } from "next/server";
import { z } from "zod";
import { env } from "@/lib/env";
import { ApiError } from "@/lib/http/api-error";
import { type ListName, readListState } from "@/lib/http/list-state";
import { isSameOrigin } from "@/lib/http/same-origin";
import { log } from "@/lib/log";
import { processMetrics } from "@/lib/metrics/process-metrics";
import { currentStaff, type Staff } from "@/lib/staff/current-staff";
import { createUserClient } from "@/lib/supabase/user-client";

type Segment = { params: Promise<Record<string, string | string[] | undefined>> };

type StaffRoute<Params, Query, Body, Result> = {
  params?: z.ZodType<Params>;
  query?: z.ZodType<Query>;
  /** Given for changing requests: JSON, at most 64 KB. */
  body?: z.ZodType<Body>;
  /** The body is a file: not read here, but left to `run` as it comes. */
  takesFile?: boolean;
  /** What the answer is made of: a reader who holds one and shows its tag is told when nothing has changed. */
  lists?: readonly ListName[];
  result: z.ZodType<Result>;
  run: (call: {
    request: NextRequest;
    supabase: SupabaseClient;
    staff: Staff;
    params: Params;
    query: Query;
    body: Body;
  }) => Promise<Result>;
};

const nothing = z.unknown();

/**
 * One console endpoint: same-origin check, sign-in, parsing in and out, and one mapping of errors.
 * `run` holds only the case; it works as the signed-in user, whom the database checks again.
 */
export function staffRoute<Params = unknown, Query = unknown, Body = unknown, Result = unknown>(
  route: StaffRoute<Params, Query, Body, Result>,
) {
  return async (request: NextRequest, segment: Segment): Promise<Response> => {
    const done = processMetrics().http.startTimer({ route: "console" });
    const response = await answer(route, request, segment);
    done({ status: String(response.status) });
    return response;
  };
}

async function answer<Params, Query, Body, Result>(
  route: StaffRoute<Params, Query, Body, Result>,
  request: NextRequest,
  segment: Segment,
): Promise<Response> {
  try {
    if (request.method !== "GET" && !isSameOrigin(request, env().APP_URL)) {
      throw new ApiError("cross_site");
    }
    const params = parse(route.params, await segment.params);
    const query = parse(route.query, Object.fromEntries(request.nextUrl.searchParams));
    const isRead = request.method === "GET" || route.takesFile;
    const body = parse(route.body, isRead ? undefined : await readJson(request));

    const supabase = await createUserClient();
    const current = await currentStaff(supabase);
    if (current.kind === "signed_out") throw new ApiError("signed_out");
    if (current.kind !== "staff") throw new ApiError("forbidden", current.kind);

    const state =
      route.lists &&
      (await readListState(
        supabase,
        route.lists,
        current.staff,
        request.headers.get("if-none-match"),
      ));
    if (state?.unchanged) return new Response(null, { status: 304, headers: noStore(state.tag) });
    const result = await route.run({
      request,
      supabase,
      staff: current.staff,
      params,
      query,
      body,
    });
    const parsed = route.result.parse(result);
    // A file is streamed as it comes; everything else is JSON.
    return parsed instanceof Response ? parsed : json(parsed, 200, state?.tag);
  } catch (error) {
    return refusal(error);
  }
}

function parse<Value>(schema: z.ZodType<Value> | undefined, value: unknown): Value {
  // Without a schema the type parameter is `unknown`, which every value is.
  const parsed = (schema ?? (nothing as z.ZodType<Value>)).safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, code }) => [path.join("."), code] as const);
  const named = problems.filter(([path]) => path !== "").reverse();
  throw new ApiError(
    "invalid",
    undefined,
    named.length > 0 ? Object.fromEntries(named) : undefined,
  );
}

async function readJson(request: Request): Promise<unknown> {
  const text = await request.text();
  if (text === "") return {};
  if (text.length > 64_000) throw new ApiError("invalid");
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError("invalid");
  }
}

function refusal(error: unknown): Response {
  if (error instanceof ApiError) {
    const { code, detail, fields } = error;
    return json({ error: { code, detail, fields } }, error.status);
  }
  log.error("console_request_failed", { error });
  return json({ error: { code: "unavailable" } }, 503);
}

function json(body: unknown, status: number, tag?: string): Response {
  return Response.json(body, { status, headers: noStore(tag) });
}

/** Kept by no cache: the console's own pages hold answers in memory, with their tags. */
function noStore(tag?: string): Record<string, string> {
  return { "cache-control": "private, no-store", ...(tag && { etag: tag }) };
}
