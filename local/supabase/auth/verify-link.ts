import { z } from "zod";
import { type ApiAnswer, type GatewayContext, jsonAnswer } from "../gateway/gateway-context";
import { AuthError } from "./auth-error";
import { consumeToken, type TokenType } from "./one-time-token";
import { openSession } from "./open-session";
import { findUser, isBanned } from "./user";

const verifyBody = z
  .object({ type: z.enum(["invite", "signup", "magiclink", "recovery", "email"]) })
  .and(
    z.union([
      z.object({ token_hash: z.string().min(1) }),
      z.object({ email: z.email(), token: z.string().min(1) }),
    ]),
  );

const tokenTypes: Record<z.infer<typeof verifyBody>["type"], readonly TokenType[]> = {
  invite: ["confirmation_token"],
  signup: ["confirmation_token"],
  magiclink: ["recovery_token"],
  recovery: ["recovery_token"],
  email: ["confirmation_token", "recovery_token"],
};
/** `POST /verify`: a session for whoever opened the newest mail; the address is confirmed by it. */
export async function verifyLink(context: GatewayContext, body: unknown): Promise<ApiAnswer> {
  const given = verifyBody.parse(body);
  const userId = await consumeToken(
    context.database,
    tokenTypes[given.type],
    "token_hash" in given ? { tokenHash: given.token_hash } : given,
  );
  if (userId === null)
    throw new AuthError(403, "otp_expired", "Email link is invalid or has expired");
  await context.database.query(
    "update auth.users set email_confirmed_at = coalesce(email_confirmed_at, now()), updated_at = now() where id = $1",
    [userId],
  );
  const user = await findUser(context.database, "id", userId);
  if (!user) throw new AuthError(403, "user_not_found", "User not found");
  if (isBanned(user)) throw new AuthError(403, "user_banned", "User is banned");
  return jsonAnswer(200, await openSession(context, user, "otp"));
}
