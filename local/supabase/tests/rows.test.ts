import type { SupabaseClient } from "@supabase/supabase-js";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RunningSupabase } from "../start-supabase";
import { clientOf, signedInClient, startSample } from "./start-sample";

let supabase: RunningSupabase;
let service: SupabaseClient;
let anon: SupabaseClient;
let owner: { client: SupabaseClient; userId: string };
let shopId: string;

beforeAll(async () => {
  supabase = await startSample();
  service = clientOf(supabase, supabase.serviceRoleKey);
  anon = clientOf(supabase, supabase.anonKey);
  owner = await signedInClient(supabase, "owner@example.test");
});
afterAll(() => supabase.close());

beforeEach(async () => {
  await supabase.query("truncate shops restart identity cascade");
  const shop = await service
    .from("shops")
    .insert({ name: "Depot", owner_id: owner.userId })
    .select()
    .single();
  shopId = shop.data?.id;
  await service.from("parcels").insert([
    { shop_id: shopId, code: "A", weight: 1.5, note: "fragile, heavy" },
    { shop_id: shopId, code: "B", weight: 2.5, note: null },
    { shop_id: shopId, code: "C", weight: 10, note: 'a "b" (c)' },
  ]);
});

const codes = (result: { data: { code: string }[] | null }) => result.data?.map((row) => row.code);

describe("select", () => {
  test("each spoken filter", async () => {
    const parcels = () => service.from("parcels").select("code").order("code");
    expect(codes(await parcels().eq("code", "A"))).toEqual(["A"]);
    expect(codes(await parcels().neq("code", "A"))).toEqual(["B", "C"]);
    expect(codes(await parcels().gt("weight", 2.5))).toEqual(["C"]);
    expect(codes(await parcels().gte("weight", 2.5))).toEqual(["B", "C"]);
    expect(codes(await parcels().lt("weight", 2.5))).toEqual(["A"]);
    expect(codes(await parcels().lte("weight", 2.5))).toEqual(["A", "B"]);
    expect(codes(await parcels().in("code", ["A", "C", "x,y", 'q"r']))).toEqual(["A", "C"]);
    expect(codes(await parcels().in("code", []))).toEqual([]);
    expect(codes(await parcels().is("note", null))).toEqual(["B"]);
    expect(codes(await parcels().not("note", "is", null))).toEqual(["A", "C"]);
    expect(codes(await parcels().like("note", "frag%"))).toEqual(["A"]);
    expect(codes(await parcels().ilike("note", "*HEAVY"))).toEqual(["A"]);
    expect(codes(await parcels().not("code", "in", "(A,B)"))).toEqual(["C"]);
    expect(
      codes(await parcels().or('note.eq."fragile, heavy",and(weight.gt.5,note.not.is.null)')),
    ).toEqual(["A", "C"]);
    expect(codes(await parcels().or("code.eq.A,not.and(weight.gt.1,weight.lt.5)"))).toEqual([
      "A",
      "C",
    ]);
    expect(codes(await parcels().in("note", ['a "b" (c)', "fragile, heavy"]))).toEqual(["A", "C"]);
  });
  test("order with nulls, range, aliases and JSON columns", async () => {
    const ordered = await service
      .from("parcels")
      .select("c:code, note")
      .order("note", { nullsFirst: true })
      .order("code")
      .range(0, 1);
    expect(ordered.data?.[0]).toEqual({ c: "B", note: null });
    expect(ordered.data).toHaveLength(2);
    const shop = await service.from("shops").select("settings,tags").single();
    expect(shop.data).toEqual({ settings: {}, tags: [] });
  });
  test("a view", async () => {
    expect(
      (await service.from("parcel_overview").select("code,shop_name").eq("code", "A")).data,
    ).toEqual([{ code: "A", shop_name: "Depot" }]);
  });
  test("counts: 206 for a part, 416 beyond, head without rows", async () => {
    const part = await service
      .from("parcels")
      .select("*", { count: "exact" })
      .order("code")
      .range(0, 1);
    expect(part).toMatchObject({ status: 206, count: 3 });
    expect(
      await service.from("parcels").select("*", { count: "exact" }).range(50, 60),
    ).toMatchObject({
      status: 416,
      error: { code: "PGRST103" },
    });
    expect(await service.from("parcels").select("*", { count: "exact", head: true })).toMatchObject(
      {
        status: 200,
        count: 3,
        data: null,
      },
    );
  });
  test("single() and maybeSingle()", async () => {
    const none = service.from("parcels").select().eq("code", "Z");
    expect(await none.single()).toMatchObject({ status: 406, error: { code: "PGRST116" } });
    expect(await service.from("parcels").select().eq("code", "Z").maybeSingle()).toMatchObject({
      data: null,
      error: null,
    });
    expect(await service.from("parcels").select().single()).toMatchObject({ status: 406 });
    expect(
      (await service.from("parcels").select("code").eq("code", "B").maybeSingle()).data,
    ).toEqual({ code: "B" });
  });
  test("at most 1,000 rows, and the count tells", async () => {
    await supabase.query(
      `insert into parcels (shop_id, code) select '${shopId}', 'n' || n from generate_series(1, 1200) n`,
    );
    const all = await service.from("parcels").select("id", { count: "exact" });
    expect(all.data).toHaveLength(1000);
    expect(all).toMatchObject({ status: 206, count: 1203 });
    expect((await service.from("parcels").select("id").limit(5000)).data).toHaveLength(1000);
  });
});

describe("writes", () => {
  test("insert: rows only when asked, defaults for what is left out", async () => {
    expect(await service.from("shops").insert({ name: "x" })).toMatchObject({
      status: 201,
      data: null,
    });
    const rows = await service
      .from("shops")
      .insert([
        { name: "y", tags: ["a", "b"] },
        { name: "z", tags: [] },
      ])
      .select("name,tags");
    expect(rows.data).toEqual([
      { name: "y", tags: ["a", "b"] },
      { name: "z", tags: [] },
    ]);
    expect(await service.from("shops").insert({ name: "c" }, { count: "exact" })).toMatchObject({
      count: 1,
    });
  });
  test("insert().single() of two rows writes neither", async () => {
    const failed = await service
      .from("shops")
      .insert([{ name: "one" }, { name: "two" }])
      .select()
      .single();
    expect(failed).toMatchObject({ status: 406, error: { code: "PGRST116" } });
    expect((await service.from("shops").select("*", { count: "exact", head: true })).count).toBe(1);
  });
  test("upsert merges, ignores, and says whether anything was new", async () => {
    const merged = await service
      .from("parcels")
      .upsert({ shop_id: shopId, code: "A", note: "new" }, { onConflict: "code" })
      .select("code,note,weight");
    expect(merged).toMatchObject({ status: 200, data: [{ code: "A", note: "new", weight: 1.5 }] });
    const ignored = await service
      .from("parcels")
      .upsert(
        { shop_id: shopId, code: "A", note: "no" },
        { onConflict: "code", ignoreDuplicates: true },
      )
      .select();
    expect(ignored.data).toEqual([]);
    expect(
      await service.from("parcels").upsert({ shop_id: shopId, code: "D" }, { onConflict: "code" }),
    ).toMatchObject({ status: 201 });
    expect(
      (await service.from("embeddings").upsert({ parcel_id: 1, embedding: [1, 2, 3] })).status,
    ).toBe(201);
    expect(
      (
        await service
          .from("embeddings")
          .upsert({ parcel_id: 1, embedding: [3, 2, 1] })
          .select()
      ).data,
    ).toEqual([{ parcel_id: 1, embedding: "[3,2,1]" }]);
  });
  test("update and delete by filter", async () => {
    expect(
      await service.from("parcels").update({ note: null, weight: 3 }).eq("code", "A"),
    ).toMatchObject({ status: 204 });
    const updated = await service
      .from("parcels")
      .update({ note: "n" }, { count: "exact" })
      .gt("weight", 2)
      .select("code");
    expect(updated.count).toBe(3);
    expect(await service.from("parcels").delete({ count: "exact" }).eq("code", "A")).toMatchObject({
      status: 204,
      count: 1,
    });
    expect(
      codes(await service.from("parcels").delete().in("code", ["B", "C"]).select("code")),
    ).toEqual(["B", "C"]);
    expect(await service.from("parcels").update({}).eq("code", "A").select()).toMatchObject({
      status: 200,
      data: [],
    });
  });
  test("an update of one that names two changes none", async () => {
    expect(
      await service.from("parcels").update({ note: "!" }).gt("weight", 2).select().single(),
    ).toMatchObject({ status: 406 });
    expect((await service.from("parcels").select().eq("note", "!")).data).toEqual([]);
  });
  test("an update or delete without a filter is refused, as hosted does", async () => {
    expect(await service.from("parcels").delete()).toMatchObject({
      status: 400,
      error: { code: "21000" },
    });
    expect(await service.from("parcels").update({ note: "x" })).toMatchObject({
      status: 400,
      error: { code: "21000" },
    });
  });
  test("an empty list inserts nothing", async () => {
    expect(await service.from("shops").insert([])).toMatchObject({ status: 201, error: null });
  });
});

describe("row-level security", () => {
  test("nobody sees nothing, the owner their own, the service role all", async () => {
    await service.from("shops").insert({ name: "Other" });
    expect((await anon.from("shops").select()).data).toEqual([]);
    expect((await owner.client.from("shops").select("name")).data).toEqual([{ name: "Depot" }]);
    expect((await service.from("shops").select("name")).data).toHaveLength(2);
    expect((await owner.client.from("parcel_overview").select("code")).data).toHaveLength(3);
  });
  test("a write against a policy: 403 signed in, 401 for nobody", async () => {
    expect(await owner.client.from("shops").insert({ name: "stolen" })).toMatchObject({
      status: 403,
      error: { code: "42501" },
    });
    expect(await anon.from("shops").insert({ name: "stolen" })).toMatchObject({
      status: 401,
      error: { code: "42501" },
    });
    expect(
      (await owner.client.from("parcels").update({ note: "x" }).eq("code", "A").select()).data,
    ).toEqual([]);
  });
});

describe("errors", () => {
  test.each([
    [
      "a duplicate",
      () => service.from("parcels").insert({ shop_id: shopId, code: "A" }),
      409,
      "23505",
    ],
    [
      "a missing parent",
      () => service.from("parcels").insert({ shop_id: crypto.randomUUID(), code: "Q" }),
      409,
      "23503",
    ],
    ["a missing value", () => service.from("parcels").insert({ code: "Q" }), 400, "23502"],
    ["a malformed uuid", () => service.from("shops").select().eq("id", "x"), 400, "22P02"],
    ["an unknown column read", () => service.from("shops").select("nope"), 400, "42703"],
    ["an unknown column written", () => service.from("shops").insert({ nope: 1 }), 400, "PGRST204"],
    ["an unknown table", () => service.from("nope").select(), 404, "PGRST205"],
    ["another schema", () => service.schema("auth").from("users").select(), 406, "PGRST106"],
    [
      "an unknown operator",
      () => service.from("shops").select().filter("name", "sounds", "x"),
      400,
      "PGRST100",
    ],
    ["a NUL byte", () => service.from("shops").select().eq("name", "a\0b"), 400, "22021"],
  ])("%s", async (_name, run, status, code) => {
    expect(await run()).toMatchObject({ status, error: { code } });
  });
  test.each([
    ["an embed", () => service.from("shops").select("name,parcels(code)")],
    ["a cast", () => service.from("shops").select("name::text")],
    ["a JSON path", () => service.from("shops").select("settings->a")],
    ["an aggregate", () => service.from("parcels").select("weight.sum()")],
    ["full-text search", () => service.from("shops").select().textSearch("name", "x")],
    ["containment", () => service.from("shops").select().contains("tags", ["a"])],
    ["csv", () => service.from("shops").select().csv()],
    ["an estimated count", () => service.from("shops").select("*", { count: "estimated" })],
    [
      "defaults for missing keys",
      () => service.from("shops").insert([{ name: "a" }], { defaultToNull: false }),
    ],
  ])("%s is not spoken: 501 says which", async (_name, run) => {
    const result = await run();
    expect(result).toMatchObject({ status: 501, error: { code: "LOCAL501" } });
    expect(result.error?.message).toMatch(/is not spoken by the embedded Supabase$/);
  });
});
