import { compactVerify, decodeProtectedHeader } from "jose";
import { z } from "zod";
import type { SigningKeys } from "./signing-keys";

const claimsSchema = z.looseObject({
  sub: z.string().optional(),
  role: z.string().optional(),
  aud: z.union([z.string(), z.array(z.string())]).optional(),
  session_id: z.string().optional(),
  exp: z.number().optional(),
  nbf: z.number().optional(),
});

export type VerifiedToken = { claims: z.infer<typeof claimsSchema>; claimsText: string };
export type TokenProblem = { problem: string };
export type VerifyToken = (token: string) => Promise<VerifiedToken | TokenProblem>;

const REMEMBERED_TOKENS = 2_000;

/**
 * Checks signatures (ES256 by key id, HS256 by secret) and remembers tokens already checked. Says
 * nothing about expiry: each API has its own leeway.
 */
export function createVerifyToken(keys: SigningKeys): VerifyToken {
  const remembered = new Map<string, VerifiedToken>();
  return async (token) => {
    const known = remembered.get(token);
    if (known) return known;
    const verified = await verify(token, keys);
    if ("problem" in verified) return verified;
    if (remembered.size >= REMEMBERED_TOKENS) remembered.clear();
    remembered.set(token, verified);
    return verified;
  };
}

async function verify(token: string, keys: SigningKeys): Promise<VerifiedToken | TokenProblem> {
  const parts = token.split(".").length;
  if (parts !== 3) return { problem: `Expected 3 parts in JWT; got ${parts}` };
  let claimsText: string;
  try {
    const { alg, kid } = decodeProtectedHeader(token);
    if (alg === "ES256" && kid !== keys.kid)
      return { problem: "No suitable key or wrong key type" };
    const { payload } = await compactVerify(token, alg === "HS256" ? keys.secret : keys.publicKey, {
      algorithms: ["HS256", "ES256"],
    });
    claimsText = new TextDecoder("utf-8", { fatal: true }).decode(payload);
    const claims = claimsSchema.parse(JSON.parse(claimsText));
    return { claims, claimsText };
  } catch {
    // Every reason is the caller's: not a JWT, an unknown algorithm, a wrong signature, odd claims.
    return { problem: "No suitable key or wrong key type" };
  }
}
