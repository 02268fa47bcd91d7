import { createHash, timingSafeEqual } from "node:crypto";

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Whether the request carries exactly this bearer token; digests make the comparison constant-time. */
export function hasBearerToken(headers: Headers, token: string): boolean {
  const sent = /^Bearer (.+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  return sent !== undefined && timingSafeEqual(digest(sent), digest(token));
}
