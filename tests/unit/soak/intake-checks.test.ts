import { describe, expect, it } from "vitest";
import { checkIntake } from "../../soak/check-intake";
import type { Delivery, Entry, SoakCustomer } from "../../soak/delivery";
import type { Posted } from "../../soak/post-deliveries";
import type { Rows } from "../../soak/read-rows";

const customer: SoakCustomer = {
  ...{ waId: "256771000000", name: "Customer 0", waUserId: null, part: "plain" },
};
const text: Entry = {
  ...{ kind: "message", type: "text", customer, wamid: "wamid.1", token: "AAAAAAAAAA" },
  ...{ writtenMs: 0, draw: 0, fate: null },
};
const receipt: Entry = { kind: "receipt", draw: 0, unknownWamid: "wamid.9" };
const bad: Entry = { kind: "bad", reason: "missing_sender", customer, token: "BBBBBBBBBB" };
const deliveries: Delivery[] = [[text, bad], [receipt]].map((entries) => ({
  ...{
    dueMs: 0,
    envelope: "live" as const,
    entries,
    refusal: null,
    isRepeat: false,
    isLate: false,
  },
}));
const posted: Posted[] = deliveries.map((delivery) => ({ delivery, status: 200, tries: 1 }));

const event = (dedupe_key: string, park_reason: string | null = null) => ({
  ...{ id: dedupe_key, dedupe_key, event_type: "message", park_reason },
  status: park_reason === null ? "stored" : "parked",
});
const events = [
  event("message:wamid.1"),
  event("status:wamid.9:read"),
  event("message:hash", "missing_sender"),
];
const row: Rows["messages"][number] = {
  ...{ id: "m1", seq: 1, session_id: "s1", direction: "inbound", author: "customer" },
  ...{ message_type: "text", deleted_at: null },
  ...{ purpose: null, text: "Hello? AAAAAAAAAA", rendered_text: "Hello? AAAAAAAAAA" },
  ...{
    wa_message_id: "wamid.1",
    starts_turn: true,
    turn_id: null,
    state: null,
    state_reason: null,
  },
  created_at: "2026-11-22T07:00:00Z",
};

function failed(change: Partial<Pick<Rows, "events" | "messages" | "attempts">>, answers = posted) {
  const rows = { events, messages: [row], attempts: [], ...change };
  const writer = { receiptWamid: () => "wamid.9" };
  const plan = { customers: [customer], deliveries };
  return checkIntake(plan, answers, writer, rows)
    .filter(({ ok }) => !ok)
    .map(({ name }) => name);
}

describe("the soak's checks of intake", () => {
  it("hold when every good item is stored and the bad one parked", () => {
    expect(failed({})).toEqual([]);
  });

  it("see an item that is lost, or stored twice under two keys", () => {
    expect(failed({ events: events.slice(1), messages: [] })).toEqual([
      "good items stored exactly once",
      "messages with exactly one row",
      "messages stored twice, or not, going by their words",
    ]);
    const twin = { ...row, id: "m2", seq: 2, wa_message_id: "wamid.1-again" };
    expect(failed({ messages: [row, twin] })).toEqual([
      "messages stored twice, or not, going by their words",
    ]);
  });

  it("see a bad item that is not parked, or parked for another reason", () => {
    expect(failed({ events: events.slice(0, 2) })).toEqual([
      "bad items parked",
      "bad items by reason",
    ]);
    const other = [...events.slice(0, 2), event("message:hash", "handling_failed")];
    expect(failed({ events: other })).toEqual(["bad items by reason"]);
  });

  it("see a webhook that was not acknowledged, and a receipt without effect", () => {
    const [first, second] = posted;
    if (!first || !second) throw new Error("Two webhooks are posted");
    expect(failed({}, [{ ...first, status: 500 }, second])).toEqual([
      "webhooks with the right answer (200; 400 and 401 for the refused)",
      "good items acknowledged",
    ]);
    const sent = { id: "a1", message_id: "m5", attempt_no: 1, wa_message_id: "wamid.9" };
    expect(failed({ attempts: [{ ...sent, state: "delivered" }] })).toEqual([
      "read receipts that do not show on their message",
    ]);
  });
});
