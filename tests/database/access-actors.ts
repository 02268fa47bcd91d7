import { randomUUID } from "node:crypto";
import type pg from "pg";
import {
  type Actor,
  outsiders,
  staffActors,
  type TableAccess,
  tables,
} from "./access-expectations";
import { someValue } from "./planted-values";
import { publicFunctions, shareRows } from "./public-functions";
import type { openTestDatabase } from "./test-database";
import { prepareTrying } from "./try-statements";

export type People = Record<Actor, { id: string; client: pg.Client }>;

/** A database with every actor connected, a row in every table, and attempts prepared. */
export async function openAccessWorld(database: ReturnType<typeof openTestDatabase>) {
  const root = await database.superuser();
  const people = await gatherPeople(database, root);
  const functions = await publicFunctions(root);
  await prepareTrying(root);
  await plantRows(root, people, tables);
  await shareRows(root, functions);
  return { root, people, functions };
}

/** One connection for each actor, with the claims that PostgREST would set for them. */
async function gatherPeople(
  database: ReturnType<typeof openTestDatabase>,
  root: pg.Client,
): Promise<People> {
  const people = {} as People;
  for (const actor of [...staffActors, ...outsiders]) {
    const id = randomUUID();
    const role = staffActors.find((staff) => staff === actor) ?? "admin";
    await root.query(
      "insert into auth.users (id, email, email_confirmed_at) values ($1, $2, now())",
      [id, `${id}@parcelo.example`],
    );
    if (actor !== "stranger" && actor !== "anon") {
      await root.query(
        "insert into public.staff (user_id, role, display_name, active) values ($1, $2, $3, $4)",
        [id, role, actor, actor !== "deactivated admin"],
      );
    }
    const client =
      actor === "anon" ? await database.as("anon") : await database.as("authenticated", id);
    people[actor] = { id, client };
  }
  await root.query(
    "insert into auth.mfa_factors (id, user_id, factor_type, status, created_at, updated_at) values (gen_random_uuid(), $1, 'totp', 'verified', now(), now())",
    [people["admin without the second factor"].id],
  );
  await claim(people["admin without the second factor"].client, { aal: "aal1" });
  await claim(people["signed-out admin"].client, { session_id: randomUUID() });
  return people;
}

const claim = (client: pg.Client, claims: object) =>
  client.query("select set_config('request.jwt.claims', (auth.jwt() || $1::jsonb)::text, false)", [
    JSON.stringify(claims),
  ]);

/**
 * Puts a row into every table of the catalogue, whatever the table is: rules about values fall in this
 * clone, rules about people stay. Tables with owners get a row of each person besides.
 */
async function plantRows(root: pg.Client, people: People, expected: Record<string, TableAccess>) {
  await root.query(`do $$
    declare v_rule record;
    begin
      for v_rule in
        select c.conrelid::regclass as place, c.conname from pg_constraint c
        where c.connamespace = 'public'::regnamespace and c.contype = 'c' and c.conrelid <> 0
      loop execute format('alter table %s drop constraint %I', v_rule.place, v_rule.conname); end loop;
    end $$`);
  await root.query("set session_replication_role = replica");
  const { rows } = await root.query<{ name: string; column: string; type: string; keyed: boolean }>(
    `select c.relname as name, a.attname as column, format_type(a.atttypid, a.atttypmod) as type,
            coalesce(a.attnum = any (k.conkey), false) as keyed
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       and a.attgenerated = '' and a.attidentity = ''`,
  );
  // What migrations ship would stand in the way of the planted row.
  const others = new Set(rows.map((row) => row.name).filter((name) => name !== "staff"));
  await root.query(`truncate ${[...others].map((name) => `public.${name}`)}`);
  for (const [table, columns] of Map.groupBy(rows, (row) => row.name)) {
    const plant = (value: (column: (typeof columns)[number]) => string) =>
      root.query(
        `insert into public.${table} (${columns.map((each) => `"${each.column}"`)}) values (${columns.map(value)})`,
      );
    if (table !== "staff") await plant((each) => someValue(each.type));
    const owner = expected[table]?.own?.column;
    if (!owner || table === "staff") continue;
    for (const { id } of Object.values(people)) {
      await plant(({ column, type, keyed }) => {
        if (column === owner) return `'${id}'`;
        return keyed && type === "uuid" ? "gen_random_uuid()" : someValue(type);
      });
    }
  }
  await root.query("set session_replication_role = origin");
}
