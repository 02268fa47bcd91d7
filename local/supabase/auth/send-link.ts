import { z } from "zod";
import {
  type ApiAnswer,
  type ApiRequest,
  type GatewayContext,
  jsonAnswer,
} from "../gateway/gateway-context";
import { notSpoken } from "../gateway/request-error";
import { insertUser, requireServiceRole } from "./admin-users";
import { AuthError } from "./auth-error";
import { issueToken, type TokenType } from "./one-time-token";
import type { MailKind } from "./outbox";
import { findUser, publicUser, type User } from "./user";

const linkBody = z.object({
  email: z.email().optional(),
  create_user: z.boolean().optional(),
  code_challenge: z.string().nullish(),
});
const inviteBody = z.object({
  email: z.email(),
  data: z.record(z.string(), z.unknown()).nullish(),
});

/** `POST /otp`: a link by which a known person signs in. */
export async function sendSignInLink(
  context: GatewayContext,
  request: ApiRequest,
  body: unknown,
): Promise<ApiAnswer> {
  const { email, create_user: createUser } = parseLinkBody(body);
  const user = await findUser(context.database, "email", email);
  if (!user) {
    throw createUser === false
      ? new AuthError(422, "otp_disabled", "Signups not allowed for otp")
      : new AuthError(422, "signup_disabled", "Signups not allowed for this instance");
  }
  await mailLink(context, request, user, "magic_link");
  return jsonAnswer(200, {});
}

/** `POST /recover`: a link to a new password. An unknown address gets the same answer. */
export async function sendRecoveryLink(
  context: GatewayContext,
  request: ApiRequest,
  body: unknown,
): Promise<ApiAnswer> {
  const user = await findUser(context.database, "email", parseLinkBody(body).email);
  if (user) await mailLink(context, request, user, "recovery");
  return jsonAnswer(200, {});
}

/** `POST /invite`, for the service role: a new account and its invitation, or the invitation again. */
export async function invite(
  context: GatewayContext,
  request: ApiRequest,
  body: unknown,
): Promise<ApiAnswer> {
  requireServiceRole(request);
  const user = await invitedUser(context, inviteBody.parse(body));
  await mailLink(context, request, user, "invite");
  return jsonAnswer(200, publicUser(user));
}

/** The new or not yet confirmed account of an invitation. */
export async function invitedUser(
  context: GatewayContext,
  { email, data }: z.infer<typeof inviteBody>,
): Promise<User> {
  const known = await findUser(context.database, "email", email);
  if (known?.email_confirmed_at) {
    throw new AuthError(
      422,
      "email_exists",
      "A user with this email address has already been registered",
    );
  }
  const user =
    known ?? (await insertUser(context.database, { email, user_metadata: data ?? undefined }));
  await context.database.query("update auth.users set invited_at = now() where id = $1", [user.id]);
  return user;
}

async function mailLink(context: GatewayContext, request: ApiRequest, user: User, kind: MailKind) {
  const type: TokenType = kind === "invite" ? "confirmation_token" : "recovery_token";
  const issued = await issueToken(context.database, user, type);
  const redirectTo = request.query.get("redirect_to") ?? context.publicUrl;
  context.outbox.send(kind, user.email ?? "", { redirectTo, ...issued });
}

function parseLinkBody(body: unknown) {
  const parsed = linkBody.safeParse(body);
  if (!parsed.success || !parsed.data.email)
    throw new AuthError(400, "validation_failed", "An email address is required");
  if (parsed.data.code_challenge)
    throw notSpoken("A link of the PKCE flow", "Ask with a client whose flowType is implicit.");
  return { ...parsed.data, email: parsed.data.email };
}
