import type pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import {
  claim,
  ingest,
  messageItem,
  one,
  reply,
  sendSettings,
  somePhone,
  startConversation,
} from "./scenario";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();
let service: pg.Client;
let other: pg.Client;
let admin: pg.Client;
beforeAll(async () => {
  service = await database.as("service_role");
  other = await database.as("service_role");
  admin = await database.superuser();
});

type Begun = { kind: string; id: string; result?: object };
const begin = (
  client: pg.Client,
  turnId: string,
  key: string,
  args: object = { a: 1 },
  writes = true,
) => call<Begun>(client, "begin_tool_call", turnId, key, "create_quotation", args, writes);
const finish = (id: string, outcome: string) =>
  call(service, "finish_tool_call", id, {
    outcome,
    result: { outcome, data: { n: 7 } },
    targets: ["Q-1"],
    latency_ms: 5,
  });

async function openTurn() {
  const { phone, sessionId } = await startConversation(service);
  return { phone, sessionId, turn: await claim(service, sessionId) };
}

describe("a tool call", () => {
  it("that was done gives its result again, to the same step and to the same words in the same turn", async () => {
    const { turn } = await openTurn();
    const first = await begin(service, turn.turn_id, `key:${turn.turn_id}:1`);
    expect(first.kind).toBe("run");
    await finish(first.id, "done");
    const stored = { kind: "repeat", id: first.id, result: { outcome: "done", data: { n: 7 } } };
    expect(await begin(other, turn.turn_id, `key:${turn.turn_id}:1`)).toEqual(stored);
    expect(await begin(other, turn.turn_id, `confirmed:${turn.turn_id}`)).toEqual(stored);
    expect((await begin(other, turn.turn_id, `key:${turn.turn_id}:2`, { a: 2 })).kind).toBe("run");
  });

  it("that failed, or whose process died, may run again under the same key", async () => {
    const { turn } = await openTurn();
    const key = `key:${turn.turn_id}:1`;
    const first = await begin(service, turn.turn_id, key);
    expect(await begin(service, turn.turn_id, key)).toMatchObject({
      kind: "run",
      id: first.id,
      key,
      unsettled: true,
    });
    await finish(first.id, "failed");
    expect(await begin(service, turn.turn_id, key)).toMatchObject({
      kind: "run",
      id: first.id,
      key,
      unsettled: true,
    });
    const row = await one<{ attempts: number }>(
      admin,
      "select attempts from tool_calls where id = $1",
      first.id,
    );
    expect(row.attempts).toBe(3);
  });

  it("is refused when the turn has ended, a newer one answers, or a person has taken over", async () => {
    const ended = await openTurn();
    await reply(service, ended.turn);
    expect(await begin(service, ended.turn.turn_id, "key:ended-turn")).toEqual({
      kind: "turn_over",
    });
    const older = await openTurn();
    await admin.query("update chat_sessions set turn_fence = turn_fence + 1 where id = $1", [
      older.sessionId,
    ]);
    expect(await begin(service, older.turn.turn_id, "key:older-turn")).toEqual({
      kind: "turn_over",
    });
    const taken = await openTurn();
    await admin.query("select give_to_human($1, 'test')", [taken.sessionId]);
    expect(await begin(service, taken.turn.turn_id, "key:taken-turn")).toEqual({
      kind: "turn_over",
    });
    for (const name of ["open_ticket", "open_privacy_request"]) {
      const value = name === "open_ticket" ? {} : "access";
      expect(await call(service, name, taken.turn.turn_id, value)).toBeNull();
    }
  });

  it("never gives one customer what another's call brought", async () => {
    const mine = await openTurn();
    const theirs = await openTurn();
    const first = await begin(service, mine.turn.turn_id, "key:shared-by-mistake");
    await finish(first.id, "done");
    expect(await begin(service, theirs.turn.turn_id, "key:shared-by-mistake")).toEqual({
      kind: "turn_over",
    });
  });

  it("shows staff its outcome, and neither arguments nor result", async () => {
    const { turn } = await openTurn();
    await begin(service, turn.turn_id, `key:${turn.turn_id}:1`);
    const support = await asStaff(database, "support");
    const shown = await support.query(
      "select tool, outcome, targets from tool_calls where turn_id = $1",
      [turn.turn_id],
    );
    expect(shown.rows).toHaveLength(1);
    for (const column of ["arguments", "result"]) {
      await expect(support.query(`select ${column} from tool_calls`)).rejects.toMatchObject({
        code: "42501",
      });
    }
  });
});

describe("requests of the customer", () => {
  it("about their data open once, due in a calendar month, seen by the privacy team", async () => {
    const { turn } = await openTurn();
    const open = () =>
      call<{ id: string; due_at: string; again: boolean }>(
        service,
        "open_privacy_request",
        turn.turn_id,
        "erasure",
      );
    const first = await open();
    expect(await open()).toEqual({ ...first, again: true });
    const due = await one<{ ok: boolean }>(
      admin,
      "select due_at = (opened_at at time zone 'utc' + interval '1 month') at time zone 'utc' or due_at - opened_at between interval '27 days' and interval '31 days 1 minute' ok from privacy_requests where id = $1",
      first.id,
    );
    expect(due.ok).toBe(true);
    const privacy = await asStaff(database, "privacy");
    expect(
      (await privacy.query("select id from privacy_requests where id = $1", [first.id])).rows,
    ).toHaveLength(1);
    const support = await asStaff(database, "support");
    expect(
      (await support.query("select id from privacy_requests where id = $1", [first.id])).rows,
    ).toEqual([]);
  });

  it("to stop takes the path of STOP: ledger with the message, one confirmation, the reply kept back", async () => {
    const { turn, sessionId } = await openTurn();
    const changed = await call<{ changed: boolean; send_message_id: string }>(
      service,
      "change_consent_in_turn",
      turn.turn_id,
      "service",
      "opt_out",
      { ...sendSettings, language: "en" },
    );
    expect(changed.changed).toBe(true);
    const event = await one<{ source: string; words: string; message_id: string | null }>(
      admin,
      "select e.source, e.words, e.message_id from consent_events e join chat_sessions s on s.customer_id = e.customer_id where s.id = $1",
      sessionId,
    );
    expect(event).toMatchObject({
      source: "chat_tool",
      words: "Hello",
      message_id: expect.any(String),
    });
    const confirmation = await one<{ purpose: string }>(
      admin,
      "select purpose from chat_messages where id = $1",
      changed.send_message_id,
    );
    expect(confirmation.purpose).toBe("consent_confirmation");
    expect(await reply(service, turn)).toMatchObject({ kind: "suppressed", reason: "opted_out" });
  });

  it("about offers changes marketing alone", async () => {
    const { turn, sessionId } = await openTurn();
    await call(service, "change_consent_in_turn", turn.turn_id, "marketing", "opt_out", {
      ...sendSettings,
    });
    const customer = await one(
      admin,
      "select c.consent_status, c.marketing_status from customers c join chat_sessions s on s.customer_id = c.id where s.id = $1",
      sessionId,
    );
    expect(customer).toEqual({ consent_status: "pending", marketing_status: "stopped" });
  });
});

describe("who the customer is to Parcelo's backend", () => {
  it("follows the number WhatsApp vouches for, and is in doubt while two records may be one person", async () => {
    const phone = somePhone();
    await ingest(service, messageItem({ phone, waUserId: "UG.1000000000001" }));
    const who = await one<{ customer_id: string }>(
      admin,
      "select customer_id from customer_identities where value = $1 and valid_to is null",
      phone,
    );
    expect(await call(service, "verified_identity", who.customer_id)).toMatchObject({
      phone,
      in_review: false,
    });
    // The number turns up under another account of WhatsApp: perhaps another person has it now.
    await ingest(service, messageItem({ phone, waUserId: "UG.1000000000002" }));
    const now = await one<{ customer_id: string }>(
      admin,
      "select customer_id from customer_identities where value = $1 and valid_to is null",
      phone,
    );
    expect(now.customer_id).not.toBe(who.customer_id);
    expect(await call(service, "verified_identity", now.customer_id)).toMatchObject({
      phone,
      in_review: true,
    });
    expect(await call(service, "verified_identity", who.customer_id)).toMatchObject({
      phone: null,
    });
  });
});
