import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { GatewayContext } from "../gateway/gateway-context";
import { publicUser, type User } from "./user";

const ACCESS_TOKEN_SECONDS = 3_600;

const sessionRow = z.object({
  aal: z.string(),
  amr: z.array(z.object({ method: z.string(), timestamp: z.number() })),
});

export function newRefreshToken(): string {
  return randomBytes(9).toString("base64url");
}

/** The answer to a grant: a signed access token of one hour, the refresh token and the user. */
export async function sessionTokens(
  context: GatewayContext,
  user: User,
  session: { id: string; refreshToken: string },
): Promise<Record<string, unknown>> {
  const { aal, amr } = await howSignedIn(context, session.id);
  const now = Math.floor(Date.now() / 1000);
  const expiresAt = now + ACCESS_TOKEN_SECONDS;
  const accessToken = await context.keys.sign({
    iss: `${context.publicUrl}/auth/v1`,
    sub: user.id,
    aud: user.aud ?? "authenticated",
    exp: expiresAt,
    iat: now,
    email: user.email ?? "",
    phone: user.phone ?? "",
    app_metadata: user.raw_app_meta_data ?? {},
    user_metadata: user.raw_user_meta_data ?? {},
    role: user.role ?? "authenticated",
    aal,
    amr,
    session_id: session.id,
    is_anonymous: user.is_anonymous,
  });
  return {
    access_token: accessToken,
    token_type: "bearer",
    expires_in: ACCESS_TOKEN_SECONDS,
    expires_at: expiresAt,
    refresh_token: session.refreshToken,
    user: publicUser(user),
  };
}

/** The session's level and the methods that made it, newest first. */
async function howSignedIn(context: GatewayContext, sessionId: string) {
  const [row] = await context.database.query(
    `select coalesce(s.aal, 'aal1') as aal, coalesce(
       (select jsonb_agg(jsonb_build_object('method', c.authentication_method,
          'timestamp', floor(extract(epoch from c.updated_at))) order by c.updated_at desc)
        from auth.mfa_amr_claims c where c.session_id = s.id),
       jsonb_build_array(jsonb_build_object('method', 'password', 'timestamp', floor(extract(epoch from s.created_at))))) as amr
     from auth.sessions s where s.id = $1`,
    [sessionId],
  );
  return sessionRow.parse(row);
}
