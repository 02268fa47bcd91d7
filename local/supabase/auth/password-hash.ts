import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import type { Database } from "../database/database";

const KEY_BYTES = 32;

function derive(password: string, salt: Buffer): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  scrypt(password, salt, KEY_BYTES, (error, key) => (error ? reject(error) : resolve(key)));
  return promise;
}

/** scrypt in Node: bcrypt inside Postgres would hold up every other request for its whole run. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return `scrypt$${salt.toString("hex")}$${(await derive(password, salt)).toString("hex")}`;
}

/** Also knows the bcrypt hashes of hosted projects, which a seed may carry. */
export async function verifyPassword(
  database: Database,
  password: string,
  stored: string | null,
): Promise<boolean> {
  if (stored?.startsWith("$2")) {
    const rows = await database.query<{ same: boolean }>(
      "select extensions.crypt($1, $2) = $2 as same",
      [password, stored],
    );
    return rows[0]?.same === true;
  }
  const [scheme, salt, key] = stored?.split("$") ?? [];
  if (scheme !== "scrypt" || !salt || !key) return false;
  return timingSafeEqual(await derive(password, Buffer.from(salt, "hex")), Buffer.from(key, "hex"));
}
