import type { JsonObject } from "@/lib/webhook/intake-item";
import { numberOf } from "@/lib/webhook/json-fields";

/** Postgres' `integer`, in which codes are kept; Meta's have at most seven digits. */
const LARGEST = 2 ** 31 - 1;

/** The number by which Meta calls a refusal; null when there is none that can be one. */
export function errorCodeOf(error: JsonObject): number | null {
  const code = numberOf(error, "code");
  return code !== null && Number.isInteger(code) && Math.abs(code) <= LARGEST ? code : null;
}
