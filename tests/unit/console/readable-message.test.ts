import { describe, expect, it } from "vitest";
import { transcriptCopy } from "@/components/copy/transcript";
import { deliveryTimes } from "@/components/transcript/delivery-times";
import { eventSentence } from "@/components/transcript/event-line";
import { latestReactions } from "@/components/transcript/latest-reactions";
import { readableMessage } from "@/components/transcript/readable-message";
import { messageDetails } from "@/lib/chat/message-details";
import { readJsonObject } from "@/lib/webhook/read-json-object";
import { fixtureBytes, fixtureItems, fixtureNames } from "../webhook/webhook-samples";
import { message } from "./transcript-message";

describe("readableMessage", () => {
  const read = (some: object) => readableMessage(message({ seq: 1, ...some }));

  it("never takes a customer's own brackets apart", () => {
    const text = "[Image] is what I typed";
    expect(read({ text, written: text })).toEqual({ label: null, body: text, note: null });
  });

  it.each([
    [{ type: "audio", text: "[Voice note] Nkusaba", written: null }, "Voice note", "Nkusaba"],
    [{ type: "sticker", text: "[Sticker]", written: null }, "Sticker", ""],
    [
      { type: "location", text: "Location: Ntinda (0.3, 32.6)", written: null },
      null,
      "Location: Ntinda (0.3, 32.6)",
    ],
    [{ text: "[Forwarded] Look", written: "Look", details: { forwarded: true } }, null, "Look"],
    [
      {
        type: "order",
        text: "[Order] 2 × A. Customer's note: fast",
        written: "fast",
        details: { order: { items: [] } },
      },
      transcriptCopy.order.title,
      "fast",
    ],
    [{ deleted: true, text: "[Message deleted by the customer]" }, null, transcriptCopy.deleted],
  ])("%j", (some, label, body) => {
    expect(read(some)).toMatchObject({ label, body });
  });

  it("says what a product enquiry is about", () => {
    expect(read({ text: "Is it there?\n[About product SKU-1]", written: "Is it there?" })).toEqual({
      label: null,
      body: "Is it there?",
      note: "About product SKU-1",
    });
  });
});

describe("every kind of message of the sample payloads", () => {
  const samples = fixtureNames()
    .filter((name) => readJsonObject(fixtureBytes(name)).ok)
    .flatMap((name) => fixtureItems(name).map((item) => [name, item] as const))
    .flatMap(([name, item]) =>
      item.event_type === "message" && item.message ? [[name, item.message] as const] : [],
    );

  it.each(samples)("%s shows words or says what it is", (_name, item) => {
    const shown = readableMessage(
      message({
        seq: 1,
        type: item.message_type,
        text: item.rendered_text,
        written: item.text,
        details: messageDetails.parse(item.payload),
      }),
    );
    expect(`${shown.label ?? ""}${shown.body}`.trim()).not.toBe("");
    expect(shown.label ?? "").not.toMatch(/[[\]]/);
  });

  it("are more than a handful", () => expect(samples.length).toBeGreaterThan(30));
});

describe("messageDetails", () => {
  it("drops a part that is not what it should be and keeps the others", () => {
    expect(
      messageDetails.parse({
        location: { latitude: "0", longitude: 32 },
        order: { items: [{ quantity: "2", product_retailer_id: "A" }] },
        voice: true,
      }),
    ).toEqual({
      location: undefined,
      order: {
        items: [{ product_retailer_id: "A", quantity: null, shown_price: null, currency: null }],
      },
      voice: true,
    });
  });
});

describe("what stands at a bubble", () => {
  it("is the last reaction of each side; an empty one takes it back", () => {
    const reactions = [
      { author: "customer" as const, emoji: "👍" },
      { author: "staff" as const, emoji: "❤️" },
      { author: "customer" as const, emoji: null },
    ];
    expect(latestReactions(message({ seq: 1, reactions }))).toEqual(["❤️"]);
  });

  it("are the times of its newest attempt, in order", () => {
    const attempt = {
      no: 1,
      error_code: null,
      error_reason: null,
      sent_at: "a",
      delivered_at: "b",
      read_at: "c",
      played_at: null,
      failed_at: null,
      unknown_at: null,
    };
    const steps = deliveryTimes(message({ seq: 1, state: "read", attempt }));
    expect(steps.map(({ word }) => word)).toEqual(["Sent", "Delivered", "Read"]);
  });

  it.each([
    [{ event: "closed", by_me: true }, "You closed the conversation"],
    [
      {
        event: "given_to_human",
        event_reason: "staff_assigned",
        author_name: "Grace",
        event_staff_name: "Brian",
      },
      "Grace assigned this to Brian",
    ],
    [
      { event: "given_to_human", event_reason: "asked_for_person" },
      "A person is needed: asked for a person",
    ],
    [
      { event: null, text: "[The customer changed their WhatsApp number]" },
      "The customer changed their WhatsApp number",
    ],
  ])("an event is a sentence: %j", (some, sentence) => {
    expect(eventSentence(message({ seq: 1, direction: "system", author: "system", ...some }))).toBe(
      sentence,
    );
  });
});
