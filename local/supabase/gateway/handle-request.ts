import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { answerAuthError } from "../auth/auth-error";
import { handleAuth } from "../auth/handle-auth";
import { answerRestError } from "../rest/answer-rest-error";
import type { HandleRest } from "../rest/handle-rest";
import { handleStorage } from "../storage/handle-storage";
import { answerStorageError } from "../storage/storage-error";
import {
  type ApiAnswer,
  type ApiRequest,
  type GatewayContext,
  jsonAnswer,
} from "./gateway-context";
import { identifyCaller } from "./identify-caller";
import { notSpoken } from "./request-error";

const CORS = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers":
    "Content-Range, X-Total-Count, Link, X-Supabase-Api-Version, Location, Upload-Offset, Upload-Length, Upload-Expires, Tus-Resumable",
};

/** Routes one HTTP request to REST, Auth or Storage and writes its answer. */
export async function handleRequest(
  context: GatewayContext,
  handleRest: HandleRest,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const method = message.method ?? "GET";
  const url = new URL(message.url ?? "/", "http://gateway");
  let answer: ApiAnswer;
  try {
    answer = await route(context, handleRest, message, method, url);
  } catch (error) {
    context.log("supabase.request_crashed", {
      path: url.pathname,
      error: error instanceof Error ? error.name : typeof error,
    });
    answer = jsonAnswer(500, {
      code: "LOCAL500",
      message: "The embedded Supabase failed",
      details: null,
      hint: null,
    });
  }
  response.writeHead(answer.status, { ...CORS, ...answer.headers });
  if (answer.body === null || method === "HEAD") {
    response.end();
  } else if (typeof answer.body === "string") {
    response.end(answer.body);
  } else {
    // The client may leave in the middle of a download; there is nobody left to tell.
    await pipeline(answer.body, response).catch(() => response.destroy());
  }
}

async function route(
  context: GatewayContext,
  handleRest: HandleRest,
  message: IncomingMessage,
  method: string,
  url: URL,
): Promise<ApiAnswer> {
  const { pathname, searchParams: query } = url;
  if (method === "OPTIONS") return preflight(message);
  if (pathname === "/health") return jsonAnswer(200, { status: "ok" });
  if (pathname === "/_local/mails") return jsonAnswer(200, context.outbox.newestFirst());
  if (pathname === "/auth/v1/.well-known/jwks.json") {
    return jsonAnswer(200, context.keys.jwks, { "cache-control": "public, max-age=600" });
  }

  const [, api, version, ...rest] = pathname.split("/");
  const signedUrl = api === "storage" && version === "v1" && isSignedOrPublic(method, rest);
  const caller = signedUrl
    ? { keyRole: "anon", bearer: null, token: { problem: "no token" } }
    : await identifyCaller(message.headers, query, context.verifyToken);
  if (!("keyRole" in caller)) return jsonAnswer(401, caller);

  const request: ApiRequest = { method, path: rest.join("/"), query, message, caller };
  if (version === "v1" && api === "rest") {
    return handleRest(request).catch((error) => answerRestError(error, caller, context.log));
  }
  if (version === "v1" && api === "auth") {
    return handleAuth(context, request).catch((error) => answerAuthError(error, context.log));
  }
  if (version === "v1" && api === "storage") {
    return handleStorage(context, request).catch((error) => answerStorageError(error, context.log));
  }
  return answerRestError(
    notSpoken(`/${api ?? ""}/${version ?? ""}`, "It speaks /rest/v1, /auth/v1 and /storage/v1."),
    caller,
    context.log,
  );
}

/** A signed URL carries its own token and works without an API key; a public bucket needs none. */
function isSignedOrPublic(method: string, rest: string[]): boolean {
  const [kind, access] = rest;
  if (kind === "status") return true;
  return (
    kind === "object" &&
    (method === "GET" || method === "HEAD") &&
    (access === "sign" || access === "public")
  );
}

function preflight(message: IncomingMessage): ApiAnswer {
  return {
    status: 204,
    headers: {
      "access-control-allow-methods": "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
      "access-control-allow-headers": message.headers["access-control-request-headers"] ?? "*",
      "access-control-max-age": "3600",
    },
    body: null,
  };
}
