import { RequestError } from "../gateway/request-error";

/**
 * A string as a quoted SQL literal (`standard_conforming_strings` is on, so only quotes are doubled).
 * A NUL byte has no form in Postgres and is refused as the hosted service does.
 */
export function literal(value: string | null): string {
  if (value === null) return "null";
  if (value.includes("\0")) {
    throw new RequestError(400, "22021", 'invalid byte sequence for encoding "UTF8": 0x00');
  }
  return `'${value.replaceAll("'", "''")}'`;
}

/** A name as a quoted SQL identifier. */
export function identifier(name: string): string {
  if (name.includes("\0")) {
    throw new RequestError(400, "22021", 'invalid byte sequence for encoding "UTF8": 0x00');
  }
  return `"${name.replaceAll('"', '""')}"`;
}
