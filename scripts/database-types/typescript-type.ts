import type { Schema, TypeRef } from "./introspect";

const STRING =
  "bytea bpchar varchar char name text citext uuid date time timetz timestamp timestamptz vector".split(
    " ",
  );
const NUMBER = "int2 int4 int8 float4 float8 numeric".split(" ");

const BASE: Record<string, string> = {
  ...Object.fromEntries(STRING.map((name) => [name, "string"])),
  ...Object.fromEntries(NUMBER.map((name) => [name, "number"])),
  bool: "boolean",
  json: "Json",
  jsonb: "Json",
  void: "undefined",
  record: "Record<string, unknown>",
};

/**
 * A Postgres type as the Supabase CLI writes it; what PostgREST serialises in no fixed shape is
 * `unknown`. Domains stand for what they are made of.
 */
export function typescriptType(type: TypeRef, schema: Schema): string {
  if (type.name.startsWith("_")) {
    const item = typescriptType({ schema: type.schema, name: type.name.slice(1) }, schema);
    return item.includes("|") || item.includes("{") ? `(${item})[]` : `${item}[]`;
  }
  const same = (other: { schema: string; name: string }) =>
    other.name === type.name && other.schema === type.schema;
  const domain = schema.domains.find(same);
  if (domain) return typescriptType(domain.base, schema);
  const base = BASE[type.name];
  if (base) return base;
  const found = schema.enums.find(same);
  if (found) {
    return type.schema === "public"
      ? `Database["public"]["Enums"][${JSON.stringify(type.name)}]`
      : found.values.map((value) => JSON.stringify(value)).join(" | ");
  }
  if (type.schema !== "public") return "unknown";
  const relation = schema.relations.find(({ name }) => name === type.name);
  if (relation) {
    return `Database["public"][${relation.kind === "table" ? '"Tables"' : '"Views"'}][${JSON.stringify(type.name)}]["Row"]`;
  }
  return schema.composites.some(({ name }) => name === type.name)
    ? `Database["public"]["CompositeTypes"][${JSON.stringify(type.name)}]`
    : "unknown";
}
