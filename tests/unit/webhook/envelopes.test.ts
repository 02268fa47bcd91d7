import { describe, expect, test } from "vitest";
import type { JsonObject } from "@/lib/webhook/intake-item";
import { parseWebhook } from "@/lib/webhook/parse-webhook";
import {
  context,
  fixtureItems,
  luminous,
  messageFrom,
  metadata,
  parseOne,
  ruth,
} from "./webhook-samples";

const value = { metadata, contacts: [ruth], messages: [messageFrom({ text: { body: "Hello" } })] };
const change = { value, field: "messages" };

/** The same message in every envelope that was ever accepted. */
const envelopes: Record<string, JsonObject> = {
  "live Luminous": { event: "message.received", data: { data: change } },
  "test button": { event: "message.received", data: change },
  "raw Meta": { object: "whatsapp_business_account", entry: [{ id: "9", changes: [change] }] },
  "raw Meta under an event": {
    event: "message.received",
    data: { object: "whatsapp_business_account", entry: [{ id: "9", changes: [change] }] },
  },
  "flat data with messages": {
    event: "message.received",
    data: { id: "wamid.TEST1", from: "+256700000101", ...value },
    timestamp: "2026-11-22T07:00:01Z",
  },
  "flat, id and sender beside the list": {
    event: "message.received",
    data: {
      metadata,
      id: "wamid.TEST1",
      from: "+256700000101",
      contacts: [ruth],
      messages: [{ type: "text", text: { body: "Hello" } }],
    },
    timestamp: "2026-11-22T07:00:01Z",
  },
  "data.body": { event: "message.received", data: { body: value } },
  "data.body.data": { event: "message.received", data: { body: { data: value } } },
  "no event": { data: { data: change } },
  "value alone": { ...value },
  "a wrong event": { event: "message.status.update", data: { data: change } },
  "list of changes": { event: "message.received", data: [change] },
  "oldest flat": {
    event: "message.received",
    data: {
      wa_message_id: "wamid.TEST1",
      phone_number: "0700000101",
      message_type: "text",
      message: "Hello",
      created_at: "2026-11-22 07:00:01",
      contact: { name: "Namukasa Ruth" },
      metadata,
    },
  },
  "oldest flat, string text and millisecond time": {
    event: "message.received",
    data: {
      message_id: "wamid.TEST1",
      phoneNumber: "+256 700 000101",
      text: "Hello",
      timestamp: 1795330801000,
      contact: { first_name: "Namukasa", last_name: "Ruth" },
      metadata,
    },
  },
  "flat with the message as an object": {
    event: "message.received",
    data: { metadata, message: messageFrom({ text: { body: "Hello" } }), contact: ruth },
  },
};

describe("envelopes", () => {
  test("the six samples of one message give one internal message and one key", () => {
    const names = [
      "text",
      "text-envelope-value-field",
      "text-envelope-flat-messages",
      "text-envelope-meta-direct",
      "text-duplicate-redelivery",
    ];
    const [first, ...others] = names.flatMap((name) => fixtureItems(`${name}.json`));
    expect(first?.message?.payload).toEqual({});
    for (const item of others) expect(item.message).toEqual(first?.message);
    const [legacy] = fixtureItems("text-envelope-legacy-flat.json");
    expect(legacy?.message).toEqual({ ...first?.message, payload: { time_assumed: "UTC" } });
    for (const item of [legacy, ...others]) {
      expect(item?.dedupe_key).toBe(first?.dedupe_key);
      expect(item?.occurred_at).toBe("2026-11-22T07:00:01.000Z");
    }
  });

  test.each(Object.entries(envelopes))("%s", (_name, body) => {
    const item = parseOne(body);
    expect(item).toMatchObject({
      dedupe_key: "message:wamid.TEST1",
      event_type: "message",
      phone_number_id: "700800900100200",
      occurred_at: "2026-11-22T07:00:01.000Z",
      park_reason: null,
    });
    expect(item.message).toMatchObject({
      sender: { phone: "+256700000101", wa_user_id: null, display_name: "Namukasa Ruth" },
      message_type: "text",
      text: "Hello",
      rendered_text: "Hello",
      starts_turn: true,
      opens_window: true,
    });
    expect(parseWebhook(item.raw, context)).toEqual([item]);
  });

  test("an item without an id has the same key in either Luminous envelope, with or without event", () => {
    const bad = { ...value, messages: [messageFrom({ id: null, text: { body: "no id" } })] };
    const keys = [
      { event: "message.received", data: { data: { value: bad, field: "messages" } } },
      { event: "message.received", data: { value: bad, field: "messages" } },
      { entry: [{ changes: [{ value: bad, field: "messages" }] }] },
    ].map((body) => parseOne(body).dedupe_key);
    expect(new Set(keys).size).toBe(1);
  });

  test("the same words to two of our numbers are two items", () => {
    const second = { phoneNumberId: "2", displayNumber: "256312000412" };
    const numbers = [...context.ownNumbers, second];
    const keys = ["700800900100200", "2"].map((phone_number_id) => {
      const messages = [messageFrom({ id: null, text: { body: "no id" } })];
      const body = luminous({ metadata: { phone_number_id }, messages });
      return parseWebhook(body, { ...context, ownNumbers: numbers })[0]?.dedupe_key;
    });
    expect(new Set(keys).size).toBe(2);
  });

  test("a message beside an empty wrapper is found, and nothing known is kept whole", () => {
    const flat = { wa_message_id: "wamid.TEST1", phone: "0700000101", message: "Hello" };
    expect(parseOne({ event: "message.received", ...flat, data: {} }).message?.text).toBe("Hello");
    const unknown = { event: "x", hint: "keep me", data: { data: { a: 1 } } };
    expect(parseOne(unknown).raw).toEqual(unknown);
  });

  test("two different items without an id have two keys, alike ones in one delivery too", () => {
    const messages = ["a", "b", "b"].map((body) => messageFrom({ id: null, text: { body } }));
    const items = parseWebhook(luminous({ contacts: [ruth], messages }), context);
    expect(items.map((item) => item.park_reason)).toEqual(Array(3).fill("missing_message_id"));
    expect(new Set(items.map((item) => item.dedupe_key)).size).toBe(3);
    const again = parseWebhook(luminous({ contacts: [ruth], messages }), context);
    expect(again.map((item) => item.dedupe_key)).toEqual(items.map((item) => item.dedupe_key));
  });

  test("every entry, change, message and status of a raw Meta delivery is an item", () => {
    const status = { id: "wamid.S", status: "read", timestamp: "1795330801" };
    const body = {
      entry: [
        { changes: [change, { field: "messages", value: { metadata, statuses: [status] } }] },
        "not an entry",
        { changes: [{ field: "messages", value: "not a value" }, change] },
      ],
    };
    const items = parseWebhook(body, context);
    expect(items.map((item) => item.park_reason ?? item.event_type)).toEqual([
      "message",
      "status",
      "unknown_shape",
      "unknown_shape",
      "message",
    ]);
  });

  test("messages and statuses of one value are both read", () => {
    const statuses = [{ id: "wamid.S", status: "sent", timestamp: "1795330801" }];
    const items = parseWebhook(luminous({ ...value, statuses }), context);
    expect(items.map((item) => item.event_type)).toEqual(["message", "status"]);
  });

  test.each([
    ["an empty object", {}],
    ["a name only", { event: "message.received" }],
    ["data null", { event: "message.received", data: null }],
    ["data a string", { event: "message.received", data: "x" }],
    ["an unknown event", { event: "conversation.assigned", data: { agent: 4 } }],
    ["a value without lists", luminous({ contacts: [ruth] })],
    ["a field that nobody knows", luminous({ hologram: [{ id: "1" }] }, "holograms")],
    ["messages null", luminous({ messages: null })],
  ])("%s is parked as unknown_shape, whole", (_name, body) => {
    const item = parseOne(body);
    expect(item).toMatchObject({ event_type: "unknown", park_reason: "unknown_shape" });
    expect(item.dedupe_key).toMatch(/^unknown:[0-9a-f]{64}$/);
  });

  test.each([
    ["messages", luminous({ contacts: [ruth], messages: [] })],
    ["statuses", luminous({ statuses: [] })],
    ["flat messages", { event: "message.received", data: { messages: [] } }],
    ["entries", { object: "whatsapp_business_account", entry: [] }],
  ])("an empty list of %s is nothing to do", (_name, body) => {
    expect(parseWebhook(body, context)).toEqual([]);
  });

  test.each([
    "contact.created",
    "contact.updated",
    "contact.deleted",
    "group.created",
    "autoreply.updated",
  ])("%s is kept as platform, even with a message inside", (event) => {
    const item = parseOne({ event, data: { ...value, phone: "+256700000101" } });
    expect(item).toMatchObject({ event_type: "platform", park_reason: null, message: null });
  });

  test.each([
    ["message_template_status_update", "platform"],
    ["account_update", "platform"],
    ["history", "platform"],
    ["standby", "platform"],
    ["calls", "platform"],
    ["group_lifecycle_update", "group"],
    ["group_participants_update", "group"],
  ])("field %s is kept as %s and starts nothing", (field, eventType) => {
    const item = parseOne(luminous({ ...value }, field));
    expect(item).toMatchObject({ event_type: eventType, park_reason: null, message: null });
  });

  test("an error beside the messages is kept as platform", () => {
    const item = parseOne(luminous({ errors: [{ code: 130429, title: "Rate limit hit" }] }));
    expect(item).toMatchObject({ event_type: "platform", park_reason: null });
  });

  test("what Meta never sends in one delivery is cut into few pieces and nothing is lost", () => {
    const messages = Array.from({ length: 2500 }, (_, index) =>
      messageFrom({ id: `wamid.N${index}`, text: { body: "x" } }),
    );
    const items = parseWebhook(luminous({ contacts: [ruth], messages }), context);
    expect(items).toHaveLength(2001);
    const rest = items.at(-1);
    expect(rest?.park_reason).toBe("handling_failed");
    expect(parseWebhook(rest?.raw ?? {}, context).map((item) => item.dedupe_key)).toEqual(
      Array.from({ length: 500 }, (_, index) => `message:wamid.N${2000 + index}`),
    );
    const junk = parseWebhook({ entry: Array.from({ length: 5000 }, () => 1) }, context);
    expect(junk).toHaveLength(2001);
  });
});
