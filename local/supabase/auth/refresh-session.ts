import type { Transaction } from "@electric-sql/pglite";
import { z } from "zod";
import { type ApiAnswer, type GatewayContext, jsonAnswer } from "../gateway/gateway-context";
import { AuthError } from "./auth-error";
import { newRefreshToken, sessionTokens } from "./session-token";
import { findUser, isBanned } from "./user";

/** Hosted's default: a rotated token may be used again this long, for clients that refresh twice at once. */
const REUSE_INTERVAL_SECONDS = 10;

const refreshBody = z.object({ refresh_token: z.string() });

const tokenRow = z.object({
  token: z.string(),
  user_id: z.string(),
  session_id: z.string(),
  revoked: z.boolean(),
  revoked_seconds_ago: z.number(),
});
type TokenRow = z.infer<typeof tokenRow>;

/** `grant_type=refresh_token`: rotates the token; reuse after the interval ends the whole session. */
export async function refreshSession(context: GatewayContext, body: unknown): Promise<ApiAnswer> {
  const parsed = refreshBody.safeParse(body);
  if (!parsed.success) throw new AuthError(400, "validation_failed", "refresh_token required");
  const presented = parsed.data.refresh_token;
  const outcome = await context.database.transaction((transaction) =>
    rotate(transaction, presented),
  );
  if (outcome === "unknown") {
    throw new AuthError(
      400,
      "refresh_token_not_found",
      "Invalid Refresh Token: Refresh Token Not Found",
    );
  }
  if (outcome === "reused") {
    throw new AuthError(400, "refresh_token_already_used", "Invalid Refresh Token: Already Used");
  }
  const user = await findUser(context.database, "id", outcome.user_id);
  if (!user) {
    throw new AuthError(
      400,
      "refresh_token_not_found",
      "Invalid Refresh Token: Refresh Token Not Found",
    );
  }
  if (isBanned(user)) throw new AuthError(400, "user_banned", "User is banned");
  return jsonAnswer(
    200,
    await sessionTokens(context, user, {
      id: outcome.session_id,
      refreshToken: outcome.refreshToken,
    }),
  );
}

async function rotate(
  transaction: Transaction,
  presented: string,
): Promise<(TokenRow & { refreshToken: string }) | "unknown" | "reused"> {
  const { rows } = await transaction.query(
    `select t.token, t.user_id, t.session_id, t.revoked,
       extract(epoch from clock_timestamp() - t.updated_at)::float8 as revoked_seconds_ago
     from auth.refresh_tokens t join auth.sessions s on s.id = t.session_id where t.token = $1`,
    [presented],
  );
  if (rows.length === 0) return "unknown";
  const token = tokenRow.parse(rows[0]);
  if (token.revoked) {
    const active = await activeToken(transaction, token.session_id);
    // The client lost the answer to its refresh: the one before the active token gets the active one.
    if (active?.parent === token.token) return { ...token, refreshToken: active.token };
    if (token.revoked_seconds_ago > REUSE_INTERVAL_SECONDS) {
      await revokeSession(transaction, token.session_id);
      return "reused";
    }
  }
  await revokeSession(transaction, token.session_id);
  const refreshToken = newRefreshToken();
  await transaction.query(
    `insert into auth.refresh_tokens (token, user_id, session_id, parent, revoked, created_at, updated_at)
     values ($1, $2, $3, $4, false, now(), now())`,
    [refreshToken, token.user_id, token.session_id, token.token],
  );
  await transaction.query(
    "update auth.sessions set refreshed_at = now() at time zone 'utc', updated_at = now() where id = $1",
    [token.session_id],
  );
  return { ...token, refreshToken };
}

const activeRow = z.object({ token: z.string(), parent: z.string().nullable() });

async function activeToken(transaction: Transaction, sessionId: string) {
  const { rows } = await transaction.query(
    "select token, parent from auth.refresh_tokens where session_id = $1 and not revoked order by id desc limit 1",
    [sessionId],
  );
  return rows.length === 0 ? null : activeRow.parse(rows[0]);
}

async function revokeSession(transaction: Transaction, sessionId: string): Promise<void> {
  await transaction.query(
    "update auth.refresh_tokens set revoked = true, updated_at = now() where session_id = $1 and not revoked",
    [sessionId],
  );
}
