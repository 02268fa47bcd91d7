import type { SupabaseClient } from "@supabase/supabase-js";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RunningSupabase } from "../start-supabase";
import { clientOf, startSample } from "./start-sample";

let supabase: RunningSupabase;
let service: SupabaseClient;
let anon: SupabaseClient;
let shopId: string;

beforeAll(async () => {
  supabase = await startSample();
  service = clientOf(supabase, supabase.serviceRoleKey);
  anon = clientOf(supabase, supabase.anonKey);
  const shop = await service.from("shops").insert({ name: "Depot" }).select("id").single();
  shopId = shop.data?.id;
});
afterAll(() => supabase.close());
beforeEach(() => supabase.query("truncate parcels cascade"));

describe("what a function returns", () => {
  test("a scalar, with a default argument left out", async () => {
    expect((await service.rpc("add", { a: 1 })).data).toBe(11);
    expect((await service.rpc("add", { a: 1, b: 2 })).data).toBe(3);
    expect((await service.rpc("add", { a: null })).data).toBeNull();
  });
  test("nothing: 204", async () => {
    expect(await service.rpc("nothing")).toMatchObject({ status: 204, data: null, error: null });
  });
  test("one composite: an object", async () => {
    expect((await service.rpc("box")).data).toEqual({ width: 3, height: 4 });
  });
  test("sets of values, of columns and of rows: arrays", async () => {
    expect((await service.rpc("numbers", { upto: 3 })).data).toEqual([1, 2, 3]);
    expect((await service.rpc("number_rows", { upto: 2 })).data).toEqual([{ n: 1 }, { n: 2 }]);
    expect((await service.rpc("list_parcels", { shop: shopId })).data).toEqual([]);
  });
  test("filters, order, limit, select and count apply to a set of rows", async () => {
    const result = await service
      .rpc("number_rows", { upto: 50 }, { count: "exact" })
      .select("number:n")
      .gt("n", 10)
      .order("n", { ascending: false })
      .limit(2);
    expect(result).toMatchObject({
      status: 206,
      count: 40,
      data: [{ number: 50 }, { number: 49 }],
    });
  });
  test("a set is cut at 1,000 rows", async () => {
    expect((await service.rpc("number_rows", { upto: 1500 })).data).toHaveLength(1000);
    expect((await service.rpc("numbers", { upto: 1500 })).data).toHaveLength(1000);
  });
});

describe("arguments", () => {
  test("a JSON array becomes a vector, as does its text", async () => {
    const parcel = await service.rpc("add_parcel", { shop: shopId, parcel_code: "V1" });
    await service.from("embeddings").insert({ parcel_id: parcel.data, embedding: [1, 0, 0] });
    const nearest = await service.rpc("nearest", { query_embedding: [1, 0, 1] });
    expect(nearest.data).toEqual([{ parcel_id: parcel.data, distance: 1 }]);
    expect((await service.rpc("nearest", { query_embedding: "[1,0,1]" })).data).toEqual(
      nearest.data,
    );
  });
  test("arrays, JSON, times and enums are coerced", async () => {
    const result = await service.rpc("echo", {
      words: ["it's", 'a "quote"', "back\\slash"],
      flags: { deep: [1, null, "'; drop table shops; --"] },
      at: "2026-01-02T03:04:05+03:00",
      state: "sent",
    });
    expect(result.data).toEqual({
      words: ["it's", 'a "quote"', "back\\slash"],
      flags: { deep: [1, null, "'; drop table shops; --"] },
      at: "2026-01-02T00:04:05+00:00",
      state: "sent",
    });
  });
  test("by GET: read-only, and HEAD with a count", async () => {
    expect((await service.rpc("add", { a: 1, b: 2 }, { get: true })).data).toBe(3);
    const refused = await service.rpc(
      "add_parcel",
      { shop: shopId, parcel_code: "G" },
      { get: true },
    );
    expect(refused).toMatchObject({ status: 405, error: { code: "25006" } });
    const head = await service.rpc("number_rows", { upto: 7 }, { head: true, count: "exact" });
    expect(head).toMatchObject({ count: 7, data: null });
  });
});

describe("who calls, and how", () => {
  test("the caller's role and claims apply; STABLE functions run read-only", async () => {
    expect((await anon.rpc("who")).data).toMatchObject({
      uid: null,
      user: "anon",
      read_only: "on",
      method: "POST",
    });
    expect((await service.rpc("who")).data).toMatchObject({ user: "service_role" });
    expect(await service.rpc("write_although_stable")).toMatchObject({
      status: 405,
      error: { code: "25006" },
    });
  });
  test("the role does not outlive a failed request", async () => {
    await anon.rpc("fail", { state: "P0001" });
    expect(await supabase.query("select current_user::text as name")).toEqual([
      { name: "postgres" },
    ]);
  });
  test("single() on a set undoes what the function wrote", async () => {
    const failed = await service.rpc("add_parcels", { shop: shopId, codes: ["S1", "S2"] }).single();
    expect(failed).toMatchObject({
      status: 406,
      error: { code: "PGRST116", details: "The result contains 2 rows" },
    });
    expect(await supabase.query("select 1 from parcels where code in ('S1', 'S2')")).toEqual([]);
    const kept = await service.rpc("add_parcels", { shop: shopId, codes: ["S3"] }).single();
    expect(kept.data).toMatchObject({ code: "S3" });
  });
  test("grants decide: 401 for nobody, 403 for a known role", async () => {
    expect(await anon.rpc("service_only")).toMatchObject({ status: 401, error: { code: "42501" } });
    expect((await service.rpc("service_only")).data).toBe("ok");
  });
});

describe("errors", () => {
  test.each([
    ["P0001", 400],
    ["22023", 400],
    ["23505", 409],
    ["23503", 409],
    ["23514", 400],
    ["40001", 500],
    ["57014", 500],
    ["P0002", 500],
    ["PT404", 404],
    ["PT409", 409],
    ["PT422", 422],
    ["42883", 404],
  ])("%s → %i with message, details and hint", async (state, status) => {
    expect(await service.rpc("fail", { state })).toMatchObject({
      status,
      error: { code: state, message: "failed on purpose", details: "the detail", hint: "the hint" },
    });
  });
  test("no function of that name, or not with these arguments", async () => {
    const unknown = await service.rpc("nope", { a: 1 });
    expect(unknown).toMatchObject({ status: 404, error: { code: "PGRST202" } });
    expect(unknown.error?.message).toBe(
      "Could not find the function public.nope(a) in the schema cache",
    );
    expect(await service.rpc("add", { a: 1, c: 2 })).toMatchObject({
      status: 404,
      error: { code: "PGRST202" },
    });
    expect(await service.rpc("add")).toMatchObject({ status: 404, error: { code: "PGRST202" } });
  });
  test("an argument that does not fit its type", async () => {
    expect(await service.rpc("add", { a: "x" })).toMatchObject({
      status: 400,
      error: { code: "22P02" },
    });
  });
  test("what is not spoken says so", async () => {
    expect(await service.rpc("box").select("width")).toMatchObject({
      status: 501,
      error: { code: "LOCAL501" },
    });
    expect(await service.rpc("numbers", { upto: 3 }).order("numbers")).toMatchObject({
      status: 501,
    });
  });
});
