import { afterAll, beforeAll, expect, test } from "vitest";
import { introspect } from "../../../scripts/database-types/introspect";
import { renderTypes } from "../../../scripts/database-types/render-types";
import { type OpenedDatabase, openDatabase } from "../database/open-database";
import { SAMPLE_MIGRATIONS } from "./start-sample";

let opened: OpenedDatabase;
beforeAll(async () => {
  opened = await openDatabase({ dataDir: null, migrationsDir: SAMPLE_MIGRATIONS, seedFile: null });
  await opened.postgres.exec(`
    create domain public.code as text check (value <> '');
    create table public.zoo (
      id bigint generated always as identity primary key,
      "odd name" public.code not null,
      states public.parcel_state[],
      twice int generated always as (1 + 1) stored,
      search tsvector
    );
    create function public.add(a text) returns text language sql as $$ select a $$;
    create function public.one(out n int) language sql as $$ select 1 $$;
    create function public.touch() returns trigger language plpgsql as $$ begin return new; end $$;
  `);
});
afterAll(() => opened.postgres.close());

const types = async () => renderTypes(await introspect(opened.postgres));

test("columns of every kind", async () => {
  const text = await types();
  expect(text).toContain(`      zoo: {
        Row: {
          id: number
          "odd name": string
          search: unknown | null
          states: Database["public"]["Enums"]["parcel_state"][] | null
          twice: number | null
        }
        Insert: {
          id?: never
          "odd name": string
          search?: unknown | null
          states?: Database["public"]["Enums"]["parcel_state"][] | null
          twice?: number | null
        }`);
});

test("functions: overloads, optional arguments, sets; triggers are none of the API's business", async () => {
  const text = await types();
  expect(text).toMatch(
    /add: \{\s+Args: \{\s+a: number\s+b\?: number\s+\}\s+Returns: number\s+\}\s+\| \{\s+Args: \{\s+a: string\s+\}\s+Returns: string/,
  );
  expect(text).toContain('Returns: Database["public"]["Tables"]["parcels"]["Row"][]');
  expect(text).toMatch(/one: \{\s+Args: never\s+Returns: number/);
  expect(text).not.toContain("touch");
  expect(text).toMatch(/^export type Json =/);
});

test("the order does not depend on that of creation", async () => {
  const before = await types();
  await opened.postgres.exec(
    "create table public.aaa (id int); drop table public.aaa; alter table public.shops alter column name set not null",
  );
  expect(await types()).toBe(before);
});
