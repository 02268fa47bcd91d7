import { z } from "zod";
import {
  type ApiAnswer,
  type ApiRequest,
  type GatewayContext,
  jsonAnswer,
} from "../gateway/gateway-context";
import { notSpoken } from "../gateway/request-error";
import { requireServiceRole } from "./admin-users";
import { AuthError } from "./auth-error";
import { issueToken } from "./one-time-token";
import { invitedUser } from "./send-link";
import { findUser, publicUser } from "./user";

const linkBody = z.object({
  type: z.string(),
  email: z.email(),
  redirect_to: z.string().nullish(),
});

/** `POST /admin/generate_link`, for the service role: the token of a link that is not mailed. */
export async function generateLink(
  context: GatewayContext,
  request: ApiRequest,
  body: unknown,
): Promise<ApiAnswer> {
  requireServiceRole(request);
  const { type, email, redirect_to: redirectTo } = linkBody.parse(body);
  if (!["invite", "magiclink", "recovery"].includes(type))
    throw notSpoken(`A link of the type «${type}»`, "It speaks invite, magiclink and recovery.");
  const user =
    type === "invite"
      ? await invitedUser(context, { email })
      : await findUser(context.database, "email", email);
  if (!user) throw new AuthError(404, "user_not_found", "User with this email not found");
  const { token, tokenHash } = await issueToken(
    context.database,
    user,
    type === "invite" ? "confirmation_token" : "recovery_token",
  );
  const target = redirectTo ?? context.publicUrl;
  const query = new URLSearchParams({ token: tokenHash, type, redirect_to: target });
  return jsonAnswer(200, {
    ...publicUser(user),
    action_link: `${context.publicUrl}/auth/v1/verify?${query}`,
    email_otp: token,
    hashed_token: tokenHash,
    redirect_to: target,
    verification_type: type,
  });
}
