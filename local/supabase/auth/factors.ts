import { randomBytes, randomUUID } from "node:crypto";
import { z } from "zod";
import {
  type ApiAnswer,
  type ApiRequest,
  type GatewayContext,
  jsonAnswer,
} from "../gateway/gateway-context";
import { notSpoken } from "../gateway/request-error";
import { AuthError } from "./auth-error";
import { isAal2, requireUser } from "./current-user";
import { deleteFactor } from "./factors-of-user";
import { base32 } from "./totp";
import { hasVerifiedFactor, type User } from "./user";
import { verifyFactor } from "./verify-factor";

const CHALLENGE_SECONDS = 300;
const MAX_FACTORS = 10;

const enrolBody = z.object({
  factor_type: z.string(),
  friendly_name: z.string().default(""),
  issuer: z.string().optional(),
});

/** `/factors…`: a code of an authenticator app as second factor. */
export async function handleFactors(
  context: GatewayContext,
  request: ApiRequest,
  body: unknown,
): Promise<ApiAnswer> {
  const { user, sessionId } = await requireUser(context, request);
  const [, factorId, act] = request.path.split("/");
  if (factorId === undefined && request.method === "POST")
    return enrol(context, user, sessionId, body);
  const factor = user.factors.find(({ id }) => id === factorId);
  if (!factor) throw new AuthError(404, "mfa_factor_not_found", "Factor not found");
  switch (`${request.method} ${act ?? ""}`) {
    case "POST challenge":
      return challenge(context, factor.id);
    case "POST verify":
      return verifyFactor(context, user, sessionId, factor.id, body);
    case "DELETE ":
      if (factor.status === "verified" && !(await isAal2(context, sessionId)))
        throw new AuthError(422, "insufficient_aal", "AAL2 required to unenroll verified factor");
      await deleteFactor(context, factor.id);
      return jsonAnswer(200, { id: factor.id });
    default:
      throw new AuthError(405, "bad_request", "Method not allowed");
  }
}

async function enrol(
  context: GatewayContext,
  user: User,
  sessionId: string,
  body: unknown,
): Promise<ApiAnswer> {
  const { factor_type: type, friendly_name: name, issuer } = enrolBody.parse(body);
  if (type !== "totp") throw notSpoken(`The factor type «${type}»`, "It speaks totp.");
  if (hasVerifiedFactor(user) && !(await isAal2(context, sessionId)))
    throw new AuthError(403, "insufficient_aal", "AAL2 required to enroll a new factor");
  if (user.factors.length >= MAX_FACTORS)
    throw new AuthError(
      422,
      "too_many_enrolled_mfa_factors",
      "Maximum number of verified factors reached, unenroll to continue",
    );
  if (name !== "" && user.factors.some((factor) => factor.friendly_name === name))
    throw new AuthError(
      422,
      "mfa_factor_name_conflict",
      `A factor with the friendly name "${name}" for this user already exists`,
    );
  const id = randomUUID();
  const secret = base32(randomBytes(20));
  await context.database.query(
    `insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status, secret, created_at, updated_at)
     values ($1, $2, $3, 'totp', 'unverified', $4, now(), now())`,
    [id, user.id, name, secret],
  );
  const label = encodeURIComponent(`${issuer ?? "localhost"}:${user.email ?? ""}`);
  const uri = `otpauth://totp/${label}?algorithm=SHA1&digits=6&issuer=${encodeURIComponent(issuer ?? "localhost")}&period=30&secret=${secret}`;
  return jsonAnswer(200, {
    id,
    type: "totp",
    friendly_name: name,
    totp: { qr_code: noQrCode, secret, uri },
  });
}

/** Drawing QR codes would need a library of its own; the key and the address carry the same. */
const noQrCode = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200"><rect width="200" height="200" fill="#fff"/><text x="100" y="94" text-anchor="middle" font-family="sans-serif" font-size="15" fill="#333">No QR code from the</text><text x="100" y="114" text-anchor="middle" font-family="sans-serif" font-size="15" fill="#333">embedded Supabase</text></svg>`;

async function challenge(context: GatewayContext, factorId: string): Promise<ApiAnswer> {
  const id = randomUUID();
  await context.database.transaction(async (transaction) => {
    await transaction.query(
      "insert into auth.mfa_challenges (id, factor_id, created_at, ip_address) values ($1, $2, now(), '127.0.0.1')",
      [id, factorId],
    );
    await transaction.query(
      "update auth.mfa_factors set last_challenged_at = clock_timestamp() where id = $1",
      [factorId],
    );
  });
  const expiresAt = Math.floor(Date.now() / 1000) + CHALLENGE_SECONDS;
  return jsonAnswer(200, { id, type: "totp", expires_at: expiresAt });
}
