import type pg from "pg";
import { someValue } from "./planted-values";

export type PublicFunction = {
  name: string;
  definer: boolean;
  strict: boolean;
  isTrigger: boolean;
  forSignedIn: boolean;
  forService: boolean;
  types: string[];
  /** Composite arguments: the table whose row they are. */
  rowTypes: (string | null)[];
};

/** Every function of schema public, by name; an overloaded one comes once for each signature. */
export async function publicFunctions(root: pg.Client): Promise<PublicFunction[]> {
  const { rows } = await root.query<PublicFunction>(
    `select p.proname as name, p.prosecdef as definer, p.proisstrict as strict,
            p.prorettype in ('trigger'::regtype, 'event_trigger'::regtype) as "isTrigger",
            has_function_privilege('authenticated', p.oid, 'execute') as "forSignedIn",
            has_function_privilege('service_role', p.oid, 'execute') as "forService",
            array(select format_type(x.type, null) from unnest(p.proargtypes) with ordinality x (type, place) order by x.place) as types,
            array(select c.relname::text from unnest(p.proargtypes) with ordinality x (type, place)
                  join pg_type t on t.oid = x.type left join pg_class c on c.oid = t.typrelid order by x.place) as "rowTypes"
     from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' order by p.proname collate "C", p.oid`,
  );
  return rows;
}

/**
 * Calls of a function: one with a value of each type (ids are the planted one), one with nulls, since a
 * function may look at its arguments before it looks at its caller.
 */
export function callsOf(each: PublicFunction, own?: string): { name: string; statement: string }[] {
  const call = (args: string) => ({
    name: each.name,
    statement: `select (public.${each.name}(${args}))::text`,
  });
  if (own !== undefined) return [call(own)];
  const values = each.types.map((type, index) =>
    each.rowTypes[index] ? `trying.row_of_${each.rowTypes[index]}()` : someValue(type),
  );
  const calls = [call(values.join(", "))];
  if (each.types.length > 0 && !each.strict) {
    calls.push(call(each.types.map((type) => `null::${type}`).join(", ")));
  }
  return calls;
}

/** Puts a planted row into everybody's hands: who knows a table can write a row of it by hand anyway. */
export async function shareRows(root: pg.Client, functions: PublicFunction[]) {
  for (const table of new Set(functions.flatMap((each) => each.rowTypes))) {
    if (table === null) continue;
    await root.query(
      `create function trying.row_of_${table}() returns public.${table} language sql security definer
         as 'select x from public.${table} x limit 1';
       grant execute on function trying.row_of_${table}() to public`,
    );
  }
}
