import { describe, expect, test } from "vitest";
import type { JsonObject } from "@/lib/webhook/intake-item";
import { luminous, messageFrom, parseMessageOf, parseOne, ruth } from "./webhook-samples";

const errors = (code: number) => [{ code, title: "x" }];
const media = { id: "1200000000237570", mime_type: "image/jpeg", sha256: "a".repeat(44) };

/** Fields of a message, its rendered text, and whether it starts a turn and opens the window. */
const table: [string, JsonObject, string, "turn" | "store" | "update"][] = [
  ["text as bare string", { text: "hi" }, "hi", "turn"],
  ["emoji only", { text: { body: "👍" } }, "👍", "turn"],
  [
    "invisible characters only",
    { text: { body: "\u200b\u00a0\u2060\u3164" } },
    "[Empty message]",
    "store",
  ],
  ["no type, a text", { type: null, text: { body: "hi" } }, "hi", "turn"],
  ["no type, an image", { type: null, image: media }, "[Image]", "turn"],
  ["type in upper case", { type: "TEXT", text: { body: "hi" } }, "hi", "turn"],
  [
    "blank text from an advert",
    { text: { body: " " }, referral: { headline: "Ship it" } },
    "[Opened the chat from an advert: Ship it]",
    "turn",
  ],
  ["image, blank caption", { type: "image", image: { ...media, caption: " " } }, "[Image]", "turn"],
  ["image without a body", { type: "image", image: null }, "[Image]", "turn"],
  ["voice of the older interface", { type: "voice", voice: media }, "[Voice note]", "turn"],
  [
    "audio with a caption",
    { type: "audio", audio: { ...media, caption: "listen" } },
    "[Audio file] listen",
    "turn",
  ],
  ["document without a name", { type: "document", document: media }, "[Document]", "turn"],
  [
    "animated sticker",
    { type: "sticker", sticker: { ...media, animated: true } },
    "[Sticker]",
    "store",
  ],
  [
    "location at zero",
    { type: "location", location: { latitude: 0, longitude: 0 } },
    "Location: 0, 0",
    "turn",
  ],
  [
    "location as strings",
    {
      type: "location",
      location: { latitude: "0.3", longitude: "-32.5", address: "Yusuf Lule Rd" },
    },
    "Location: Yusuf Lule Rd (0.3, -32.5)",
    "turn",
  ],
  [
    "location by name only",
    { type: "location", location: { name: "Garden City" } },
    "Location: Garden City",
    "turn",
  ],
  ["location without anything", { type: "location" }, "[Location without coordinates]", "turn"],
  [
    "contacts, first name only",
    { type: "contacts", contacts: [{ name: { first_name: "Peter" } }] },
    "[Contact card of another person] Peter",
    "turn",
  ],
  [
    "contacts, bare name and mail",
    { type: "contacts", contacts: [{ name: "P", emails: [{ email: "p@x.example" }] }, {}] },
    "[Contact card of another person] P, p@x.example; no name",
    "turn",
  ],
  ["contacts of a wrong type", { type: "contacts", contacts: "none" }, "[Contact card]", "turn"],
  [
    "button, payload only",
    { type: "button", button: { payload: "pay:1" } },
    "[Button] pay:1",
    "turn",
  ],
  ["button without anything", { type: "button" }, "[Button]", "turn"],
  [
    "list row without description",
    {
      type: "interactive",
      interactive: { type: "list_reply", list_reply: { id: "a", title: "Air" } },
    },
    "[List choice] Air",
    "turn",
  ],
  [
    "reply button by id",
    { type: "interactive", interactive: { button_reply: { id: "yes" } } },
    "[Button] yes",
    "turn",
  ],
  [
    "flow, broken JSON",
    { type: "interactive", interactive: { nfm_reply: { response_json: '{"a":' } } },
    "[Form with answers that cannot be read]",
    "turn",
  ],
  [
    "flow, an array",
    { type: "interactive", interactive: { nfm_reply: { response_json: "[1]" } } },
    "[Form with answers that cannot be read]",
    "turn",
  ],
  [
    "flow, already an object",
    {
      type: "interactive",
      interactive: {
        nfm_reply: { response_json: { a: [1, "x"], b: { c: null }, flow_token: "t" } },
      },
    },
    '[Form] a: 1, x; b: {"c":null}',
    "turn",
  ],
  [
    "flow, deeply nested",
    { type: "interactive", interactive: { nfm_reply: { response_json: "[".repeat(9000) } } },
    "[Form with answers that cannot be read]",
    "turn",
  ],
  [
    "flow, hostile strings",
    {
      type: "interactive",
      interactive: { nfm_reply: { response_json: '{"a\\u0000":"x\\ud800\\u0000y"}' } },
    },
    "[Form] a: x\ufffdy",
    "turn",
  ],
  [
    "interactive of a new kind",
    { type: "interactive", interactive: { type: "call_permission_reply" } },
    "[Interactive reply: call_permission_reply]",
    "turn",
  ],
  [
    "order without items",
    { type: "order", order: { text: "call me" } },
    "[Order] no items. Customer's note: call me",
    "turn",
  ],
  [
    "order, odd items",
    { type: "order", order: { product_items: [{ product_retailer_id: 7, quantity: "3" }, {}] } },
    "[Order] 3 × 7, ? × unnamed product",
    "turn",
  ],
  [
    "product enquiry",
    {
      text: { body: "Is it there?" },
      context: {
        from: "256312000411",
        id: "wamid.P",
        referred_product: { catalog_id: "1", product_retailer_id: "SKU-1" },
      },
    },
    "Is it there?\n[About product SKU-1]",
    "turn",
  ],
  [
    "forwarded often",
    { text: { body: "look" }, context: { frequently_forwarded: true } },
    "[Forwarded] look",
    "turn",
  ],
  [
    "reaction removed",
    { type: "reaction", reaction: { message_id: "wamid.R" } },
    "[Removed a reaction]",
    "store",
  ],
  [
    "reaction with an empty emoji",
    { type: "reaction", reaction: { message_id: "wamid.R", emoji: "" } },
    "[Removed a reaction]",
    "store",
  ],
  [
    "edited caption",
    {
      type: "edit",
      edit: {
        original_message_id: "wamid.E",
        message: { type: "image", image: { caption: "new" } },
      },
    },
    "[Edited an earlier message] new",
    "update",
  ],
  ["edit without words", { type: "edit", edit: {} }, "[Edited an earlier message]", "update"],
  [
    "revoked",
    { type: "revoke", revoke: { original_message_id: "wamid.E" } },
    "[Deleted an earlier message]",
    "update",
  ],
  [
    "unsupported GIF",
    { type: "unsupported", errors: errors(131051), unsupported: { type: "gif" } },
    "[Message of a kind that cannot be read here: gif]",
    "turn",
  ],
  [
    "unavailable",
    { type: "unsupported", errors: errors(131060) },
    "[Message of a kind that cannot be read here]",
    "turn",
  ],
  [
    "too large, as a document",
    { type: "document", document: { filename: "a.zip" }, errors: errors(131052) },
    "[Document: a.zip]",
    "turn",
  ],
  [
    "revocation that is not shown",
    { type: "unsupported", unsupported: { type: "revoke" } },
    "[Deleted an earlier message; WhatsApp does not say which one]",
    "update",
  ],
  [
    "system without a change",
    { type: "system", system: { body: "x", type: "customer_identity_changed" } },
    "[WhatsApp notice]",
    "update",
  ],
  [
    "system, new id",
    { type: "system", system: { user_id: "UG.NEW", type: "user_changed_user_id" } },
    "[The customer's WhatsApp id changed]",
    "update",
  ],
  ["first opening of the chat", { type: "request_welcome" }, "[Opened the chat]", "update"],
  [
    "unknown type",
    { type: "telepathy", telepathy: {} },
    "[Message of unknown type: telepathy]",
    "store",
  ],
  [
    "a type named like an object method",
    { type: "constructor" },
    "[Message of unknown type: constructor]",
    "store",
  ],
  [
    "a type named __proto__",
    { type: "__proto__" },
    "[Message of unknown type: __proto__]",
    "store",
  ],
  ["no type and no body", { type: null }, "[Message of unknown type]", "store"],
  ["a type that is an object", { type: { a: 1 } }, "[Message of unknown type]", "store"],
];

describe("kinds of messages", () => {
  test.each(table)("%s", (_name, fields, rendered, does) => {
    const message = parseMessageOf(fields);
    expect(message.rendered_text).toBe(rendered);
    expect([message.starts_turn, message.opens_window]).toEqual([
      does === "turn",
      does !== "update",
    ]);
  });

  test.each([
    ["null", { text: null }],
    ["a number", { text: 5 }],
    ["without a body", { text: {} }],
    ["an object as body", { text: { body: { a: 1 } } }],
  ])("a text that is %s is parked, its siblings are not", (_name, fields) => {
    const bad = messageFrom({ id: "wamid.BAD", ...fields });
    const item = parseOne(luminous({ contacts: [ruth], messages: [bad] }));
    expect(item).toMatchObject({
      park_reason: "invalid_item",
      event_type: "message",
      message: null,
    });
    expect(JSON.stringify(item.raw)).toContain("wamid.BAD");
  });

  test("types are stored by name, odd ones as unknown", () => {
    expect(parseMessageOf({ type: "telepathy" }).message_type).toBe("telepathy");
    expect(parseMessageOf({ type: "Tele pathy!" })).toMatchObject({
      message_type: "unknown",
      payload: { declared_type: "Tele pathy!" },
    });
    expect(parseMessageOf({ type: "voice", voice: media })).toMatchObject({
      message_type: "audio",
      payload: { voice: true },
    });
  });

  test("effects name their target", () => {
    const reaction = { message_id: "wamid.R", emoji: "❤️" };
    expect(parseMessageOf({ type: "reaction", reaction }).effect).toEqual({
      kind: "reaction",
      target_wa_message_id: "wamid.R",
      emoji: "❤️",
    });
    expect(
      parseMessageOf({ type: "reaction", reaction: { message_id: "wamid.R" } }).effect,
    ).toMatchObject({ emoji: null });
    const edit = {
      original_message_id: "wamid.E",
      message: { type: "text", text: { body: "new" } },
    };
    expect(parseMessageOf({ type: "edit", edit }).effect).toEqual({
      kind: "edit",
      target_wa_message_id: "wamid.E",
      text: "new",
    });
    expect(
      parseMessageOf({ type: "revoke", revoke: { original_message_id: "wamid.E" } }).effect,
    ).toEqual({
      kind: "revoke",
      target_wa_message_id: "wamid.E",
    });
    const system = { type: "user_changed_user_id", user_id: "UG.NEW", wa_id: "256770000202" };
    expect(parseMessageOf({ type: "system", system }).effect).toEqual({
      kind: "identity_changed",
      new_phone: "+256770000202",
      new_wa_user_id: "UG.NEW",
    });
    expect(parseMessageOf({ type: "reaction", reaction: { emoji: "x" } }).effect).toBeNull();
  });

  test("only Meta's own request links a shared number, only to someone without one, only a single one", () => {
    const card = (origin: string, phones: JsonObject[]) => ({
      type: "contacts",
      contacts: [{ origin, phones }],
    });
    const phone = { phone: "+256 700 000 101", wa_id: "256700000101" };
    const of = (fields: JsonObject) =>
      parseOne(
        luminous({ messages: [messageFrom({ from: null, from_user_id: "UG.1", ...fields })] }),
      ).message?.effect;
    expect(of(card("contact_request", [phone]))).toEqual({
      kind: "identity_shared",
      new_phone: "+256700000101",
    });
    expect(of(card("other", [phone]))).toBeNull();
    const cards = [{ origin: "contact_request", phones: [phone] }, { name: { first_name: "P" } }];
    expect(of({ type: "contacts", contacts: cards })).toBeNull();
    expect(of(card("contact_request", [phone, phone]))).toBeNull();
    expect(of(card("contact_request", [{ phone: "none" }]))).toBeNull();
    expect(parseMessageOf(card("contact_request", [phone])).effect).toBeNull();
  });

  test("media are described and never trusted", () => {
    expect(
      parseMessageOf({ type: "image", image: { ...media, id: 1200000000237570 } }).media,
    ).toEqual({
      wa_media_id: "1200000000237570",
      mime_type: "image/jpeg",
      file_name: null,
      sha256: "a".repeat(44),
      rejected: null,
    });
    for (const id of ["12/../3", "1?x", "１２３", "12 34", "-1", "1".repeat(65), "0x1"]) {
      const found = parseMessageOf({ type: "image", image: { ...media, id } }).media;
      expect(found).toMatchObject({ wa_media_id: null, rejected: "invalid_media_id" });
    }
    expect(parseMessageOf({ type: "video", video: {} }).media?.rejected).toBe("missing_media_id");
    const odd = {
      id: "1",
      mime_type: "TEXT/Html; charset=x",
      sha256: "no",
      filename: "\u202Ea/b\\c\u0007.pdf",
    };
    expect(parseMessageOf({ type: "document", document: odd }).media).toMatchObject({
      mime_type: "text/html",
      sha256: null,
      file_name: "a_b_c.pdf",
    });
    expect(
      parseMessageOf({ type: "image", image: { id: "1", mime_type: "x" } }).media?.mime_type,
    ).toBeNull();
  });

  test("structure is kept: order prices as shown, referral, enquiry, location", () => {
    const order = {
      catalog_id: "1",
      product_items: [{ product_retailer_id: "S", quantity: 2, item_price: 0, currency: "UGX" }],
    };
    expect(parseMessageOf({ type: "order", order }).payload.order).toEqual({
      catalog_id: "1",
      items: [{ product_retailer_id: "S", quantity: 2, shown_price: 0, currency: "UGX" }],
      prices: "as shown to the customer, not authoritative",
    });
    const referral = { source_id: "1", ctwa_clid: "c", headline: "h", secret: "x" };
    expect(parseMessageOf({ text: { body: "a" }, referral }).payload).toEqual({
      referral: { source_id: "1", ctwa_clid: "c", headline: "h" },
    });
    const location = { latitude: 0, longitude: 1.5, url: "https://x.example" };
    expect(parseMessageOf({ type: "location", location }).payload.location).toEqual(location);
    expect(
      parseMessageOf({
        type: "interactive",
        interactive: { nfm_reply: { name: "flow", response_json: '{"a":1}' } },
      }).payload,
    ).toEqual({
      flow: { name: "flow", body: null, answers: { a: 1 } },
    });
  });

  test("a reply keeps the id it answers; an id that is none is left out", () => {
    const of = (id: unknown) =>
      parseMessageOf({ text: { body: "a" }, context: { id } as JsonObject }).reply_to_wa_message_id;
    expect(of("wamid.Q")).toBe("wamid.Q");
    expect(of(5)).toBeNull();
    expect(of("q".repeat(300))).toBeNull();
    expect(of("a b")).toBeNull();
  });

  test("a group message is kept as an event only, whatever is in it", () => {
    const item = parseOne(
      luminous({
        contacts: [ruth],
        messages: [messageFrom({ group_id: "g", text: { body: "STOP" } })],
      }),
    );
    expect(item).toMatchObject({
      event_type: "group",
      dedupe_key: "message:wamid.TEST1",
      message: null,
      park_reason: null,
    });
  });

  test("texts are stored up to 65,536 units with a marker and the true length", () => {
    const message = parseMessageOf({ text: { body: "😀".repeat(40_000) } });
    expect(message.text?.length).toBeLessThanOrEqual(65_536);
    expect(message.text).toMatch(/\[cut: the message was longer\]$/);
    expect(message.text?.isWellFormed()).toBe(true);
    expect(message.payload).toEqual({ text_length: 80_000 });
    const whole = parseMessageOf({ text: { body: "a".repeat(65_536) } });
    expect(whole.text).toHaveLength(65_536);
    expect(whole.payload).toEqual({});
    const caption = parseMessageOf({
      type: "image",
      image: { ...media, caption: "c".repeat(70_000) },
    });
    expect(caption.rendered_text.length).toBeLessThanOrEqual(65_536);
  });

  test.each([
    ["x".repeat(257), "oversized_id"],
    ["", "missing_message_id"],
    [" \n", "missing_message_id"],
    [null, "missing_message_id"],
    [12345, "missing_message_id"],
    ["wamid.\u0007x", "invalid_item"],
    ["wamid.\ud800", "invalid_item"],
    ["wamid. x", "invalid_item"],
  ])("the id %.12j is parked as %s", (id, reason) => {
    const item = parseOne(
      luminous({ contacts: [ruth], messages: [messageFrom({ id, text: { body: "a" } })] }),
    );
    expect(item).toMatchObject({ park_reason: reason, message: null });
    expect(item.dedupe_key).toMatch(/^message:[0-9a-f]{64}$/);
  });
});
