import { isSameSecret } from "@/lib/http/is-same-secret";

/** Whether the request carries exactly this bearer token; compared in constant time. */
export function hasBearerToken(headers: Headers, token: string): boolean {
  const sent = /^Bearer (.+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  return sent !== undefined && isSameSecret(sent, token);
}
