import type { Json } from "@/lib/supabase/database.types";
import type { JsonObject } from "@/lib/webhook/intake-item";

/** Deeper than any real payload; `readJsonObject` refuses deeper bodies before they come here. */
const MAX_DEPTH = 200;
const TOO_DEEP = "[nested too deeply]";

/**
 * A string that Postgres accepts in `text` and `jsonb`: it refuses NUL and lone surrogates, and one
 * such character would fail the whole delivery. Everything else is kept as it came.
 */
export function storableText(text: string): string {
  const withoutNul = text.includes("\u0000") ? text.replaceAll("\u0000", "") : text;
  return withoutNul.isWellFormed() ? withoutNul : withoutNul.toWellFormed();
}

/** At most `limit` UTF-16 units of a text, never ending inside a surrogate pair. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, splitsPair ? limit - 1 : limit);
}

function storable(value: Json | undefined, depth: number): Json {
  if (typeof value === "string") return storableText(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (value === undefined || value === null || typeof value === "boolean") return value ?? null;
  if (depth > MAX_DEPTH) return TOO_DEEP;
  if (Array.isArray(value)) return value.map((entry) => storable(entry, depth + 1));
  return storableFields(value, depth);
}

function storableFields(object: JsonObject, depth: number): JsonObject {
  // fromEntries defines own properties, so a key named `__proto__` stays data and changes no prototype.
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [storableText(key), storable(value, depth + 1)]),
  );
}

/** A copy of a JSON object in which every string, keys included, can be stored in Postgres. */
export function storableObject(object: JsonObject): JsonObject {
  return storableFields(object, 0);
}
