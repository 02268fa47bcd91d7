import { z } from "zod";
import type { Database } from "../database/database";

const jsonObject = z.record(z.string(), z.unknown());

const identitySchema = z.looseObject({ id: z.string(), provider: z.string() });

const factorSchema = z.looseObject({
  id: z.string(),
  factor_type: z.string(),
  status: z.enum(["unverified", "verified"]),
});

/** A row of auth.users as this gateway reads it, in the JSON that Postgres makes of it. */
export const userSchema = z.object({
  id: z.string(),
  aud: z.string().nullable(),
  role: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  encrypted_password: z.string().nullable(),
  email_confirmed_at: z.string().nullable(),
  confirmed_at: z.string().nullable(),
  last_sign_in_at: z.string().nullable(),
  raw_app_meta_data: jsonObject.nullable(),
  raw_user_meta_data: jsonObject.nullable(),
  banned_until: z.string().nullable(),
  is_anonymous: z.boolean(),
  created_at: z.string().nullable(),
  updated_at: z.string().nullable(),
  identities: z.array(identitySchema),
  factors: z.array(factorSchema),
});
export type User = z.infer<typeof userSchema>;

/** Select list for one user as JSON text. */
export const USER_JSON = `(to_jsonb(u) || jsonb_build_object('identities', (
  select coalesce(jsonb_agg(jsonb_build_object(
    'identity_id', i.id, 'id', i.provider_id, 'user_id', i.user_id, 'identity_data', i.identity_data,
    'provider', i.provider, 'last_sign_in_at', i.last_sign_in_at, 'created_at', i.created_at,
    'updated_at', i.updated_at, 'email', i.email)), '[]')
  from auth.identities i where i.user_id = u.id),
  'factors', (select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
    'id', f.id, 'friendly_name', f.friendly_name, 'factor_type', f.factor_type, 'status', f.status,
    'created_at', f.created_at, 'updated_at', f.updated_at, 'last_challenged_at', f.last_challenged_at))
    order by f.created_at), '[]')
  from auth.mfa_factors f where f.user_id = u.id)))::text as user`;

export function parseUser(row: { user: string }): User {
  return userSchema.parse(JSON.parse(row.user));
}

export async function findUser(
  database: Database,
  by: "id" | "email",
  value: string,
): Promise<User | null> {
  const condition = by === "id" ? "u.id::text = lower($1)" : "u.email = lower($1)";
  const rows = await database.query<{ user: string }>(
    `select ${USER_JSON} from auth.users u where ${condition} and u.deleted_at is null`,
    [value],
  );
  return rows[0] ? parseUser(rows[0]) : null;
}

/** The user as the Auth API shows it: everything but secrets. */
export function publicUser(user: User): Record<string, unknown> {
  return {
    id: user.id,
    aud: user.aud ?? "authenticated",
    role: user.role ?? "authenticated",
    email: user.email ?? "",
    ...(user.email_confirmed_at ? { email_confirmed_at: user.email_confirmed_at } : {}),
    phone: user.phone ?? "",
    ...(user.confirmed_at ? { confirmed_at: user.confirmed_at } : {}),
    ...(user.last_sign_in_at ? { last_sign_in_at: user.last_sign_in_at } : {}),
    ...(user.banned_until ? { banned_until: user.banned_until } : {}),
    app_metadata: user.raw_app_meta_data ?? {},
    user_metadata: user.raw_user_meta_data ?? {},
    identities: user.identities,
    ...(user.factors.length > 0 ? { factors: user.factors } : {}),
    created_at: user.created_at,
    updated_at: user.updated_at,
    is_anonymous: user.is_anonymous,
  };
}

export function isBanned(user: User): boolean {
  return user.banned_until !== null && Date.parse(user.banned_until) > Date.now();
}

export function hasVerifiedFactor(user: User): boolean {
  return user.factors.some((factor) => factor.status === "verified");
}
