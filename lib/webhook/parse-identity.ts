import { type Delivery, deliveryTime } from "@/lib/webhook/delivery";
import type { IntakeItem, JsonObject } from "@/lib/webhook/intake-item";
import { fieldOf, firstTextOf, objectOf, stringOf } from "@/lib/webhook/json-fields";
import { entryItem, parkedEntry } from "@/lib/webhook/new-item";
import { isWaUserId, readPerson } from "@/lib/webhook/person";
import { readWaTime } from "@/lib/webhook/wa-timestamp";

/** A customer's native choice about a category of messages (today: marketing, `stop` or `resume`). */
export function parsePreference(entry: JsonObject, delivery: Delivery): IntakeItem {
  const { at } = entryTime(entry, delivery);
  const reading = readPerson(
    {
      phone: firstTextOf(entry, ["wa_id", "phone"]),
      userId: stringOf(entry, "user_id"),
      fallbackName: null,
    },
    delivery.book,
    delivery.context.defaultRegion,
  );
  const contact = reading.ok ? reading.contact : null;
  const source = { delivery, list: "user_preferences", entries: [entry], contact };
  if (delivery.isForeignNumber) {
    return parkedEntry(source, "user_preference", "foreign_phone_number_id", at);
  }
  if (!reading.ok) return parkedEntry(source, "user_preference", reading.reason, at);
  const category = stringOf(entry, "category")?.trim();
  const value = stringOf(entry, "value")?.trim().toLowerCase();
  const isChoice = category !== "marketing_messages" || value === "stop" || value === "resume";
  if (!category || !value || !isChoice || category.length > 64 || value.length > 64) {
    return parkedEntry(source, "user_preference", "invalid_item", at);
  }
  return entryItem(source, {
    event_type: "user_preference",
    occurred_at: at,
    preference: { person: reading.person, category, value },
  });
}

/** A customer's business-scoped id was replaced by a new one. */
export function parseIdentityUpdate(entry: JsonObject, delivery: Delivery): IntakeItem {
  const { at } = entryTime(entry, delivery);
  const ids = objectOf(entry, "user_id") ?? {};
  const previous = stringOf(ids, "previous")?.trim() ?? "";
  const current = stringOf(ids, "current")?.trim() ?? "";
  const contact = delivery.book.byId.get(current) ?? delivery.book.byId.get(previous);
  const source = {
    delivery,
    list: "user_id_update",
    entries: [entry],
    contact: contact ?? delivery.book.only,
  };
  if (delivery.isForeignNumber) {
    return parkedEntry(source, "user_id_update", "foreign_phone_number_id", at);
  }
  if (!isWaUserId(previous) || !isWaUserId(current)) {
    return parkedEntry(source, "user_id_update", "invalid_item", at);
  }
  return entryItem(source, {
    event_type: "user_id_update",
    occurred_at: at,
    identity_change: { previous_wa_user_id: previous, current_wa_user_id: current },
  });
}

function entryTime(entry: JsonObject, delivery: Delivery) {
  const stated = fieldOf(entry, "timestamp") ?? deliveryTime(delivery);
  return readWaTime(stated, delivery.context.receivedAt);
}
