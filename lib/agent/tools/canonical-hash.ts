import { createHash } from "node:crypto";
import type { Json } from "@/lib/supabase/database.types";

/** SHA-256 of a value, the same whatever the order in which its properties were written. */
export function canonicalHash(value: Json): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}

function canonicalJson(value: Json | undefined): string {
  if (value === null || value === undefined || typeof value !== "object") {
    return JSON.stringify(value ?? null);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const pairs = Object.entries(value)
    .filter(([, child]) => child !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, child]) => `${JSON.stringify(name)}:${canonicalJson(child)}`);
  return `{${pairs.join(",")}}`;
}
