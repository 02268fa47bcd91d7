import { randomBytes } from "node:crypto";
import type { GatewayContext } from "../gateway/gateway-context";
import { publicUser, type User } from "./user";

const ACCESS_TOKEN_SECONDS = 3_600;

export function newRefreshToken(): string {
  return randomBytes(9).toString("base64url");
}

/** The answer to a grant: a signed access token of one hour, the refresh token and the user. */
export async function sessionTokens(
  context: GatewayContext,
  user: User,
  session: { id: string; startedAt: number; refreshToken: string },
): Promise<Record<string, unknown>> {
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
    aal: "aal1",
    amr: [{ method: "password", timestamp: session.startedAt }],
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
