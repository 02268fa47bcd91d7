import { describe, expect, test } from "vitest";
import { parseWebhook } from "@/lib/webhook/parse-webhook";
import { displayName, isWaUserId } from "@/lib/webhook/person";
import { toE164 } from "@/lib/webhook/phone-number";
import { context, luminous, messageFrom, parseMessageOf, parseOne, ruth } from "./webhook-samples";

describe("toE164", () => {
  test.each([
    ["256700000101", "+256700000101"],
    ["+256700000101", "+256700000101"],
    ["00256700000101", "+256700000101"],
    ["0700000101", "+256700000101"],
    ["0700 000-101", "+256700000101"],
    ["+0700000101", "+256700000101"],
    ["700000101", "+256700000101"],
    ["tel:+256 (700) 000 101", "+256700000101"],
    ["２５６７０００００１０１", "+256700000101"],
    ["+2560700000101", "+256700000101"],
    ["256312000411", "+256312000411"],
    ["254711000303", "+254711000303"],
    ["15550000000", "+15550000000"],
    ["5215512345678", "+5215512345678"],
    ["99912345678", "+99912345678"],
  ])("%s is %s", (written, e164) => {
    expect(toE164(written, "UG")).toBe(e164);
  });

  test.each([
    "unknown",
    "",
    "+",
    "12",
    "+unknown",
    "0",
    "1234567890123456",
    "call 0700000101",
    "256700000101x",
    "UG.123",
    "٠",
    "+".repeat(30),
    "1".repeat(5000),
  ])("%.20s is no number", (written) => {
    expect(toE164(written, "UG")).toBeNull();
  });

  test("national numbers follow the region, international ones do not", () => {
    expect(toE164("0711000303", "KE")).toBe("+254711000303");
    expect(toE164("256700000101", "KE")).toBe("+256700000101");
    expect(toE164("0700000101", "nowhere")).toBeNull();
  });
});

describe("business-scoped ids", () => {
  test.each(["UG.1", "UG.48151623420815162342", "US.ENT.abc123", `UG.${"a".repeat(128)}`])(
    "%.20s is one",
    (id) => {
      expect(isWaUserId(id)).toBe(true);
    },
  );
  test.each([
    "UG",
    "UG.",
    "ug.1",
    "UGA.1",
    "UG.1-2",
    `UG.${"a".repeat(129)}`,
    "256700000101",
    "UG.ENT.",
  ])("%.20s is none", (id) => {
    expect(isWaUserId(id)).toBe(false);
  });
});

describe("the sender of a message", () => {
  const okello = { profile: { name: "Okello" }, wa_id: "256770000202", user_id: "UG.OKELLO" };

  test("is matched to its own contact, whatever the order", () => {
    const messages = [
      messageFrom({ id: "wamid.1", from: "+256770000202", text: { body: "a" } }),
      messageFrom({ id: "wamid.2", from: "256700000101", text: { body: "b" } }),
      messageFrom({ id: "wamid.3", from: "256711111111", text: { body: "c" } }),
      messageFrom({ id: "wamid.4", from: null, from_user_id: "UG.OKELLO", text: { body: "d" } }),
    ];
    const items = parseWebhook(luminous({ contacts: [ruth, okello], messages }), context);
    expect(items.map((item) => item.message?.sender)).toEqual([
      { phone: "+256770000202", wa_user_id: "UG.OKELLO", display_name: "Okello" },
      { phone: "+256700000101", wa_user_id: null, display_name: "Namukasa Ruth" },
      { phone: "+256711111111", wa_user_id: null, display_name: null },
      { phone: "+256770000202", wa_user_id: "UG.OKELLO", display_name: "Okello" },
    ]);
    expect(JSON.stringify(items[1]?.raw)).not.toContain("Okello");
    expect(JSON.stringify(items[2]?.raw)).not.toMatch(/Okello|Namukasa/);
  });

  test("takes a contact without ids only when it is the only one", () => {
    const nameless = { profile: { name: "Somebody" } };
    const alone = parseOne(
      luminous({ contacts: [nameless], messages: [messageFrom({ text: { body: "a" } })] }),
    );
    expect(alone.message?.sender.display_name).toBe("Somebody");
    const two = parseOne(
      luminous({ contacts: [nameless, okello], messages: [messageFrom({ text: { body: "a" } })] }),
    );
    expect(two.message?.sender.display_name).toBeNull();
  });

  test("may be named by the only contact of a single message, never of several", () => {
    const unsigned = messageFrom({ from: null, text: { body: "a" } });
    const single = parseOne(luminous({ contacts: [ruth], messages: [unsigned] }));
    expect(single.message?.sender.phone).toBe("+256700000101");
    const items = parseWebhook(
      luminous({ contacts: [ruth], messages: [unsigned, { ...unsigned, id: "wamid.2" }] }),
      context,
    );
    expect(items.map((item) => item.park_reason)).toEqual(["missing_sender", "missing_sender"]);
  });

  test("may be a business-scoped id in `from`, and a number as JSON number", () => {
    const own = parseOne(
      luminous({ messages: [messageFrom({ from: "UG.123", text: { body: "a" } })] }),
    );
    expect(own.message?.sender).toEqual({ phone: null, wa_user_id: "UG.123", display_name: null });
    expect(parseMessageOf({ from: 256700000101, text: { body: "a" } }).sender.phone).toBe(
      "+256700000101",
    );
  });

  test.each([
    [{ from: "unknown" }, "invalid_sender"],
    [{ from: "12" }, "invalid_sender"],
    [{ from: { digits: "256700000101" } }, "missing_sender"],
    [{ from: "  " }, "missing_sender"],
    [{ from: null, from_user_id: "not an id" }, "invalid_sender"],
  ])("%j is parked as %s", (fields, reason) => {
    const item = parseOne(
      luminous({ contacts: [], messages: [messageFrom({ ...fields, text: { body: "hi" } })] }),
    );
    expect(item).toMatchObject({ park_reason: reason, message: null });
  });

  test("a whole delivery of a message that was parked is not taken for a repetition", () => {
    const broken = parseOne(
      luminous({ messages: [messageFrom({ from: null, text: { body: "hi" } })] }),
    );
    const whole = parseOne(luminous({ messages: [messageFrom({ text: { body: "hi" } })] }));
    expect(broken.dedupe_key).not.toBe(whole.dedupe_key);
  });

  test.each(["256312000411", "+256 312 000411", "0312000411"])(
    "our own number %s is never a customer",
    (from) => {
      const item = parseOne(luminous({ messages: [messageFrom({ from, text: { body: "hi" } })] }));
      expect(item).toMatchObject({ event_type: "platform", message: null, park_reason: null });
    },
  );

  test.each([
    ["  Ruth\u0007\n\u2028Namukasa ", "Ruth Namukasa"],
    ["\u0000\u0001", null],
    ["", null],
    ["\u200b\u3164", null],
    ["N".repeat(300), "N".repeat(256)],
    [`${"N".repeat(255)}😀`, "N".repeat(255)],
  ])("the name %j is shown as %j", (name, shown) => {
    expect(displayName(name)).toBe(shown);
  });

  test("falls back to the username", () => {
    const contact = { profile: { username: "@ruthn" }, wa_id: "256700000101" };
    const item = parseOne(
      luminous({ contacts: [contact], messages: [messageFrom({ text: { body: "a" } })] }),
    );
    expect(item.message?.sender.display_name).toBe("@ruthn");
  });
});

describe("our numbers", () => {
  const message = messageFrom({ text: { body: "hi" } });
  test("a foreign phone_number_id parks messages, statuses and preferences", () => {
    const foreign = { metadata: { display_phone_number: "15550000000", phone_number_id: "111" } };
    const items = [
      { ...foreign, messages: [message] },
      { ...foreign, statuses: [{ id: "wamid.S", status: "sent" }] },
      { ...foreign, user_preferences: [{ wa_id: "256700000101", category: "x", value: "stop" }] },
      { ...foreign, messages: [{ ...message, group_id: "g" }] },
    ].flatMap((value) => parseWebhook(luminous(value), context));
    expect(items.map((item) => item.park_reason)).toEqual(Array(4).fill("foreign_phone_number_id"));
    expect(items.every((item) => item.phone_number_id === "111")).toBe(true);
  });

  test("a number as JSON number is ours too; a display number alone is enough", () => {
    const asNumber = { metadata: { phone_number_id: 700800900100200 }, messages: [message] };
    expect(parseOne(luminous(asNumber)).phone_number_id).toBe("700800900100200");
    const display = { metadata: { display_phone_number: "+256 312 000411" }, messages: [message] };
    expect(parseOne(luminous(display)).phone_number_id).toBe("700800900100200");
    const foreign = { metadata: { display_phone_number: "+1 555 000 0000" }, messages: [message] };
    expect(parseOne(luminous(foreign)).park_reason).toBe("foreign_phone_number_id");
  });

  test("an item that names none has none", () => {
    const item = parseOne({ data: { messages: [message] } });
    expect(item).toMatchObject({ phone_number_id: null, park_reason: null });
  });
});
