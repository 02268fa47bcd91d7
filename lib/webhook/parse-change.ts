import type { Json } from "@/lib/supabase/database.types";
import type { Delivery } from "@/lib/webhook/delivery";
import type { EventType, IntakeItem, JsonObject } from "@/lib/webhook/intake-item";
import { isObject, listOf } from "@/lib/webhook/json-fields";
import { contentKey, entryItem, newItem, parkedEntry } from "@/lib/webhook/new-item";
import { parseIdentityUpdate, parsePreference } from "@/lib/webhook/parse-identity";
import { parseMessage } from "@/lib/webhook/parse-message";
import { parseMessageEcho } from "@/lib/webhook/parse-message-echo";
import { parseStatus } from "@/lib/webhook/parse-status";
import { fieldTreatment } from "@/lib/webhook/webhook-fields";

type ListReader = {
  list: string;
  eventType: EventType;
  read: (entry: JsonObject, delivery: Delivery, siblings: { isAlone: boolean }) => IntakeItem;
};

const ECHO_LISTS: readonly ListReader[] = ["message_echoes", "messages"].map((list) => ({
  list,
  eventType: "echo",
  read: (entry, delivery) => parseMessageEcho(entry, delivery, list),
}));

/** The lists that a value can hold and what reads their entries. */
const CONTENT_LISTS: readonly ListReader[] = [
  { list: "messages", eventType: "message", read: parseMessage },
  { list: "statuses", eventType: "status", read: parseStatus },
  { list: "user_preferences", eventType: "user_preference", read: parsePreference },
  { list: "user_id_update", eventType: "user_id_update", read: parseIdentityUpdate },
  {
    list: "message_echoes",
    eventType: "echo",
    read: (entry, delivery) => parseMessageEcho(entry, delivery, "message_echoes"),
  },
  { list: "errors", eventType: "platform", read: accountError },
];

/** An error beside the messages, about the account and not about one of them. */
function accountError(entry: JsonObject, delivery: Delivery): IntakeItem {
  const source = { delivery, list: "errors", entries: [entry], contact: null };
  return delivery.isForeignNumber
    ? parkedEntry(source, "platform", "foreign_phone_number_id")
    : entryItem(source, { event_type: "platform" });
}

/** One entry alone: whatever is wrong with it costs this entry and no other. */
function readEntry(
  reader: ListReader,
  entry: Json,
  delivery: Delivery,
  isAlone: boolean,
): IntakeItem {
  const source = { delivery, list: reader.list, entries: [entry], contact: null };
  if (!isObject(entry)) return parkedEntry(source, reader.eventType, "invalid_item");
  try {
    return reader.read(entry, delivery, { isAlone });
  } catch {
    // A fault of ours in one kind of message; a person finds it parked, the siblings go through.
    return parkedEntry(source, reader.eventType, "handling_failed");
  }
}

/** A value that is kept whole: about the account, a group, or of no shape that is known. */
function wholeValue(delivery: Delivery, eventType: "platform" | "group" | "unknown"): IntakeItem {
  const { event, field, value, phoneNumberId, isForeignNumber } = delivery;
  const change = { ...(field !== null && { field }), value };
  const unknown = eventType === "unknown" ? "unknown_shape" : null;
  return newItem({
    dedupe_key: contentKey(eventType, change),
    event_type: eventType,
    phone_number_id: phoneNumberId,
    raw: { ...(event !== null && { event }), data: change },
    park_reason: isForeignNumber ? "foreign_phone_number_id" : unknown,
  });
}

/**
 * At most `limit` items of one Meta value. A value whose known lists are all empty says nothing.
 * What goes beyond the limit is parked as one item per list, ready to be handled again.
 */
export function parseChange(delivery: Delivery, limit: number): IntakeItem[] {
  const treatment = fieldTreatment(delivery.field);
  if (treatment === "platform" || treatment === "group") return [wholeValue(delivery, treatment)];
  const readers = treatment === "echo" ? ECHO_LISTS : CONTENT_LISTS;
  const present = readers.filter(({ list }) => listOf(delivery.value, list) !== null);
  if (present.length === 0) return [wholeValue(delivery, "unknown")];
  const items: IntakeItem[] = [];
  for (const reader of present) {
    const { list, eventType } = reader;
    const entries = listOf(delivery.value, list) ?? [];
    const taken = Math.max(0, limit - items.length);
    for (const entry of entries.slice(0, taken)) {
      items.push(readEntry(reader, entry, delivery, entries.length === 1));
    }
    const rest = entries.slice(taken);
    if (rest.length > 0) {
      const source = { delivery, list, entries: rest, contact: null };
      items.push(parkedEntry(source, eventType, "handling_failed"));
    }
  }
  return items;
}
