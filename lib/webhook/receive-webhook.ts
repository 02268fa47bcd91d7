import "server-only";
import { type Stored, storeItems } from "@/lib/chat/store-items";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { authenticateWebhook } from "@/lib/webhook/authenticate";
import { parseWebhook } from "@/lib/webhook/parse-webhook";
import { readBody } from "@/lib/webhook/read-body";
import { readJsonObject } from "@/lib/webhook/read-json-object";
import { webhookContext } from "@/lib/webhook/webhook-context";

export type Received =
  | { kind: "stored"; stored: Stored; hasMessages: boolean }
  | { kind: "refused"; status: 400 | 401 | 413 | 503; body: { error: string } };

const refuse = (status: 400 | 401 | 413 | 503, error: string): Received => ({
  kind: "refused",
  status,
  body: { error },
});

/**
 * One webhook from raw bytes to stored rows: limit, authenticate, parse, one transaction. What was
 * answered with anything but 200 stored nothing (P4); what was answered with 200 is in the database.
 */
export async function receiveWebhook(request: Request): Promise<Received> {
  const startedAt = performance.now();
  const rawBody = await readBody(request);
  if (!rawBody) return refuse(413, "The body is larger than 3 MB.");

  const authentication = authenticateWebhook({
    url: request.url,
    headers: request.headers,
    rawBody,
    secrets: env().LUMINOUS_WEBHOOK_SECRET ?? [],
    metaAppSecret: env().META_APP_SECRET ?? null,
  });
  if (!authentication.ok) {
    log.warn("Webhook refused", { reason: authentication.reason, http_status: 401 });
    return refuse(401, "The request is not authenticated.");
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
      took_ms: Math.round(performance.now() - startedAt),
    });
    const hasMessages = items.some((item) => item.event_type === "message");
    return { kind: "stored", stored, hasMessages };
  } catch (error) {
    log.error("Webhook not stored", { item_count: items.length, error });
    return refuse(503, "The message could not be stored. Please send it again.");
  }
}
