import { createHash, randomInt } from "node:crypto";
import type { Database } from "../database/database";
import type { User } from "./user";

/** Hosted's default. */
const VALID_SECONDS = 3_600;

export type TokenType = "confirmation_token" | "recovery_token";

const hashOf = (email: string, token: string) =>
  createHash("sha224")
    .update(email.toLowerCase() + token)
    .digest("hex");

/** A new token in place of the user's earlier one of that type: only the newest mail works. */
export async function issueToken(database: Database, user: User, type: TokenType) {
  const token = String(randomInt(0, 1_000_000)).padStart(6, "0");
  const tokenHash = hashOf(user.email ?? "", token);
  await database.query(
    `insert into auth.one_time_tokens (id, user_id, token_type, token_hash, relates_to)
     values (gen_random_uuid(), $1, $2, $3, $4)
     on conflict (user_id, token_type) do update
     set token_hash = excluded.token_hash, created_at = now(), updated_at = now()`,
    [user.id, type, tokenHash, user.email],
  );
  return { token, tokenHash };
}

/** Uses a token up. Returns whose it was, or null when it is unknown, used or too old. */
export async function consumeToken(
  database: Database,
  types: readonly TokenType[],
  given: { tokenHash: string } | { email: string; token: string },
): Promise<string | null> {
  const hash = "tokenHash" in given ? given.tokenHash : hashOf(given.email, given.token);
  const rows = await database.query<{ user_id: string; is_valid: boolean }>(
    `delete from auth.one_time_tokens where token_hash = $1 and token_type = any ($2::text[])
     returning user_id, created_at > now() - make_interval(secs => $3) as is_valid`,
    [hash, types, VALID_SECONDS],
  );
  return rows[0]?.is_valid ? rows[0].user_id : null;
}
