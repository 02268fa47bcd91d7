import { createHmac } from "node:crypto";
import { isSameSecret } from "@/lib/http/is-same-secret";

export type WebhookRequest = {
  url: string;
  headers: Headers;
  /** The bytes as received: Meta signs these and not what a parser makes of them. */
  rawBody: Uint8Array;
  /** `LUMINOUS_WEBHOOK_SECRET`; two during rotation. */
  secrets: readonly string[];
  /** `META_APP_SECRET` of a direct Meta subscription. */
  metaAppSecret: string | null;
};

export type Authentication =
  | { ok: true; via: "token" | "bearer" | "signature" }
  | { ok: false; reason: "not_configured" | "no_credentials" | "wrong_credentials" };

/** Compares with every secret, found or not. */
function isOneOf(given: string, secrets: readonly string[]): boolean {
  return secrets.map((secret) => isSameSecret(given, secret)).includes(true);
}

/** A `+` that was not escaped in the address is read as a space; secrets hold no spaces. */
function tokenOf(url: string): string | null {
  const query = new URLSearchParams(url.split("#", 1)[0]?.split("?").slice(1).join("?"));
  return query.get("token")?.replaceAll(" ", "+") ?? null;
}

function bearerOf(headers: Headers): string | null {
  return /^bearer +(\S+)$/i.exec(headers.get("authorization")?.trim() ?? "")?.[1] ?? null;
}

function signatureOf(rawBody: Uint8Array, appSecret: string): string {
  return `sha256=${createHmac("sha256", appSecret).update(rawBody).digest("hex")}`;
}

/**
 * Who may call the webhook: whoever knows the shared secret, as `?token=` (Luminous can set nothing
 * else) or as bearer token, or Meta by its signature over the raw bytes. What is not configured
 * refuses; there is no way in without a secret.
 */
export function authenticateWebhook(request: WebhookRequest): Authentication {
  const secrets = request.secrets.map((secret) => secret.trim()).filter((secret) => secret !== "");
  const appSecret = request.metaAppSecret?.trim() || null;
  if (secrets.length === 0 && appSecret === null) return { ok: false, reason: "not_configured" };

  const token = tokenOf(request.url);
  if (token !== null && isOneOf(token, secrets)) return { ok: true, via: "token" };
  const bearer = bearerOf(request.headers);
  if (bearer !== null && isOneOf(bearer, secrets)) return { ok: true, via: "bearer" };
  const signature = request.headers.get("x-hub-signature-256")?.trim() ?? null;
  if (signature !== null && appSecret !== null) {
    const expected = signatureOf(request.rawBody, appSecret);
    if (isSameSecret(signature.toLowerCase(), expected)) return { ok: true, via: "signature" };
  }
  const hasNone = token === null && bearer === null && signature === null;
  return { ok: false, reason: hasNone ? "no_credentials" : "wrong_credentials" };
}
