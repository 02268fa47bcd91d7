import type pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { openAccessWorld, type People } from "./access-actors";
import { actors, closedTables, harmlessColumns, tables } from "./access-expectations";
import { openTestDatabase } from "./test-database";
import { isRefused, tryAll, tryStatements } from "./try-statements";

/**
 * P21: every table of the migrated schema, tried as everybody. Whatever is added to the schema fails here
 * until access-expectations.ts says who may read it. Functions: access-functions.test.ts.
 */
const database = openTestDatabase();
let root: pg.Client;
let people: People;
let columns: { table: string; column: string; readable: boolean; kept: boolean }[];

beforeAll(async () => {
  ({ root, people } = await openAccessWorld(database));
  ({ rows: columns } = await root.query(
    `select c.relname as table, a.attname as column, has_column_privilege('authenticated', c.oid, a.attnum, 'select') as readable,
            a.attgenerated <> '' or a.attidentity <> '' as kept
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f') order by 1, a.attnum`,
  ));
});

const named = (list: Iterable<string>) => [...new Set(list)].sort();
const tableNames = () => named(columns.map((row) => row.table));

describe("tables", () => {
  it("each has an expectation", () => {
    expect(
      tableNames(),
      "A new table needs a line in `tables` (who sees its rows, which columns are closed) or in `closedTables` of tests/database/access-expectations.ts; one that is gone leaves it.",
    ).toEqual(named([...Object.keys(tables), ...closedTables]));
  });

  it.each(actors)("%s sees the expected rows and no others", async (actor) => {
    const { client } = people[actor];
    const found: string[] = [];
    const wanted: string[] = [];
    const readable = tableNames().filter((table) => !closedTables.includes(table));
    const tried = await tryAll(client, readable, (table) => {
      const open = columns.filter((row) => row.table === table && row.readable);
      return `select count(*) from (select ${open.map((row) => `"${row.column}"`)} from public.${table}) x`;
    });
    for (const { thing: table, result } of tried) {
      const { rows } = await root.query<{ n: number }>(`select count(*) as n from public.${table}`);
      const rule = tables[table];
      const seen = rule?.all.includes(actor)
        ? rows[0]?.n
        : rule?.own?.actors.includes(actor)
          ? 1
          : 0;
      found.push(`${table}: ${isRefused(result) ? "refused" : (result.value ?? result.state)}`);
      wanted.push(`${table}: ${actor === "anon" ? "refused" : seen}`);
    }
    expect(found).toEqual(wanted);
  });

  it.each(actors)("%s can read no closed table or column, and write nothing", async (actor) => {
    const { client } = people[actor];
    const statements = tableNames().flatMap((table) => {
      const all = columns.filter((row) => row.table === table);
      const closed = closedTables.includes(table)
        ? all.map((row) => row.column)
        : (tables[table]?.closed ?? []);
      const column = `"${all[0]?.column}"`;
      return [
        ...closed.map((name) => `select "${name}"::text from public.${table}`),
        `insert into public.${table} default values`,
        `delete from public.${table}`,
        `truncate public.${table}`,
        `select 1 from public.${table} for update`,
        ...all
          .filter((row) => !row.kept)
          .map((row) => `update public.${table} set "${row.column}" = "${row.column}"`),
        `insert into public.${table} (${column}) select ${column} from public.${table}`,
      ];
    });
    const tried = await tryAll(client, statements, (statement) => statement);
    expect(tried.filter(({ result }) => !isRefused(result))).toEqual([]);
  });

  it("columns are closed exactly where the expectations say so", () => {
    const closed = columns.filter((row) => !row.readable && !closedTables.includes(row.table));
    expect(
      named(closed.map((row) => `${row.table}.${row.column}`)),
      "A column of a table with column grants is closed until it is granted: grant it, or list it under `closed` in tests/database/access-expectations.ts.",
    ).toEqual(
      named(
        Object.entries(tables).flatMap(([table, rule]) =>
          (rule.closed ?? []).map((column) => `${table}.${column}`),
        ),
      ),
    );
  });

  it("columns named like a number, a secret or a raw body are closed to signed-in people", () => {
    const telling =
      /(^|_)(value|phone|email|raw|payload|arguments|wa_message_id|secret|password|token|ip|address|key|url)$/;
    const open = columns.filter((row) => row.readable && telling.test(row.column));
    expect(
      named(open.map((row) => `${row.table}.${row.column}`)),
      "Close the column (grant select on the others only), or list it in `harmlessColumns` of tests/database/access-expectations.ts.",
    ).toEqual(named(harmlessColumns));
  });

  it("nothing else leaves the schema: no sequence, no stored file, no live feed", async () => {
    const { rows: sequences } = await root.query(
      `select c.relname from pg_class c, unnest(array['anon', 'authenticated']) r
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'S' and has_sequence_privilege(r, c.oid, 'usage, select, update')`,
    );
    expect(sequences).toEqual([]);
    const { rows: buckets } = await root.query("select id from storage.buckets where public");
    expect(buckets, "a bucket that everybody can read").toEqual([]);
    const { rows: policies } = await root.query(
      "select tablename, policyname from pg_policies where schemaname = 'storage'",
    );
    expect(policies, "files go through the service, so storage needs no policy").toEqual([]);
    const { rows: published } = await root.query("select tablename from pg_publication_tables");
    expect(published, "a table that Realtime sends to browsers").toEqual([]);
    await root.query(
      "insert into storage.objects (bucket_id, name) select id, 'x' from storage.buckets",
    );
    for (const actor of actors) {
      const [result] = await tryStatements(people[actor].client, [
        "select count(*) from storage.objects",
      ]);
      expect(result?.state === "42501" || result?.value === "0", `${actor}: ${result?.state}`).toBe(
        true,
      );
    }
  });
});
