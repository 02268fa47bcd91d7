import { describe, expect, it } from "vitest";
import type { Check } from "../../soak/check";
import { checkSends } from "../../soak/check-sends";
import { checkTurns } from "../../soak/check-turns";
import type { SendEntry } from "../../soak/read-journal";
import type { Rows } from "../../soak/read-rows";

type Message = Rows["messages"][number];
type Turn = Rows["turns"][number];

const session = {
  id: "s1",
  customer_id: "c1",
  owner: "bot" as const,
  owner_reason: null,
  pending_turn_seq: null,
  replied_upto_seq: 1,
};
const identities = [
  { id: "i1", customer_id: "c1", kind: "phone" as const, value: "+256771000000" },
];

function message(fields: Partial<Message>): Message {
  return {
    id: `m${fields.seq ?? 1}`,
    seq: 1,
    session_id: "s1",
    direction: "inbound",
    author: "customer",
    message_type: "text",
    purpose: null,
    text: "Hello",
    rendered_text: "Hello",
    wa_message_id: null,
    starts_turn: true,
    turn_id: null,
    state: null,
    state_reason: null,
    created_at: "2026-11-22T07:00:00.000Z",
    deleted_at: null,
    ...fields,
  };
}

function reply(seq: number, turnId: string, fields: Partial<Message> = {}): Message {
  const created_at = `2026-11-22T07:00:${String(seq).padStart(2, "0")}.000Z`;
  const outbound = { direction: "outbound" as const, author: "bot", purpose: "reply" };
  return message({
    ...{ ...outbound, seq, turn_id: turnId, created_at },
    ...{ starts_turn: false, state: "delivered", ...fields },
  });
}

function turn(id: string, fence: number, fields: Partial<Turn> = {}): Turn {
  return {
    ...{ id, fence, session_id: "s1", state: "finished" },
    claimed_at: `2026-11-22T07:00:0${fence}.000Z`,
    lease_until: "2026-11-22T07:02:00.000Z",
    ...{ from_seq: 0, upto_seq: 1, outcome: "sent", outcome_reason: null },
    finished_at: "2026-11-22T07:00:30.000Z",
    ...fields,
  };
}

const failed = (checks: Check[]) => checks.filter(({ ok }) => !ok).map(({ name }) => name);

describe("the soak's checks of turns", () => {
  const asked = message({ seq: 1 });

  it("hold for one answered session", () => {
    const rows = { sessions: [session], messages: [asked, reply(5, "t1")], turns: [turn("t1", 1)] };
    expect(failed(checkTurns(1, rows))).toEqual([]);
  });

  it("see a session that nobody answered, by what it owes or by what did not leave", () => {
    const name = ["sessions neither answered nor with a person"];
    const owed = { ...session, replied_upto_seq: 0 };
    const turns = [turn("t1", 1)];
    const messages = [asked, reply(5, "t1")];
    expect(failed(checkTurns(1, { sessions: [owed], messages, turns }))).toEqual(name);
    const lost = [asked, reply(5, "t1", { state: "failed" })];
    expect(failed(checkTurns(1, { sessions: [session], messages: lost, turns }))).toEqual(name);
  });

  it("see two turns at work at once and two replies to one message", () => {
    const both = [asked, reply(5, "t1"), reply(9, "t2")];
    const second = (fields: Partial<Turn>) => ({
      sessions: [session],
      messages: both,
      turns: [turn("t1", 1), turn("t2", 2, fields)],
    });
    const apart = { claimed_at: "2026-11-22T07:00:06.000Z", from_seq: 1, upto_seq: 8 };
    expect(failed(checkTurns(1, second(apart)))).toEqual([]);
    const early = { ...apart, claimed_at: "2026-11-22T07:00:04.000Z" };
    expect(failed(checkTurns(1, second(early)))).toEqual(["turns overlapping"]);
    expect(failed(checkTurns(1, second({ ...apart, from_seq: 0 })))).toEqual(["turns overlapping"]);
  });

  it("see what is not finished", () => {
    const messages = [asked, reply(5, "t1", { state: "sending" })];
    const turns = [turn("t1", 1, { state: "committed", outcome: null, finished_at: null })];
    expect(failed(checkTurns(1, { sessions: [session], messages, turns }))).toEqual([
      "sessions neither answered nor with a person",
      "turns not finished",
      "messages stuck in queued or sending",
    ]);
  });
});

describe("the soak's checks of sends", () => {
  const entry = (seq: number, fields: Partial<SendEntry> = {}): SendEntry => ({
    ...{ seq, outcome: "accepted", fault: null, phone: "+256771000000" },
    ...{ wa_message_id: `wamid.${seq}`, body: { message: "Hello" } },
    ...fields,
  });
  const attempt = (no: number, wamid: string | null, state = "delivered") => ({
    ...{ id: `a${no}`, message_id: "m5", attempt_no: no, wa_message_id: wamid, state },
  });
  const check = (journal: SendEntry[], attempts: Rows["attempts"], state = "delivered") => {
    const messages = [reply(5, "t1", { state })];
    return failed(checkSends(journal, { messages, attempts, sessions: [session], identities }));
  };

  it("hold for one send, and for a second after one that surely failed", () => {
    expect(check([entry(1)], [attempt(1, "wamid.1")])).toEqual([]);
    const afterFailure = [entry(1, { fault: "accept_then_fail" }), entry(2)];
    expect(check(afterFailure, [attempt(1, "wamid.1", "failed"), attempt(2, "wamid.2")])).toEqual(
      [],
    );
  });

  it("see a message that left twice, known by id or by words alone", () => {
    const twice = ["messages that left twice"];
    const both = [entry(1), entry(2)];
    expect(check(both, [attempt(1, "wamid.1"), attempt(2, "wamid.2")])).toEqual(twice);
    expect(check(both, [attempt(1, null, "unknown"), attempt(2, "wamid.2")])).toEqual(twice);
  });

  it("see a send that no message accounts for, and one that never left", () => {
    expect(check([entry(1), entry(2)], [attempt(1, "wamid.1")])).toEqual([
      "sends that no message accounts for",
    ]);
    expect(check([], [attempt(1, "wamid.1")])).toEqual(["messages shown as sent that never left"]);
  });
});
