import type { IncomingHttpHeaders } from "node:http";
import type { VerifiedToken, VerifyToken } from "./verify-token";

/** Who calls: the API key's role, and the token that acts (the key's own when there is no session). */
export type Caller = {
  keyRole: string;
  /** What came as `Authorization: Bearer`, if anything did. */
  bearer: string | null;
  token: VerifiedToken | { problem: string };
};

/** The gateway's own refusal, before any API: not in PostgREST's shape. */
export type KeyProblem = { message: string; hint: string };

const NO_KEY: KeyProblem = {
  message: "No API key found in request",
  hint: "No `apikey` request header or url param was found.",
};
const BAD_KEY: KeyProblem = {
  message: "Invalid API key",
  hint: "Double check your Supabase `anon` or `service_role` API key.",
};

/**
 * The API key opens the gateway; the bearer token says who acts. A bearer equal to the key means that
 * nobody is signed in, and the key's own role applies.
 */
export async function identifyCaller(
  headers: IncomingHttpHeaders,
  query: URLSearchParams,
  verifyToken: VerifyToken,
): Promise<Caller | KeyProblem> {
  const header = headers.authorization;
  const bearer = header && /^bearer /i.test(header) ? header.slice(7).trim() : null;
  const headerKey = Array.isArray(headers.apikey) ? headers.apikey[0] : headers.apikey;
  const apiKey = headerKey ?? query.get("apikey") ?? bearer;
  if (!apiKey) return NO_KEY;

  const key = await verifyToken(apiKey);
  const keyRole = "problem" in key ? null : key.claims.role;
  if (keyRole !== "anon" && keyRole !== "service_role") return BAD_KEY;
  if (bearer === null || bearer === apiKey) return { keyRole, bearer, token: key };
  return { keyRole, bearer, token: await verifyToken(bearer) };
}
