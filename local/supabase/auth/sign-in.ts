import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type ApiAnswer, type GatewayContext, jsonAnswer } from "../gateway/gateway-context";
import { AuthError } from "./auth-error";
import { verifyPassword } from "./password-hash";
import { newRefreshToken, sessionTokens } from "./session-token";
import { findUser, isBanned } from "./user";

const credentials = z.object({ email: z.string(), password: z.string() });

/** `grant_type=password`: a new session for a confirmed user who knows the password. */
export async function signIn(context: GatewayContext, body: unknown): Promise<ApiAnswer> {
  const { database } = context;
  const parsed = credentials.safeParse(body);
  if (!parsed.success) throw new AuthError(400, "validation_failed", "missing email or password");
  const { email, password } = parsed.data;
  const user = await findUser(database, "email", email);
  if (!user || !(await verifyPassword(database, password, user.encrypted_password))) {
    throw new AuthError(400, "invalid_credentials", "Invalid login credentials");
  }
  if (isBanned(user)) throw new AuthError(400, "user_banned", "User is banned");
  if (user.email_confirmed_at === null) {
    throw new AuthError(400, "email_not_confirmed", "Email not confirmed");
  }
  const session = {
    id: randomUUID(),
    startedAt: Math.floor(Date.now() / 1000),
    refreshToken: newRefreshToken(),
  };
  await database.transaction(async (transaction) => {
    await transaction.query(
      "insert into auth.sessions (id, user_id, created_at, updated_at) values ($1, $2, now(), now())",
      [session.id, user.id],
    );
    await transaction.query(
      `insert into auth.refresh_tokens (token, user_id, session_id, revoked, created_at, updated_at)
       values ($1, $2, $3, false, now(), now())`,
      [session.refreshToken, user.id, session.id],
    );
    await transaction.query("update auth.users set last_sign_in_at = now() where id = $1", [
      user.id,
    ]);
  });
  const signedIn = { ...user, last_sign_in_at: new Date().toISOString() };
  return jsonAnswer(200, await sessionTokens(context, signedIn, session));
}
