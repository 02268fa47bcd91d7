import type { PGlite } from "@electric-sql/pglite";
import { z } from "zod";

const typeRef = z.object({ schema: z.string(), name: z.string() });
const column = z.object({
  name: z.string(),
  type: typeRef,
  nullable: z.boolean(),
  has_default: z.boolean(),
  /** `a`lways, by `d`efault, or empty. */
  identity: z.string(),
});
const relation = z.object({
  name: z.string(),
  kind: z.enum(["table", "view"]),
  columns: z.array(column),
  relationships: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.string()),
      one_to_one: z.boolean(),
      referenced: z.string(),
      referenced_columns: z.array(z.string()),
    }),
  ),
});
const routine = z.object({
  name: z.string(),
  args: z.array(z.object({ name: z.string(), type: typeRef, optional: z.boolean() })),
  returns: typeRef,
  returns_set: z.boolean(),
  returned_columns: z.array(z.object({ name: z.string(), type: typeRef })),
});
const namedType = z.object({ schema: z.string(), name: z.string() });

export type TypeRef = z.infer<typeof typeRef>;
export type Column = z.infer<typeof column>;
export type Relation = z.infer<typeof relation>;
export type Routine = z.infer<typeof routine>;

const schemaShape = z.object({
  relations: z.array(relation),
  routines: z.array(routine),
  enums: z.array(namedType.extend({ values: z.array(z.string()) })),
  composites: z.array(
    z.object({ name: z.string(), columns: z.array(z.object({ name: z.string(), type: typeRef })) }),
  ),
  /** Domains of any schema, by what they stand on. */
  domains: z.array(namedType.extend({ base: typeRef })),
});
export type Schema = z.infer<typeof schemaShape>;

const TYPE = (oid: string) =>
  `(select jsonb_build_object('schema', tn.nspname, 'name', t.typname) from pg_type t join pg_namespace tn on tn.oid = t.typnamespace where t.oid = ${oid})`;

const SQL = `
select jsonb_build_object(
'relations', (select coalesce(jsonb_agg(jsonb_build_object(
  'name', c.relname,
  'kind', case when c.relkind in ('r', 'p', 'f') then 'table' else 'view' end,
  'columns', (select coalesce(jsonb_agg(jsonb_build_object(
      'name', a.attname, 'type', ${TYPE("a.atttypid")}, 'nullable', not a.attnotnull,
      'has_default', a.atthasdef, 'identity', a.attidentity)), '[]')
    from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
  'relationships', (select coalesce(jsonb_agg(jsonb_build_object(
      'name', f.conname,
      'columns', (select jsonb_agg(a.attname order by k.position) from unnest(f.conkey) with ordinality k(num, position)
        join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.num),
      'one_to_one', exists (select from pg_constraint u where u.conrelid = f.conrelid and u.contype in ('p', 'u')
        and u.conkey @> f.conkey and u.conkey <@ f.conkey),
      'referenced', r.relname,
      'referenced_columns', (select jsonb_agg(a.attname order by k.position) from unnest(f.confkey) with ordinality k(num, position)
        join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.num))), '[]')
    from pg_constraint f join pg_class r on r.oid = f.confrelid and r.relnamespace = c.relnamespace
    where f.conrelid = c.oid and f.contype = 'f' and f.conparentid = 0))), '[]')
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'f', 'v', 'm') and not c.relispartition),
'routines', (select coalesce(jsonb_agg(jsonb_build_object(
  'name', p.proname,
  'args', (select coalesce(jsonb_agg(jsonb_build_object('name', i.name, 'type', ${TYPE("i.type")},
      'optional', i.position > p.pronargs - p.pronargdefaults) order by i.position), '[]')
    from (select coalesce(p.proargnames[x.n], '') as name, x.type, row_number() over (order by x.n) as position
      from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) with ordinality x(type, n)
      where coalesce(p.proargmodes[x.n], 'i') in ('i', 'b', 'v')) i),
  'returns', ${TYPE("p.prorettype")},
  'returns_set', p.proretset,
  'returned_columns', (select coalesce(jsonb_agg(jsonb_build_object('name', coalesce(p.proargnames[x.n], ''), 'type', ${TYPE("x.type")}) order by x.n), '[]')
    from unnest(p.proallargtypes) with ordinality x(type, n) where p.proargmodes[x.n] in ('t', 'o', 'b')))), '[]')
  from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prokind = 'f'
    and p.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)
    and not exists (select from pg_depend d where d.objid = p.oid and d.classid = 'pg_proc'::regclass and d.deptype = 'e')),
'enums', (select coalesce(jsonb_agg(jsonb_build_object('schema', n.nspname, 'name', t.typname,
    'values', (select jsonb_agg(e.enumlabel order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid))), '[]')
  from pg_type t join pg_namespace n on n.oid = t.typnamespace where t.typtype = 'e'),
'composites', (select coalesce(jsonb_agg(jsonb_build_object('name', c.relname,
    'columns', (select coalesce(jsonb_agg(jsonb_build_object('name', a.attname, 'type', ${TYPE("a.atttypid")})), '[]')
      from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped))), '[]')
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'c'),
'domains', (select coalesce(jsonb_agg(jsonb_build_object('schema', n.nspname, 'name', t.typname, 'base', ${TYPE("d.base")})), '[]')
  from (select oid, typname, typnamespace, typbasetype as base from pg_type where typtype = 'd') d
  join pg_type t on t.oid = d.oid join pg_namespace n on n.oid = t.typnamespace)
)::text as schema`;

/** Everything of schema `public` that the generated types describe. */
export async function introspect(postgres: PGlite): Promise<Schema> {
  const { rows } = await postgres.query<{ schema: string }>(SQL);
  return schemaShape.parse(JSON.parse(rows[0]?.schema ?? "null"));
}
