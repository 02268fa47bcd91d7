import { describe, expect, it } from "vitest";
import { openTestDatabase } from "./test-database";

const database = openTestDatabase();

/** What signed-in people may call. Everything else is for the service role or for other functions. */
const forStaff = new Set(["current_staff_role"]);

describe("P21: the catalogue refuses by default", () => {
  it("every table has row-level security, a purpose comment, and nothing for anon", async () => {
    const client = await database.superuser();
    const { rows } = await client.query<{
      name: string;
      secured: boolean;
      comment: string | null;
      anon: boolean;
    }>(
      `select c.relname as name, c.relrowsecurity as secured, obj_description(c.oid) as comment,
              has_table_privilege('anon', c.oid, 'select, insert, update, delete') as anon
       from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')`,
    );
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.filter((row) => !row.secured || !row.comment || row.anon)).toEqual([]);
  });

  it("signed-in people can write to no table", async () => {
    const client = await database.superuser();
    const { rows } = await client.query(
      `select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
         and has_table_privilege('authenticated', c.oid, 'insert, update, delete, truncate')`,
    );
    expect(rows).toEqual([]);
  });

  it("the ledgers are append-only for the service key too", async () => {
    const client = await database.superuser();
    const { rows } = await client.query(
      `select t from unnest(array['audit_log', 'consent_events']) t
       where has_table_privilege('service_role', ('public.' || t)::regclass, 'update, delete, truncate')
          or not has_table_privilege('service_role', ('public.' || t)::regclass, 'insert')`,
    );
    expect(rows).toEqual([]);
  });

  it("every function has an empty search_path, a comment, and is closed to anon and public", async () => {
    const client = await database.superuser();
    const { rows } = await client.query<{ name: string }>(
      `select p.proname as name from pg_proc p
       where p.pronamespace = 'public'::regnamespace
         and (obj_description(p.oid) is null
              or not coalesce(p.proconfig @> array['search_path=""'], false)
              or has_function_privilege('anon', p.oid, 'execute'))`,
    );
    expect(rows).toEqual([]);
  });

  it("definer functions open to signed-in people check the caller's role or are on the short list", async () => {
    const client = await database.superuser();
    const { rows } = await client.query<{ name: string; source: string }>(
      `select p.proname as name, p.prosrc as source from pg_proc p
       where p.pronamespace = 'public'::regnamespace and p.prosecdef
         and has_function_privilege('authenticated', p.oid, 'execute')`,
    );
    const unchecked = rows.filter(
      (row) =>
        !forStaff.has(row.name) && !/require_staff_role\(|current_staff_role\(/.test(row.source),
    );
    expect(unchecked).toEqual([]);
  });

  it("every foreign key has an index, so that an erasure never scans", async () => {
    const client = await database.superuser();
    const { rows } = await client.query(
      `select c.conrelid::regclass::text as "table", c.conname from pg_constraint c
       where c.contype = 'f' and c.connamespace = 'public'::regnamespace
         and c.confrelid in ('customers'::regclass, 'chat_sessions'::regclass, 'chat_messages'::regclass, 'agent_turns'::regclass)
         and not exists (select 1 from pg_index i where i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1])`,
    );
    expect(rows).toEqual([]);
  });
});
