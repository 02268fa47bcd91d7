import type { Json } from "@/lib/supabase/database.types";
import { openDelivery, type WebhookContext } from "@/lib/webhook/delivery";
import type { IntakeItem, JsonObject, ParkReason } from "@/lib/webhook/intake-item";
import { fieldOf, stringOf } from "@/lib/webhook/json-fields";
import { contentKey, newItem } from "@/lib/webhook/new-item";
import { type EnvelopePart, openEnvelope } from "@/lib/webhook/open-envelope";
import { parseChange } from "@/lib/webhook/parse-change";
import { parseSendReport } from "@/lib/webhook/parse-send-report";
import { separateRepeats } from "@/lib/webhook/separate-repeats";
import { storableObject } from "@/lib/webhook/storable-text";

/** Meta sends at most 1000 updates a delivery; more would hold up everyone else's messages. */
export const MAX_ITEMS = 2000;

/** The envelope's own fields around a part of it, so that the part can be read again alone. */
function rawPart(body: JsonObject, data: Json): JsonObject {
  if (data === body) return body;
  const event = stringOf(body, "event");
  const time = fieldOf(body, "timestamp") ?? fieldOf(body, "created_at");
  const hasTime = typeof time === "string" || typeof time === "number";
  return { ...(event !== null && { event }), ...(hasTime && { timestamp: time }), data };
}

function dataOf(part: EnvelopePart): Json {
  if (part.kind === "echo") return part.response;
  if (part.kind !== "change") return part.data;
  return { ...(part.field !== null && { field: part.field }), value: part.value };
}

function keptWhole(
  eventType: "platform" | "unknown",
  raw: JsonObject,
  reason: ParkReason | null,
): IntakeItem {
  return newItem({
    dedupe_key: contentKey(eventType, raw),
    event_type: eventType,
    raw,
    park_reason: reason,
  });
}

function parsePart(
  part: EnvelopePart,
  body: JsonObject,
  context: WebhookContext,
  limit: number,
): IntakeItem[] {
  const event = stringOf(body, "event");
  const statedTime = fieldOf(body, "timestamp") ?? fieldOf(body, "created_at");
  if (part.kind === "change") {
    return parseChange(openDelivery(part, { event, statedTime }, context), limit);
  }
  const data = dataOf(part);
  // A list is a list of parts, so one that is itself a part goes into a list of one.
  const raw = rawPart(body, Array.isArray(data) ? [data] : data);
  if (part.kind === "echo") return [parseSendReport(raw, part.response, statedTime, context)];
  return [keptWhole(part.kind, raw, part.kind === "unknown" ? "unknown_shape" : null)];
}

/**
 * Everything one delivery says, as items that can each be stored alone. Pure; never throws for what
 * the body holds: an entry that cannot be understood becomes a parked item with its reason and its
 * raw form, and its siblings are read all the same. An empty `messages` list gives no items. What
 * goes beyond `MAX_ITEMS` is parked in few pieces. The raw form of an item is a delivery again: read
 * by this function it gives the same item.
 */
export function parseWebhook(body: JsonObject, context: WebhookContext): IntakeItem[] {
  const storableBody = storableObject(body);
  const parts = openEnvelope(storableBody);
  const items: IntakeItem[] = [];
  for (const [index, part] of parts.entries()) {
    if (items.length >= MAX_ITEMS) {
      const rest = rawPart(storableBody, parts.slice(index).map(dataOf));
      items.push(keptWhole("unknown", rest, "handling_failed"));
      break;
    }
    items.push(...parsePart(part, storableBody, context, MAX_ITEMS - items.length));
  }
  return separateRepeats(items);
}
