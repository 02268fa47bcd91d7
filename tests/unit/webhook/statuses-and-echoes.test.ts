import { describe, expect, test } from "vitest";
import type { JsonObject } from "@/lib/webhook/intake-item";
import { parseWebhook } from "@/lib/webhook/parse-webhook";
import { context, luminous, messageFrom, parseOne, ruth } from "./webhook-samples";

const status = (fields: JsonObject) =>
  parseOne(
    luminous({ statuses: [{ id: "wamid.S", status: "sent", timestamp: "1795330801", ...fields }] }),
  );

describe("statuses", () => {
  test.each(["sent", "delivered", "read", "played", "failed", "warp_delivered"])(
    "%s has its own key",
    (state) => {
      const item = status({ status: state });
      expect(item.dedupe_key).toBe(`status:wamid.S:${state}`);
      expect(item.status).toMatchObject({
        wa_message_id: "wamid.S",
        status: state,
        recipient: null,
        error_code: null,
      });
    },
  );

  test("keep recipient, pricing and errors", () => {
    const pricing = { billable: false, category: "service" };
    const item = status({
      recipient_id: "256700000101",
      recipient_user_id: "UG.1",
      pricing,
      errors: [{}, { code: "131047" }],
      extra: 1,
    });
    expect(item.status).toMatchObject({
      recipient: { phone: "+256700000101", wa_user_id: "UG.1" },
      error_code: 131047,
      payload: { pricing, errors: [{}, { code: "131047" }] },
    });
  });

  test("name their recipient by its contact", () => {
    const value = {
      contacts: [ruth],
      statuses: [{ id: "wamid.S", status: "read", recipient_id: "+256700000101" }],
    };
    expect(parseOne(luminous(value)).status?.recipient?.display_name).toBe("Namukasa Ruth");
  });

  test.each([
    [{ id: null }, "missing_message_id"],
    [{ id: "i".repeat(300) }, "oversized_id"],
    [{ status: null }, "invalid_item"],
    [{ status: "not a status" }, "invalid_item"],
  ])("%j is parked as %s", (fields, reason) => {
    expect(status(fields)).toMatchObject({
      park_reason: reason,
      status: null,
      event_type: "status",
    });
  });

  test("of a group stay events", () => {
    expect(status({ recipient_type: "group", recipient_id: "g" })).toMatchObject({
      event_type: "group",
      status: null,
      park_reason: null,
    });
  });

  test("are recognised flat, under any event", () => {
    const flat = {
      messageId: "wamid.S",
      status: "READ",
      recipientId: "256700000101",
      timestamp: 1795330801,
    };
    for (const body of [{ event: "message.status.update", data: flat }, { data: flat }]) {
      expect(parseOne(body)).toMatchObject({
        dedupe_key: "status:wamid.S:read",
        occurred_at: "2026-11-22T07:00:01.000Z",
      });
    }
  });
});

const report = (data: JsonObject, success: boolean | null = true): JsonObject => ({
  event: "message.sent",
  data: { data: { ...(success !== null && { success }), data } },
});
const sent = {
  messaging_product: "whatsapp",
  contacts: [{ input: "+256700000101", wa_id: "256700000101" }],
  messages: [{ id: "wamid.OUT" }],
};

describe("echoes of Luminous", () => {
  test("are known by their content, with or without event, flag or wrapper", () => {
    for (const body of [
      report(sent),
      { data: { success: true, data: sent } },
      report(sent, null),
      { event: "message.sent", data: sent },
      { event: "message.received", data: { data: { success: true, data: sent } } },
    ]) {
      const item = parseOne(body);
      expect(item).toMatchObject({
        event_type: "echo",
        dedupe_key: "echo:wamid.OUT",
        message: null,
      });
      expect(item.echo).toMatchObject({
        success: true,
        wa_message_id: "wamid.OUT",
        recipient: { phone: "+256700000101" },
      });
    }
  });

  test.each([
    [JSON.stringify({ type: "text", text: { body: "Hi & bye" } }), "Hi & bye"],
    [{ type: "text", text: { body: "Hi" } }, "Hi"],
    [JSON.stringify({ type: "image", image: { caption: "Look" } }), "Look"],
    [JSON.stringify({ type: "interactive", interactive: { body: { text: "Choose" } } }), "Choose"],
    [JSON.stringify({ type: "template", template: { name: "x" } }), null],
    ["{broken", null],
    [null, null],
  ])("read the text out of %j", (metadata, text) => {
    const item = parseOne(
      report({ ...sent, chat: { metadata, created_at: "2026-11-22 07:00:03" } }),
    );
    expect(item.echo?.text).toBe(text);
    expect(item.occurred_at).toBe("2026-11-22T07:00:03.000Z");
  });

  test("of a refused send carry Meta's code and no id", () => {
    const body: JsonObject = {
      event: "message.sent",
      data: {
        data: {
          success: false,
          message: "no",
          data: { error: { code: 131047, message: "Re-engagement" } },
        },
      },
    };
    const item = parseOne(body);
    expect(item).toMatchObject({ event_type: "echo", park_reason: null });
    expect(item.echo).toEqual({
      wa_message_id: null,
      success: false,
      recipient: null,
      text: null,
      error_code: 131047,
    });
    expect(item.dedupe_key).toMatch(/^echo:[0-9a-f]{64}$/);
    expect(parseWebhook(item.raw, context)).toEqual([item]);
  });

  test("without id take it from the chat, without anybody are parked", () => {
    const fromChat = parseOne(
      report({ chat: { wam_id: "wamid.C", contact: { phone: "0700000101" } } }),
    );
    expect(fromChat.echo).toMatchObject({
      wa_message_id: "wamid.C",
      recipient: { phone: "+256700000101" },
    });
    expect(parseOne(report({})).park_reason).toBe("invalid_item");
    expect(parseOne(report({ messages: [{ id: "i".repeat(300) }] })).park_reason).toBe(
      "oversized_id",
    );
  });

  test("in the oldest flat form, or without a sender, are no customer's message", () => {
    const flat = { wa_message_id: "wamid.F", phone: "0700000101", message: "Your quote is ready." };
    const named = {
      messages: [
        { id: "wamid.F", to: "256700000101", type: "text", text: { body: "Your quote is ready." } },
      ],
    };
    for (const data of [flat, named]) {
      expect(parseOne({ event: "message.sent", data }).echo).toEqual({
        wa_message_id: "wamid.F",
        success: true,
        recipient: { phone: "+256700000101", wa_user_id: null, display_name: null },
        text: "Your quote is ready.",
        error_code: null,
      });
    }
  });

  test("have storable texts whatever the inner JSON escapes", () => {
    const metadata = '{"type":"text","text":{"body":"a\\u0000b\\ud800"}}';
    expect(parseOne(report({ ...sent, chat: { metadata } })).echo?.text).toBe("ab\ufffd");
  });

  test("a customer's message under the event message.sent is still a message", () => {
    const value = { contacts: [ruth], messages: [messageFrom({ text: { body: "Hi" } })] };
    expect(parseOne({ event: "message.sent", data: { data: value } }).event_type).toBe("message");
  });
});

describe("echoes of Meta", () => {
  const echo = {
    from: "256312000411",
    to: "256700000101",
    id: "wamid.E",
    timestamp: "1795330801",
    type: "text",
    text: { body: "Hello from the shop" },
  };

  test.each(["message_echoes", "messages"])(
    "in %s are what we sent, never a customer's words",
    (list) => {
      const item = parseOne(luminous({ contacts: [ruth], [list]: [echo] }, "smb_message_echoes"));
      expect(item).toMatchObject({
        event_type: "echo",
        dedupe_key: "echo:wamid.E",
        occurred_at: "2026-11-22T07:00:01.000Z",
      });
      expect(item.echo).toMatchObject({
        success: true,
        text: "Hello from the shop",
        recipient: { phone: "+256700000101" },
      });
    },
  );

  test("without a recipient are parked", () => {
    expect(parseOne(luminous({ message_echoes: [{ ...echo, to: null }] })).park_reason).toBe(
      "invalid_item",
    );
  });
});

describe("preferences and identity updates", () => {
  const preference = {
    user_id: "UG.1",
    category: "marketing_messages",
    value: "Resume",
    timestamp: 1795330840,
  };

  test("a preference may come by business-scoped id alone", () => {
    const item = parseOne(luminous({ user_preferences: [preference] }, "user_preferences"));
    expect(item.preference).toEqual({
      person: { phone: null, wa_user_id: "UG.1", display_name: null },
      category: "marketing_messages",
      value: "resume",
    });
  });

  test.each([
    [{ user_id: null }, "missing_sender"],
    [{ user_id: "?" }, "invalid_sender"],
    [{ category: null }, "invalid_item"],
    [{ value: 5 }, "invalid_item"],
  ])("a preference with %j is parked as %s", (fields, reason) => {
    const body = luminous({ user_preferences: [{ ...preference, ...fields }] }, "user_preferences");
    expect(parseOne(body).park_reason).toBe(reason);
  });

  test("stop and resume at different times are different events", () => {
    const entries = [
      preference,
      { ...preference, value: "stop" },
      { ...preference, timestamp: 1795330841 },
    ];
    const items = parseWebhook(luminous({ user_preferences: entries }), context);
    expect(new Set(items.map((item) => item.dedupe_key)).size).toBe(3);
  });

  test.each([{ previous: "UG.1" }, { previous: "UG.1", current: "x" }, null])(
    "an identity update of %j is parked",
    (user_id) => {
      expect(parseOne(luminous({ user_id_update: [{ user_id }] })).park_reason).toBe(
        "invalid_item",
      );
    },
  );
});
