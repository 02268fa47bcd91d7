import { randomUUID } from "node:crypto";
import { messages } from "@electric-sql/pglite";
import { z } from "zod";
import type { Database } from "../database/database";
import {
  type ApiAnswer,
  type ApiRequest,
  type GatewayContext,
  jsonAnswer,
} from "../gateway/gateway-context";
import { notSpoken } from "../gateway/request-error";
import { AuthError } from "./auth-error";
import { changeUser, requireUsablePassword } from "./change-user";
import { handleFactorsOf } from "./factors-of-user";
import { hashPassword } from "./password-hash";
import { findUser, parseUser, publicUser, USER_JSON, type User } from "./user";

const metadata = z.record(z.string(), z.unknown()).optional();
const userFields = z.strictObject({
  id: z.uuid().optional(),
  email: z.email().optional(),
  email_confirm: z.boolean().optional(),
  password: z.string().optional(),
  role: z.string().optional(),
  ban_duration: z.string().optional(),
  app_metadata: metadata,
  user_metadata: metadata,
});
const deletion = z.object({ should_soft_delete: z.boolean().optional() });

/** `/admin/users…`, for the service role only. */
export async function handleAdminUsers(
  context: GatewayContext,
  request: ApiRequest,
  body: unknown,
): Promise<ApiAnswer> {
  requireServiceRole(request);
  const { database } = context;
  const [, , id, more, factorId] = request.path.split("/");
  if (more !== undefined && more !== "factors")
    throw notSpoken(
      `/auth/v1/${request.path}`,
      "It speaks admin/users, admin/users/<id> and admin/users/<id>/factors.",
    );
  if (id === undefined || id === "") {
    if (request.method === "POST") return createUser(database, body);
    if (request.method === "GET") return listUsers(database, request);
    throw new AuthError(405, "bad_request", "Method not allowed");
  }
  const user = await findUser(database, "id", id);
  if (!user) throw new AuthError(404, "user_not_found", "User not found");
  if (more === "factors") return handleFactorsOf(context, request.method, user, factorId);
  if (request.method === "GET") return jsonAnswer(200, publicUser(user));
  if (request.method === "PUT") return changeByAdmin(database, user, body);
  if (request.method === "DELETE") return deleteUser(database, user, body);
  throw new AuthError(405, "bad_request", "Method not allowed");
}

export function requireServiceRole(request: ApiRequest): void {
  const { token } = request.caller;
  if ("problem" in token) throw new AuthError(403, "bad_jwt", `invalid JWT: ${token.problem}`);
  if (token.claims.role !== "service_role")
    throw new AuthError(403, "not_admin", "User not allowed");
}

async function createUser(database: Database, body: unknown): Promise<ApiAnswer> {
  const fields = parseFields(body);
  const { email, password } = fields;
  if (!email)
    throw new AuthError(400, "validation_failed", "Cannot create a user without an email");
  if (fields.ban_duration !== undefined)
    throw notSpoken("ban_duration on creation", "Ban in a second call.");
  if (password !== undefined) requireUsablePassword(password);
  return jsonAnswer(200, publicUser(await insertUser(database, { ...fields, email, password })));
}

/** A new row of auth.users with its e-mail identity. */
export async function insertUser(
  database: Database,
  fields: z.infer<typeof userFields> & { email: string },
): Promise<User> {
  const { email, password } = fields;
  const id = fields.id ?? randomUUID();
  const hash = password === undefined ? "" : await hashPassword(password);
  const [created] = await orEmailExists(() =>
    database.transaction(async (transaction) => {
      await transaction.query(
        `insert into auth.users (instance_id, id, aud, role, email, encrypted_password, email_confirmed_at,
           raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
         values ('00000000-0000-0000-0000-000000000000', $1, 'authenticated', $2, lower($3), $4,
           case when $5::boolean then now() end, '{"provider":"email","providers":["email"]}'::jsonb || $6::jsonb, $7::jsonb, now(), now())`,
        [
          id,
          fields.role ?? "authenticated",
          email,
          hash,
          fields.email_confirm ?? false,
          JSON.stringify(fields.app_metadata ?? {}),
          JSON.stringify(fields.user_metadata ?? {}),
        ],
      );
      await transaction.query(
        `insert into auth.identities (provider_id, user_id, identity_data, provider, created_at, updated_at)
         select $1::text, $1::uuid, jsonb_build_object('sub', $1::text, 'email', lower($2::text), 'email_verified', false, 'phone_verified', false), 'email', now(), now()`,
        [id, email],
      );
      const { rows } = await transaction.query<{ user: string }>(
        `select ${USER_JSON} from auth.users u where u.id = $1`,
        [id],
      );
      return rows;
    }),
  );
  if (!created) throw new AuthError(500, "unexpected_failure", "The user was not stored");
  return parseUser(created);
}

async function listUsers(database: Database, { query }: ApiRequest): Promise<ApiAnswer> {
  const page = z.coerce.number().int().min(1).catch(1).parse(query.get("page"));
  const perPage = z.coerce.number().int().min(1).max(1_000).catch(50).parse(query.get("per_page"));
  const rows = await database.query<{ user: string }>(
    `select ${USER_JSON} from auth.users u where u.deleted_at is null order by u.created_at desc, u.id limit $1 offset $2`,
    [perPage, (page - 1) * perPage],
  );
  const [{ total } = { total: 0 }] = await database.query<{ total: number }>(
    "select count(*)::int as total from auth.users where deleted_at is null",
  );
  const last = Math.max(1, Math.ceil(total / perPage));
  const next =
    page < last ? `</admin/users?page=${page + 1}&per_page=${perPage}>; rel="next", ` : "";
  return jsonAnswer(
    200,
    { users: rows.map((row) => publicUser(parseUser(row))), aud: "authenticated" },
    {
      "x-total-count": String(total),
      link: `${next}</admin/users?page=${last}&per_page=${perPage}>; rel="last"`,
    },
  );
}

async function changeByAdmin(database: Database, user: User, body: unknown): Promise<ApiAnswer> {
  const fields = parseFields(body);
  if (fields.id !== undefined)
    throw new AuthError(400, "validation_failed", "The id of a user cannot change");
  // Hosted lets an administrator set the same password again.
  const current = { ...user, encrypted_password: null };
  const changed = await orEmailExists(() => changeUser(database, current, fields));
  return jsonAnswer(200, publicUser(changed));
}

async function deleteUser(database: Database, user: User, body: unknown): Promise<ApiAnswer> {
  if (deletion.parse(body ?? {}).should_soft_delete) {
    throw notSpoken("A soft deletion of a user", "Ban the user, or delete for good.");
  }
  await database.query("delete from auth.users where id = $1", [user.id]);
  return jsonAnswer(200, {});
}

function parseFields(body: unknown): z.infer<typeof userFields> {
  const parsed = userFields.safeParse(body);
  if (parsed.success) return parsed.data;
  const unknownKeys = parsed.error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys" ? issue.keys : [],
  );
  if (unknownKeys.length > 0)
    throw notSpoken(
      `The user field «${unknownKeys.join(", ")}»`,
      "It speaks email, password, role, metadata and bans.",
    );
  throw new AuthError(
    400,
    "validation_failed",
    `Invalid ${parsed.error.issues[0]?.path.join(".") ?? "body"}`,
  );
}

async function orEmailExists<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof messages.DatabaseError && error.constraint === "users_email_partial_key") {
      throw new AuthError(
        422,
        "email_exists",
        "A user with this email address has already been registered",
      );
    }
    throw error;
  }
}
