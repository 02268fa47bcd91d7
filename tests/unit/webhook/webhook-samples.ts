import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { WebhookContext } from "@/lib/webhook/delivery";
import type { IntakeItem, IntakeMessage, JsonObject } from "@/lib/webhook/intake-item";
import { parseWebhook } from "@/lib/webhook/parse-webhook";
import { readJsonObject } from "@/lib/webhook/read-json-object";

const folder = join(import.meta.dirname, "../../fixtures/payloads");

/** The day of the sample payloads, after the latest of their times. */
export const context: WebhookContext = {
  receivedAt: new Date("2026-11-22T11:00:00Z"),
  ownNumbers: [{ phoneNumberId: "700800900100200", displayNumber: "256312000411" }],
  defaultRegion: "UG",
};

export const metadata = {
  display_phone_number: "256312000411",
  phone_number_id: "700800900100200",
};
export const ruth = { profile: { name: "Namukasa Ruth" }, wa_id: "256700000101" };

export function fixtureNames(): string[] {
  return readdirSync(folder).filter((name) => name.endsWith(".json"));
}

export function fixtureBytes(name: string): Uint8Array {
  return readFileSync(join(folder, name));
}

export function fixtureItems(name: string): IntakeItem[] {
  const read = readJsonObject(fixtureBytes(name));
  if (!read.ok) throw new Error(`${name}: ${read.reason}`);
  return parseWebhook(read.value, context);
}

/** A value in the live Luminous envelope. */
export function luminous(value: JsonObject, field = "messages"): JsonObject {
  return {
    event: "message.received",
    data: { data: { value: { messaging_product: "whatsapp", metadata, ...value }, field } },
  };
}

/** A text message of Ruth with any fields replaced; undefined takes a field away. */
export function messageFrom(fields: JsonObject): JsonObject {
  return {
    from: "256700000101",
    id: "wamid.TEST1",
    timestamp: "1795330801",
    type: "text",
    ...fields,
  };
}

export function parseOne(body: JsonObject): IntakeItem {
  const items = parseWebhook(body, context);
  const [item] = items;
  if (!item || items.length !== 1) throw new Error(`expected one item, got ${items.length}`);
  return item;
}

/** The one message that these fields, in the live envelope, make; fails when they make none. */
export function parseMessageOf(fields: JsonObject): IntakeMessage {
  const item = parseOne(luminous({ contacts: [ruth], messages: [messageFrom(fields)] }));
  if (!item.message) throw new Error(`no message: ${item.park_reason}`);
  return item.message;
}
