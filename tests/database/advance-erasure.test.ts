import { randomUUID } from "node:crypto";
import type pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { erasureStores } from "@/lib/privacy/erasure/policy";
import { approved, begin, eraseServed, prepareObjects, verifiedRequest } from "./erase-world";
import { fillConversation } from "./fill-conversation";
import { one, somePhone } from "./scenario";
import { asStaff } from "./staff-actor";
import { tablesHolding } from "./tables-holding";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();
let root: pg.Client;
let service: pg.Client;
let privacy: pg.Client;
beforeAll(async () => {
  root = await database.superuser();
  service = await database.as("service_role");
  privacy = await asStaff(database, "privacy");
  await prepareObjects(root);
});

type Reached = { kind: string; store?: string; code?: string };
const limits = { rows: 1000, blocks: 512 };

/** An approved erasure of a customer of sixty messages and two files, begun. */
async function begun() {
  const phone = somePhone();
  const person = { id: randomUUID(), phone, waUserId: `UG.${randomUUID().slice(0, 12)}`, name: "" };
  await fillConversation(root, person, { messages: 60, files: 2, words: "the turquoise kettle" });
  await root.query("delete from erasure_runs where customer_id = $1", [person.id]);
  await root.query("delete from legal_holds where customer_id = $1", [person.id]);
  const runId = await approved(privacy, await verifiedRequest(root, person.id));
  expect(await begin(service, runId)).toBe("running");
  return { phone, runId, customerId: person.id };
}

const advance = (runId: string, milliseconds: number) =>
  call<Reached>(service, "advance_erasure", runId, limits.rows, limits.blocks, milliseconds);

/** All of it, as the service does; returns how often the database was asked to go on. */
async function advanceToEnd(runId: string, milliseconds: number): Promise<number> {
  for (let calls = 1; calls < 500; calls += 1) {
    const reached = await advance(runId, milliseconds);
    if (reached.kind === "step" && reached.store) await eraseServed(service, runId, reached.store);
    else if (reached.kind !== "more") {
      expect(reached.kind).toBe("over");
      return calls;
    }
  }
  throw new Error("The erasure does not end");
}

const stepsOf = async (runId: string) =>
  (
    await root.query<{ store: string; state: string; error_code: string | null }>(
      "select store, state, error_code from erasure_steps where run_id = $1 order by position",
      [runId],
    )
  ).rows;

describe("an erasure that the database goes on with by itself", () => {
  it.each([
    ["piece by piece", 0],
    ["for as long as a call may last", 2_000],
  ])("%s empties every store and ends with a certificate", async (_, milliseconds) => {
    const { phone, runId } = await begun();
    await advanceToEnd(runId, milliseconds);
    expect(await stepsOf(runId)).toEqual(
      erasureStores.map((store) => ({ store, state: "done", error_code: null })),
    );
    expect(
      await one(root, "select state, findings from erasure_runs where id = $1", runId),
    ).toEqual({ state: "completed", findings: [] });
    expect(await tablesHolding(root, [phone.slice(1)])).toEqual([]);
  });

  it("keeps what was done before a store that cannot be emptied, and names that store", async () => {
    const { runId } = await begun();
    await root.query(`
      create function public.test_refuse() returns trigger language plpgsql as $$ begin raise exception 'no' using errcode = '55006'; end $$;
      create trigger test_refuse before delete on public.session_notes for each statement execute function public.test_refuse()`);
    try {
      let reached: Reached = { kind: "more" };
      while (reached.kind === "more" || reached.kind === "step") {
        if (reached.kind === "step") await eraseServed(service, runId, reached.store ?? "");
        reached = await advance(runId, 2_000);
      }
      expect(reached).toEqual({ kind: "failed", store: "notes", code: "55006" });
      const at = erasureStores.indexOf("notes");
      expect((await stepsOf(runId)).map(({ state }) => state)).toEqual(
        erasureStores.map((_, place) =>
          place < at ? "done" : place === at ? "running" : "waiting",
        ),
      );
    } finally {
      await root.query("drop trigger test_refuse on public.session_notes");
    }
    await advanceToEnd(runId, 2_000);
  });

  it("stands still from the moment of a hold, between any two pieces, and goes on after it", async () => {
    const { runId, customerId } = await begun();
    for (let calls = 0; calls < 12; calls += 1) {
      const reached = await advance(runId, 0);
      if (reached.kind === "step") await eraseServed(service, runId, reached.store ?? "");
    }
    const before = await stepsOf(runId);
    await root.query(
      "insert into legal_holds (customer_id, reason, review_on) values ($1, 'A claim before the court', current_date + 30)",
      [customerId],
    );
    expect(await advance(runId, 2_000)).toEqual({ kind: "held" });
    expect(await stepsOf(runId)).toEqual(before);
    await root.query("update legal_holds set released_at = now() where customer_id = $1", [
      customerId,
    ]);
    await advanceToEnd(runId, 2_000);
  });
});
