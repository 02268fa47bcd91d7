import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { openAccessWorld, type People } from "./access-actors";
import {
  actors,
  forAnybodySignedIn,
  functionsByCaller,
  nullForOutsiders,
  ownArguments,
  staffActors,
  underRowSecurity,
} from "./access-expectations";
import { callsOf, type PublicFunction } from "./public-functions";
import { openTestDatabase } from "./test-database";
import { isRefused, tryAll } from "./try-statements";

/**
 * P21: every function of the migrated schema, called as everybody. Whatever is added to the schema fails
 * here until access-expectations.ts says who may call it. Tables: access-matrix.test.ts.
 */
const database = openTestDatabase();
let root: pg.Client;
let people: People;
let functions: PublicFunction[];

beforeAll(async () => {
  ({ root, people, functions } = await openAccessWorld(database));
});

describe("functions", () => {
  const forStaff = functionsByCaller.flatMap((group) => group.names);
  const listed = [...forStaff, ...nullForOutsiders, ...forAnybodySignedIn, ...underRowSecurity];

  it("each that signed-in people may call has one expectation", () => {
    expect(
      functions.filter((each) => each.forSignedIn).map((each) => each.name),
      "A new function granted to authenticated needs its name in one list of tests/database/access-expectations.ts: who may call it. One name, one function: PostgREST cannot tell overloads apart.",
    ).toEqual([...listed].sort());
  });

  it.each(actors)("%s is let in where expected and refused with 42501 elsewhere", async (actor) => {
    const calls = functions
      .filter((each) => forStaff.includes(each.name))
      .flatMap((each) => callsOf(each, ownArguments[each.name]));
    const tried = await tryAll(people[actor].client, calls, (each) => each.statement);
    const wrong = tried.filter(({ thing, result }) => {
      const group = functionsByCaller.find(({ names }) => names.includes(thing.name));
      return isRefused(result) === group?.callers.includes(actor);
    });
    expect(wrong).toEqual([]);
  });

  it.each(actors)("%s gets from open functions what they may have", async (actor) => {
    const isStaff = staffActors.some((role) => role === actor);
    const quiet = functions
      .filter((each) => nullForOutsiders.includes(each.name))
      .flatMap((each) => callsOf(each, ownArguments[each.name]).slice(0, 1));
    for (const { thing, result } of await tryAll(
      people[actor].client,
      quiet,
      (each) => each.statement,
    )) {
      if (actor === "anon") expect(isRefused(result), thing.name).toBe(true);
      else
        expect({ name: thing.name, state: result.state, given: result.value !== null }).toEqual({
          name: thing.name,
          state: "ok",
          given: isStaff,
        });
    }
  });

  it.each([...staffActors, "anon"] as const)(
    "%s may ask what row-level security answers, unless nobody signed them in",
    async (actor) => {
      const calls = functions
        .filter((each) => [...underRowSecurity, ...forAnybodySignedIn].includes(each.name))
        .flatMap((each) => callsOf(each));
      const tried = await tryAll(people[actor].client, calls, (each) => each.statement);
      expect(tried.filter(({ result }) => isRefused(result) !== (actor === "anon"))).toEqual([]);
    },
  );

  it("those said to run under row-level security have no rights of their own", () => {
    const strong = functions.filter((each) => each.definer).map((each) => each.name);
    expect(underRowSecurity.filter((name) => strong.includes(name))).toEqual([]);
  });

  it.each(actors)("%s can call nothing that is for the service alone", async (actor) => {
    const calls = functions
      .filter((each) => !each.forSignedIn && !each.isTrigger)
      .flatMap((each) => callsOf(each).slice(0, 1));
    expect(calls.length).toBeGreaterThan(100);
    const tried = await tryAll(people[actor].client, calls, (each) => each.statement);
    expect(tried.filter(({ result }) => !isRefused(result))).toEqual([]);
  });

  it("the service key holds no function that nothing calls", async () => {
    const folders = ["app", "inngest", "lib", "local", "scripts", "tests"];
    const code = folders.flatMap((folder) => {
      const place = join(import.meta.dirname, "../..", folder);
      return readdirSync(place, { recursive: true, encoding: "utf8" })
        .filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !/database\.types|access-/.test(file))
        .map((file) => readFileSync(join(place, file), "utf8"));
    });
    const source = code.join("\n");
    // Functions with the caller's rights, and generated columns, call others in the service's name.
    const { rows: users } = await root.query<{ name: string; text: string }>(
      `select p.proname as name, p.prosrc as text from pg_proc p where p.pronamespace = 'public'::regnamespace and not p.prosecdef
       union all select '', pg_get_expr(d.adbin, d.adrelid) from pg_attrdef d`,
    );
    const idle = functions.filter(
      (each) =>
        each.forService &&
        !each.forSignedIn &&
        !new RegExp(`\\b${each.name}\\b`).test(source) &&
        !users.some((user) => user.name !== each.name && user.text.includes(`${each.name}(`)),
    );
    expect(idle.map((each) => each.name)).toEqual([]);
  });

  it("what needs pgvector, and is not in this database, is for the service alone", () => {
    const place = join(import.meta.dirname, "../../supabase/migrations");
    const grants = readdirSync(place)
      .filter((file) => file.includes("embeddings"))
      .flatMap((file) => readFileSync(join(place, file), "utf8").match(/^grant [^;]*;/gm) ?? []);
    expect(grants.length).toBeGreaterThan(0);
    expect(grants.filter((grant) => !grant.endsWith(" to service_role;"))).toEqual([]);
  });
});
