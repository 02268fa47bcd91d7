import { z } from "zod";
import { type ApiAnswer, type GatewayContext, jsonAnswer } from "../gateway/gateway-context";
import { AuthError } from "./auth-error";
import { newRefreshToken, sessionTokens } from "./session-token";
import { isTotp } from "./totp";
import { findUser, type User } from "./user";

const CHALLENGE_SECONDS = 300;
const verifyBody = z.object({ challenge_id: z.uuid(), code: z.string() });
const challengeRow = z.object({ secret: z.string(), age: z.number(), used: z.boolean() });

/** `POST /factors/<id>/verify`: the right code raises this session; sessions without it end. */
export async function verifyFactor(
  context: GatewayContext,
  user: User,
  sessionId: string,
  factorId: string,
  body: unknown,
): Promise<ApiAnswer> {
  const { challenge_id: challengeId, code } = verifyBody.parse(body);
  const rows = await context.database.query(
    `select f.secret, extract(epoch from now() - c.created_at)::float8 as age, c.verified_at is not null as used
     from auth.mfa_challenges c join auth.mfa_factors f on f.id = c.factor_id
     where c.id = $1 and f.id = $2`,
    [challengeId, factorId],
  );
  const challenge = rows[0] ? challengeRow.parse(rows[0]) : null;
  if (!challenge || challenge.used)
    throw new AuthError(
      404,
      "mfa_factor_not_found",
      "MFA factor with the provided challenge ID not found",
    );
  if (challenge.age > CHALLENGE_SECONDS)
    throw new AuthError(
      422,
      "mfa_challenge_expired",
      "MFA challenge has expired, verify against another challenge or create a new challenge.",
    );
  if (!isTotp(challenge.secret, code, Date.now()))
    throw new AuthError(422, "mfa_verification_failed", "Invalid TOTP code entered");

  const refreshToken = newRefreshToken();
  await context.database.transaction(async (transaction) => {
    const run = (sql: string, ...values: string[]) => transaction.query(sql, values);
    await run("update auth.mfa_challenges set verified_at = now() where id = $1", challengeId);
    await run(
      "update auth.mfa_factors set status = 'verified', updated_at = now() where id = $1",
      factorId,
    );
    await run("delete from auth.mfa_factors where user_id = $1 and status = 'unverified'", user.id);
    await run(
      "update auth.sessions set aal = 'aal2', factor_id = $2, updated_at = now() where id = $1",
      sessionId,
      factorId,
    );
    await run(
      "delete from auth.sessions where user_id = $1 and id <> $2 and coalesce(aal, 'aal1') = 'aal1'",
      user.id,
      sessionId,
    );
    await run(
      `insert into auth.mfa_amr_claims (id, session_id, authentication_method, created_at, updated_at)
       values (gen_random_uuid(), $1, 'totp', now(), now())
       on conflict (session_id, authentication_method) do update set updated_at = now()`,
      sessionId,
    );
    await run(
      "update auth.refresh_tokens set revoked = true, updated_at = now() where session_id = $1 and not revoked",
      sessionId,
    );
    await run(
      `insert into auth.refresh_tokens (token, user_id, session_id, revoked, created_at, updated_at)
       values ($1, $2, $3, false, now(), now())`,
      refreshToken,
      user.id,
      sessionId,
    );
  });
  const raised = await findUser(context.database, "id", user.id);
  if (!raised) throw new AuthError(403, "user_not_found", "User not found");
  return jsonAnswer(200, await sessionTokens(context, raised, { id: sessionId, refreshToken }));
}
