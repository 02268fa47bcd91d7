import "server-only";
import { env } from "@/lib/env";
import { isSameSecret } from "@/lib/http/is-same-secret";

/**
 * Meta's subscription check: the challenge back when the verify token is ours, else 403.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/create-webhook-endpoint
 */
export function answerMetaChallenge(query: URLSearchParams): Response {
  const expected = env().META_VERIFY_TOKEN;
  const challenge = query.get("hub.challenge");
  const given = query.get("hub.verify_token") ?? "";
  if (query.get("hub.mode") !== "subscribe" || !challenge || challenge.length > 1_000) {
    return Response.json({ error: "This is not a subscription check." }, { status: 400 });
  }
  if (!expected || !isSameSecret(given, expected)) {
    return Response.json({ error: "The verify token does not match." }, { status: 403 });
  }
  return new Response(challenge, {
    headers: { "content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff" },
  });
}
