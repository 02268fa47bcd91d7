import "server-only";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { clientAddress } from "@/lib/staff/client-address";
import type { Authentication, WebhookRequest } from "@/lib/webhook/authenticate";
import { authenticateWebhook } from "@/lib/webhook/authenticate";
import { createFailureLimit } from "@/lib/webhook/failure-limit";

export type Failure = { status: 401 | 429; error: string; retryAfter?: number };
type FailureReason = Extract<Authentication, { ok: false }>["reason"];

const limit = createFailureLimit();

const tooMany = (now: number): Failure => ({
  status: 429,
  error: "Too many requests that were not authenticated. Try again later.",
  retryAfter: limit.secondsLeft(now),
});

const addressOf = (headers: Headers) =>
  clientAddress(headers.get("x-forwarded-for"), env().TRUSTED_PROXY_HOPS);

/**
 * Refuses, before its body is read, a request from an address that has failed too often. One that carries
 * a right token is never refused, and one with a signature is read first: only the body can prove it.
 */
export function refuseUnread(request: Omit<WebhookRequest, "rawBody">): Failure | null {
  const now = Date.now();
  if (!limit.isOver(addressOf(request.headers), now)) return null;
  if (request.metaAppSecret && request.headers.has("x-hub-signature-256")) return null;
  if (authenticateWebhook({ ...request, rawBody: new Uint8Array() }).ok) return null;
  return tooMany(now);
}

/** Answers a request that failed: 401, and 429 once its address has failed too often. */
export function refuseFailed(headers: Headers, reason: FailureReason): Failure {
  const now = Date.now();
  const count = limit.count(addressOf(headers), now);
  if (count === "over") return tooMany(now);
  log.warn("Webhook refused", {
    reason: count === "last" ? "too_many_failures" : reason,
    http_status: 401,
  });
  return { status: 401, error: "The request is not authenticated." };
}
