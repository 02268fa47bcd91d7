import { z } from "zod";
import { type ApiAnswer, type GatewayContext, jsonAnswer } from "../gateway/gateway-context";
import { AuthError } from "./auth-error";
import { openSession } from "./open-session";
import { verifyPassword } from "./password-hash";
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
  return jsonAnswer(200, await openSession(context, user, "password"));
}
