import { z } from "zod";
import type { Database } from "../database/database";

const relationSchema = z.object({
  name: z.string(),
  kind: z.enum(["table", "view"]),
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
  primary_key: z.array(z.string()),
});

const functionSchema = z.object({
  name: z.string(),
  arguments: z.array(
    z.object({ name: z.string(), type: z.string(), required: z.boolean(), variadic: z.boolean() }),
  ),
  returns: z.enum(["void", "scalar", "composite"]),
  returns_set: z.boolean(),
  volatile: z.boolean(),
});

export type Relation = {
  name: string;
  isTable: boolean;
  columns: Map<string, string>;
  primaryKey: string[];
};
export type FunctionSignature = z.infer<typeof functionSchema>;
export type Catalogue = {
  relations: Map<string, Relation>;
  functions: Map<string, FunctionSignature[]>;
};

const RELATIONS_SQL = `
select json_build_object(
  'name', c.relname,
  'kind', case when c.relkind in ('r', 'p', 'f') then 'table' else 'view' end,
  'columns', (
    select coalesce(json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum), '[]')
    from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
  'primary_key', (
    select coalesce(json_agg(a.attname order by k.position), '[]')
    from pg_constraint p, unnest(p.conkey) with ordinality k(attnum, position), pg_attribute a
    where p.conrelid = c.oid and p.contype = 'p' and a.attrelid = c.oid and a.attnum = k.attnum)
)::text as entry
from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'f', 'v', 'm')`;

const FUNCTIONS_SQL = `
select json_build_object(
  'name', p.proname,
  'arguments', (
    select coalesce(json_agg(json_build_object(
      'name', coalesce(a.name, ''),
      'type', format_type(a.type, null),
      'required', a.position <= p.pronargs - p.pronargdefaults,
      'variadic', a.mode = 'v') order by a.position), '[]')
    from (
      select u.name, u.mode, t.type, row_number() over (order by u.ordinal) as position
      from (
        select coalesce(p.proargnames[i], '') as name, coalesce(p.proargmodes[i], 'i') as mode, i as ordinal,
          row_number() over (order by i) as input_position
        from generate_series(1, greatest(coalesce(array_length(p.proargmodes, 1), 0), p.pronargs)) i
        where coalesce(p.proargmodes[i], 'i') in ('i', 'b', 'v')
      ) u
      join unnest(p.proargtypes) with ordinality t(type, position) on t.position = u.input_position
    ) a),
  'returns', case
    when r.typname = 'void' then 'void'
    when r.typtype = 'c' or r.typname = 'record' or p.proargmodes::text[] && '{t,b,o}' then 'composite'
    else 'scalar' end,
  'returns_set', p.proretset,
  'volatile', p.provolatile = 'v'
)::text as entry
from pg_proc p join pg_type r on r.oid = p.prorettype
where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' and r.typname not in ('trigger', 'event_trigger')
order by p.oid`;

/** Reads what schema `public` offers; types are spelled fully qualified. */
export async function loadCatalogue(database: Database): Promise<Catalogue> {
  return database.transaction(async (transaction) => {
    await transaction.exec("set local search_path to ''");
    const relations = new Map<string, Relation>();
    for (const row of (await transaction.query<{ entry: string }>(RELATIONS_SQL)).rows) {
      const entry = relationSchema.parse(JSON.parse(row.entry));
      relations.set(entry.name, {
        name: entry.name,
        isTable: entry.kind === "table",
        columns: new Map(entry.columns.map((column) => [column.name, column.type])),
        primaryKey: entry.primary_key,
      });
    }
    const functions = new Map<string, FunctionSignature[]>();
    for (const row of (await transaction.query<{ entry: string }>(FUNCTIONS_SQL)).rows) {
      const entry = functionSchema.parse(JSON.parse(row.entry));
      functions.set(entry.name, [...(functions.get(entry.name) ?? []), entry]);
    }
    return { relations, functions };
  });
}
