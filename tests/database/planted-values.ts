/** Every id that is planted and every id that is asked for: each call finds its rows. */
export const plantedId = "00000000-0000-4000-8000-000000000001";

/** A value of a type as SQL; ids are the planted one. */
export function someValue(type: string): string {
  if (type.endsWith("[]")) return `array[${someValue(type.slice(0, -2))}]::${type}`;
  if (type === "uuid") return `'${plantedId}'::uuid`;
  if (type === "text") return "'x'::text";
  if (type === "jsonb") return "'{}'::jsonb";
  if (type === "boolean") return "false";
  if (type.startsWith("timestamp")) return "now()";
  if (type === "date") return "current_date";
  if (/^(bigint|integer|smallint|double precision|real|numeric.*)$/.test(type)) return `1::${type}`;
  if (type === "tsvector") return "''::tsvector";
  if (type === "xid8") return "'1'::xid8";
  return `null::${type}`;
}
