import { createHash } from "node:crypto";
import type { Json } from "@/lib/supabase/database.types";

/** JSON with sorted keys, so that the same content gives the same text whatever order it came in. */
function canonicalJson(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  const fields = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`);
  return `{${fields.join(",")}}`;
}

/** SHA-256 (hex) of JSON content, independent of the order of its keys. */
export function contentHash(content: Json): string {
  return createHash("sha256").update(canonicalJson(content)).digest("hex");
}
