import type { Json } from "@/lib/supabase/database.types";
import type { JsonObject } from "@/lib/webhook/intake-item";
import { isObject } from "@/lib/webhook/json-fields";

/** Real deliveries nest about a dozen levels; recursive readers after us must not meet thousands. */
export const MAX_JSON_DEPTH = 64;
/** Meta sends at most 1000 updates a delivery, some 60 values each. */
export const MAX_JSON_VALUES = 200_000;

export type JsonRefusal =
  | "empty_body"
  | "invalid_utf8"
  | "nested_too_deeply"
  | "too_many_values"
  | "invalid_json"
  | "not_an_object";

export type ReadJsonResult = { ok: true; value: JsonObject } | { ok: false; reason: JsonRefusal };

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

/**
 * Bounds depth and number of values before anything is built from the bytes: one linear pass.
 * Structural characters are ASCII, so bytes of longer UTF-8 sequences are never mistaken for them.
 */
function exceededBound(bytes: Uint8Array): "nested_too_deeply" | "too_many_values" | null {
  let depth = 0;
  let values = 1;
  let inString = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (inString) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) {
      inString = true;
    } else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      values += 1;
      if (depth > MAX_JSON_DEPTH) return "nested_too_deeply";
    } else if (byte === 0x7d || byte === 0x5d) {
      depth -= 1;
    } else if (byte === COMMA) {
      values += 1;
    }
    if (values > MAX_JSON_VALUES) return "too_many_values";
  }
  return null;
}

/**
 * Reads a request body as one JSON object, or says why not. Of duplicate keys the last one wins, as
 * in every JavaScript reader. A key named `__proto__` becomes an own property and no prototype.
 */
export function readJsonObject(bytes: Uint8Array): ReadJsonResult {
  if (bytes.length === 0) return { ok: false, reason: "empty_body" };
  const exceeded = exceededBound(bytes);
  if (exceeded) return { ok: false, reason: exceeded };
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return { ok: false, reason: "invalid_utf8" };
  }
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, reason: "invalid_json" };
  }
  return isObject(value) ? { ok: true, value } : { ok: false, reason: "not_an_object" };
}
