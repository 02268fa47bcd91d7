import type { Database } from "../database/database";
import { AuthError } from "./auth-error";
import { hashPassword, verifyPassword } from "./password-hash";
import { parseUser, USER_JSON, type User } from "./user";

const MIN_PASSWORD_LENGTH = 6;

export type UserChange = {
  email?: string | undefined;
  email_confirm?: boolean | undefined;
  password?: string | undefined;
  role?: string | undefined;
  ban_duration?: string | undefined;
  app_metadata?: Record<string, unknown> | undefined;
  user_metadata?: Record<string, unknown> | undefined;
};

/** Applies what is given; metadata is merged key by key, a null removes a key, as hosted does. */
export async function changeUser(
  database: Database,
  user: User,
  change: UserChange,
): Promise<User> {
  if (change.password !== undefined) {
    requireUsablePassword(change.password);
    if (await verifyPassword(database, change.password, user.encrypted_password)) {
      throw new AuthError(
        422,
        "same_password",
        "New password should be different from the old password.",
      );
    }
  }
  const rows = await database.query<{ user: string }>(
    `with u as (
       update auth.users set
         email = coalesce(lower($2), email),
         email_confirmed_at = case when $3::boolean then coalesce(email_confirmed_at, now()) else email_confirmed_at end,
         encrypted_password = coalesce($4, encrypted_password),
         role = coalesce($5, role),
         raw_app_meta_data = jsonb_strip_nulls(coalesce(raw_app_meta_data, '{}') || coalesce($6::jsonb, '{}')),
         raw_user_meta_data = jsonb_strip_nulls(coalesce(raw_user_meta_data, '{}') || coalesce($7::jsonb, '{}')),
         banned_until = case when $8::text is null then banned_until when $8 = 'none' then null else now() + $8::interval end,
         updated_at = now()
       where id = $1 returning *)
     select ${USER_JSON} from u`,
    [
      user.id,
      change.email ?? null,
      change.email_confirm ?? null,
      change.password === undefined ? null : await hashPassword(change.password),
      change.role ?? null,
      change.app_metadata ? JSON.stringify(change.app_metadata) : null,
      change.user_metadata ? JSON.stringify(change.user_metadata) : null,
      change.ban_duration === undefined ? null : intervalOf(change.ban_duration),
    ],
  );
  const [row] = rows;
  if (!row) throw new AuthError(404, "user_not_found", "User not found");
  return parseUser(row);
}

export function requireUsablePassword(password: string): void {
  if (password.length < MIN_PASSWORD_LENGTH) {
    throw new AuthError(
      422,
      "weak_password",
      `Password should be at least ${MIN_PASSWORD_LENGTH} characters.`,
    );
  }
  if (Buffer.byteLength(password) > 72) {
    throw new AuthError(400, "validation_failed", "Password cannot be longer than 72 characters");
  }
}

/** Go's duration form (`24h`, `1h30m`) or `none`. */
function intervalOf(duration: string): string {
  if (duration === "none") return "none";
  if (!/^(\d+(h|m|s))+$/.test(duration)) {
    throw new AuthError(400, "validation_failed", "invalid format for ban duration");
  }
  return duration
    .replace(
      /(\d+)(h|m|s)/g,
      (_whole, count: string, unit: string) =>
        `${count} ${{ h: "hours", m: "minutes", s: "seconds" }[unit]} `,
    )
    .trim();
}
