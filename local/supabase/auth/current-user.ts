import { z } from "zod";
import {
  type ApiAnswer,
  type ApiRequest,
  type GatewayContext,
  jsonAnswer,
} from "../gateway/gateway-context";
import { notSpoken } from "../gateway/request-error";
import { AuthError } from "./auth-error";
import { changeUser } from "./change-user";
import { findUser, hasVerifiedFactor, publicUser, type User } from "./user";

const update = z.object({
  password: z.string().optional(),
  data: z.record(z.string(), z.unknown()).optional(),
  current_password: z.string().optional(),
  nonce: z.string().optional(),
});

/** The user of the bearer token, whose session must still exist. */
export async function requireUser(
  context: GatewayContext,
  { caller }: ApiRequest,
): Promise<{ user: User; sessionId: string }> {
  const { token } = caller;
  if (caller.bearer === null) {
    throw new AuthError(401, "no_authorization", "This endpoint requires a valid Bearer token");
  }
  if ("problem" in token) {
    throw new AuthError(
      403,
      "bad_jwt",
      `invalid JWT: unable to parse or verify signature, ${token.problem}`,
    );
  }
  const { sub, session_id: sessionId, exp } = token.claims;
  if (!sub) throw new AuthError(403, "bad_jwt", "invalid claim: missing sub claim");
  if (exp !== undefined && exp * 1000 <= Date.now()) {
    throw new AuthError(
      403,
      "bad_jwt",
      "invalid JWT: unable to parse or verify signature, token has invalid claims: token is expired",
    );
  }
  const user = await findUser(context.database, "id", sub);
  if (!user)
    throw new AuthError(403, "user_not_found", "User from sub claim in JWT does not exist");
  const sessions = sessionId
    ? await context.database.query(
        "select 1 from auth.sessions where id::text = $1 and user_id = $2",
        [sessionId, user.id],
      )
    : [];
  if (!sessionId || sessions.length === 0) {
    throw new AuthError(
      403,
      "session_not_found",
      "Session from session_id claim in JWT does not exist",
    );
  }
  return { user, sessionId };
}

/** Whether the session gave the second factor. */
export async function isAal2(context: GatewayContext, sessionId: string): Promise<boolean> {
  const rows = await context.database.query(
    "select 1 from auth.sessions where id = $1 and aal = 'aal2'",
    [sessionId],
  );
  return rows.length > 0;
}

/** `GET /user` */
export async function getUser(context: GatewayContext, request: ApiRequest): Promise<ApiAnswer> {
  return jsonAnswer(200, publicUser((await requireUser(context, request)).user));
}

/** `PUT /user`: a new password or metadata; a change of address needs mail and is not spoken. */
export async function updateUser(
  context: GatewayContext,
  request: ApiRequest,
  body: unknown,
): Promise<ApiAnswer> {
  const { user, sessionId } = await requireUser(context, request);
  for (const field of ["email", "phone"]) {
    if (typeof body === "object" && body !== null && field in body) {
      throw notSpoken(`Changing one's own ${field}`, "Let an administrator change it.");
    }
  }
  const { password, data } = update.parse(body);
  if (password !== undefined && hasVerifiedFactor(user) && !(await isAal2(context, sessionId))) {
    throw new AuthError(
      401,
      "insufficient_aal",
      "AAL2 session is required to update email or password when MFA is enabled.",
    );
  }
  const changed = await changeUser(context.database, user, { password, user_metadata: data });
  return jsonAnswer(200, publicUser(changed));
}

const scope = z.enum(["global", "local", "others"]).catch("global");

/** `POST /logout?scope=` ends this session, all others, or all. */
export async function logout(context: GatewayContext, request: ApiRequest): Promise<ApiAnswer> {
  const { user, sessionId } = await requireUser(context, request);
  const which = scope.parse(request.query.get("scope"));
  const condition = { global: "", local: " and id = $2", others: " and id <> $2" }[which];
  await context.database.query(
    `delete from auth.sessions where user_id = $1${condition}`,
    which === "global" ? [user.id] : [user.id, sessionId],
  );
  return { status: 204, headers: {}, body: null };
}
