import type { Json } from "@/lib/supabase/database.types";
import type { JsonObject } from "@/lib/webhook/intake-item";

/**
 * Reading single fields of a provider's object. A webhook is read field by field and not by one
 * schema, because a field of a wrong type must cost that field or that item and never its siblings.
 * Only own properties count: the type of a message may be called `constructor`.
 */
export function fieldOf(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function objectOf(object: JsonObject, key: string): JsonObject | null {
  const value = fieldOf(object, key);
  return isObject(value) ? value : null;
}

/** The entries of an array field; a lone object stands for an array of one; anything else is null. */
export function listOf(object: JsonObject, key: string): Json[] | null {
  const value = fieldOf(object, key);
  if (Array.isArray(value)) return value;
  return isObject(value) ? [value] : null;
}

export function objectsOf(object: JsonObject, key: string): JsonObject[] {
  return (listOf(object, key) ?? []).filter(isObject);
}

/** A string field with something in it besides white space, as written. */
export function stringOf(object: JsonObject, key: string): string | null {
  const value = fieldOf(object, key);
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

/** A string field, or a whole number written as JSON number, as a string. */
export function textOf(object: JsonObject, key: string): string | null {
  const value = fieldOf(object, key);
  return typeof value === "number" && Number.isSafeInteger(value)
    ? String(value)
    : stringOf(object, key);
}

/** A number field, or a string that is nothing but a number. Zero is a number. */
export function numberOf(object: JsonObject, key: string): number | null {
  const value = fieldOf(object, key);
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value !== "string" || value.length > 40) return null;
  return /^\s*[+-]?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : null;
}

/** The first of several field names that holds a non-blank string. */
export function firstStringOf(object: JsonObject, keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = stringOf(object, key);
    if (value !== null) return value;
  }
  return null;
}

/** The first of several field names that holds a non-blank string (or a whole number). */
export function firstTextOf(object: JsonObject, keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = textOf(object, key);
    if (value !== null) return value;
  }
  return null;
}

/** Those of the named fields that the object has. */
export function pickFields(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(
    keys.filter((key) => Object.hasOwn(object, key)).map((key) => [key, object[key]]),
  );
}

/** Without fields that are null or undefined, so that a payload says only what is known. */
export function presentFields(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== null && value !== undefined),
  );
}
