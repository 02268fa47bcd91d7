import { randomUUID } from "node:crypto";
import type { GatewayContext } from "../gateway/gateway-context";
import { newRefreshToken, sessionTokens } from "./session-token";
import type { User } from "./user";

/** Begins a session that was entered by `method`, and answers with its tokens. */
export async function openSession(
  context: GatewayContext,
  user: User,
  method: "password" | "otp",
): Promise<Record<string, unknown>> {
  const session = { id: randomUUID(), refreshToken: newRefreshToken() };
  await context.database.transaction(async (transaction) => {
    await transaction.query(
      "insert into auth.sessions (id, user_id, aal, created_at, updated_at) values ($1, $2, 'aal1', now(), now())",
      [session.id, user.id],
    );
    await transaction.query(
      `insert into auth.mfa_amr_claims (id, session_id, authentication_method, created_at, updated_at)
       values (gen_random_uuid(), $1, $2, now(), now())`,
      [session.id, method],
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
  return sessionTokens(context, { ...user, last_sign_in_at: new Date().toISOString() }, session);
}
