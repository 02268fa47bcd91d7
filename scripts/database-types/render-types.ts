import type { Column, Relation, Routine, Schema } from "./introspect";
import { typescriptType } from "./typescript-type";

type Tree = string | { [name: string]: Tree } | Tree[];

const HEAD = `export type Json =
  | string
  | number
  | boolean
  | null
  | { [key: string]: Json | undefined }
  | Json[]

`;

const TAIL = `
type Public = Database["public"]

export type Tables<Name extends keyof (Public["Tables"] & Public["Views"])> =
  (Public["Tables"] & Public["Views"])[Name]["Row"]
export type TablesInsert<Name extends keyof Public["Tables"]> = Public["Tables"][Name]["Insert"]
export type TablesUpdate<Name extends keyof Public["Tables"]> = Public["Tables"][Name]["Update"]
export type Enums<Name extends keyof Public["Enums"]> = Public["Enums"][Name]
`;

/**
 * The schema in the shape of \`supabase gen types typescript\`, in alphabetical order. Unlike the CLI it
 * describes no foreign keys through views and no writes to them.
 */
export function renderTypes(schema: Schema): string {
  const database: Tree = {
    // Tells supabase-js which PostgREST it types for: the hosted version.
    __InternalSupabase: { PostgrestVersion: '"14.5"' },
    public: {
      Tables: byName(
        schema.relations.filter(({ kind }) => kind === "table"),
        (table) => tableTree(table, schema),
      ),
      Views: byName(
        schema.relations.filter(({ kind }) => kind === "view"),
        (view) => ({
          Row: rowTree(
            view.columns.map((column) => ({ ...column, nullable: true })),
            schema,
          ),
          Relationships: [],
        }),
      ),
      Functions: functionsTree(schema),
      Enums: byName(
        schema.enums.filter((found) => found.schema === "public"),
        ({ values }) => values.map((value) => JSON.stringify(value)).join(" | "),
      ),
      CompositeTypes: byName(schema.composites, ({ columns }) =>
        byName(columns, (column) => `${typescriptType(column.type, schema)} | null`),
      ),
    },
  };
  return `${HEAD}export type Database = ${write(database, "")}\n${TAIL}`;
}

function tableTree(table: Relation, schema: Schema): Tree {
  return {
    Row: rowTree(table.columns, schema),
    Insert: writeTree(
      table.columns,
      schema,
      ({ nullable, has_default, identity }) => nullable || has_default || identity !== "",
    ),
    Update: writeTree(table.columns, schema, () => true),
    Relationships: sorted(table.relationships).map((key) => ({
      foreignKeyName: JSON.stringify(key.name),
      columns: JSON.stringify(key.columns),
      isOneToOne: String(key.one_to_one),
      referencedRelation: JSON.stringify(key.referenced),
      referencedColumns: JSON.stringify(key.referenced_columns),
    })),
  };
}

function columnType({ type, nullable }: Column, schema: Schema): string {
  return `${typescriptType(type, schema)}${nullable ? " | null" : ""}`;
}

function rowTree(columns: Column[], schema: Schema): Tree {
  return byName(columns, (column) => columnType(column, schema));
}

function writeTree(columns: Column[], schema: Schema, optional: (column: Column) => boolean): Tree {
  return Object.fromEntries(
    sorted(columns).map((column) => {
      if (column.identity === "a") return [`${key(column.name)}?`, "never"];
      return [`${key(column.name)}${optional(column) ? "?" : ""}`, columnType(column, schema)];
    }),
  );
}

function functionsTree(schema: Schema): Tree {
  const byFunction = Map.groupBy(sorted(schema.routines), ({ name }) => name);
  return Object.fromEntries(
    [...byFunction].map(([name, overloads]) => {
      const trees = overloads
        .map((overload) => functionTree(overload, schema))
        .sort((a, b) => compare(write(a, ""), write(b, "")));
      const [only, ...others] = trees;
      if (only && others.length === 0) return [key(name), only];
      return [key(name), trees.map((tree) => write(tree, "      ")).join("\n      | ")];
    }),
  );
}

function functionTree(
  { args, returns, returns_set, returned_columns }: Routine,
  schema: Schema,
): Tree {
  const columns =
    returned_columns.length > 0
      ? byName(returned_columns, (column) => typescriptType(column.type, schema))
      : typescriptType(returns, schema);
  const single = returned_columns.length === 1 && !returns_set && returned_columns[0];
  const returned = single ? typescriptType(single.type, schema) : write(columns, "        ");
  return {
    Args:
      args.length === 0
        ? "never"
        : Object.fromEntries(
            sorted(args).map((arg) => [
              `${key(arg.name)}${arg.optional ? "?" : ""}`,
              typescriptType(arg.type, schema),
            ]),
          ),
    Returns: returns_set
      ? returned.includes(" | ") && !returned.startsWith("{")
        ? `(${returned})[]`
        : `${returned}[]`
      : returned,
  };
}

function byName<T extends { name: string }>(items: T[], tree: (item: T) => Tree): Tree {
  return Object.fromEntries(sorted(items).map((item) => [key(item.name), tree(item)]));
}

function sorted<T extends { name: string }>(items: T[]): T[] {
  return [...items].sort((a, b) => compare(a.name, b.name));
}

/** By code unit: the same order on every machine, whatever its language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function key(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

function write(tree: Tree, indent: string): string {
  if (typeof tree === "string") return tree;
  const inner = `${indent}  `;
  if (Array.isArray(tree)) {
    if (tree.length === 0) return "[]";
    return `[\n${tree.map((item) => `${inner}${write(item, inner)},\n`).join("")}${indent}]`;
  }
  const entries = Object.entries(tree);
  if (entries.length === 0) return `{\n${inner}[_ in never]: never\n${indent}}`;
  return `{\n${entries.map(([name, item]) => `${inner}${name}: ${write(item, inner)}\n`).join("")}${indent}}`;
}
