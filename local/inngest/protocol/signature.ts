import { createHash, createHmac, timingSafeEqual } from "node:crypto";

const withoutPrefix = (key: string): string => key.replace(/^signkey-\w+-/, "");

/** `x-inngest-signature` for a body sent to the app: `t=<unix seconds>&s=<hmac of body and t>`. */
export function signBody(body: string, signingKey: string, nowMs: number): string {
  const t = Math.floor(nowMs / 1000);
  const s = createHmac("sha256", withoutPrefix(signingKey)).update(`${body}${t}`).digest("hex");
  return `t=${t}&s=${s}`;
}

/** What the SDK puts in `Authorization: Bearer` when it calls the API: prefix + SHA-256 of the key. */
export function hashSigningKey(signingKey: string): string {
  const prefix = signingKey.match(/^signkey-\w+-/)?.[0] ?? "";
  const key = Buffer.from(withoutPrefix(signingKey), "hex");
  return prefix + createHash("sha256").update(key).digest("hex");
}

/** Compares two secrets without leaking, by time, how much of them agrees. */
export function sameSecret(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
