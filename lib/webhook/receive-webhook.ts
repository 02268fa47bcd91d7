import "server-only";
import { type Stored, storeItems } from "@/lib/chat/store-items";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { authenticateWebhook } from "@/lib/webhook/authenticate";
import type { IntakeItem } from "@/lib/webhook/intake-item";
import { parseWebhook } from "@/lib/webhook/parse-webhook";
import { readBody } from "@/lib/webhook/read-body";
import { readJsonObject } from "@/lib/webhook/read-json-object";
import { refuseFailed, refuseUnread } from "@/lib/webhook/refuse-failure";
import { webhookContext } from "@/lib/webhook/webhook-context";

export type Received = { kind: "stored"; stored: Stored; items: readonly IntakeItem[] } | Refused;

type Refused = {
  kind: "refused";
  status: 400 | 401 | 413 | 429 | 503;
  body: { error: string };
  /** Seconds; of a 429. */
  retryAfter?: number;
};

const refuse = (status: Refused["status"], error: string, retryAfter?: number): Refused => ({
  kind: "refused",
  status,
  body: { error },
  ...(retryAfter !== undefined && { retryAfter }),
});

/**
 * One webhook from raw bytes to stored rows: limit, authenticate, parse, one transaction. What was
 * answered with anything but 200 stored nothing (P4); what was answered with 200 is in the database.
 */
export async function receiveWebhook(request: Request): Promise<Received> {
  const startedAt = performance.now();
  const asked = {
    url: request.url,
    headers: request.headers,
    secrets: env().LUMINOUS_WEBHOOK_SECRET ?? [],
    metaAppSecret: env().META_APP_SECRET ?? null,
  };
  const tooOften = refuseUnread(asked);
  if (tooOften) return refuse(tooOften.status, tooOften.error, tooOften.retryAfter);
  const rawBody = await readBody(request);
  if (!rawBody) return refuse(413, "The body is larger than 3 MB.");

  const authentication = authenticateWebhook({ ...asked, rawBody });
  if (!authentication.ok) {
    const failure = refuseFailed(request.headers, authentication.reason);
    return refuse(failure.status, failure.error, failure.retryAfter);
  }

  const body = readJsonObject(rawBody);
  if (!body.ok) {
    log.warn("Webhook refused", {
      reason: body.reason,
      body_bytes: rawBody.length,
      http_status: 400,
    });
    return refuse(400, "The body is not a JSON object.");
  }

  const items = parseWebhook(body.value, {
    ...webhookContext(),
    receivedAt: new Date(),
  });
  try {
    const stored = await storeItems(items);
    log.info("Webhook stored", {
      item_count: items.length,
      duplicate_count: stored.duplicates,
      parked_count: stored.parked,
      session_ids: stored.turn_session_ids,
      took_ms: Math.round(performance.now() - startedAt),
    });
    return { kind: "stored", stored, items };
  } catch (error) {
    log.error("Webhook not stored", { item_count: items.length, error });
    return refuse(503, "The message could not be stored. Please send it again.");
  }
}
