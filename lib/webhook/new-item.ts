import type { Json } from "@/lib/supabase/database.types";
import { contentHash } from "@/lib/webhook/content-hash";
import type { Delivery } from "@/lib/webhook/delivery";
import type { IntakeItem, JsonObject, ParkReason } from "@/lib/webhook/intake-item";
import type { KnownContact } from "@/lib/webhook/person";
import { rawItem } from "@/lib/webhook/raw-item";

type ItemFields = Pick<IntakeItem, "dedupe_key" | "event_type" | "raw"> & Partial<IntakeItem>;

/** An item with every detail that it does not have set to null. */
export function newItem(fields: ItemFields): IntakeItem {
  return {
    phone_number_id: null,
    occurred_at: null,
    park_reason: null,
    message: null,
    status: null,
    echo: null,
    preference: null,
    identity_change: null,
    ...fields,
  };
}

/** Key of an item that has no id of its own: the same content gives the same key in any envelope. */
export function contentKey(eventType: IntakeItem["event_type"], content: JsonObject): string {
  return `${eventType}:${contentHash(content)}`;
}

/** One entry of a list of a Meta value (or a rest of them), with the contact that belongs to it. */
export type ListEntry = {
  delivery: Delivery;
  list: string;
  entries: readonly Json[];
  contact: KnownContact | null;
};

/** The fields that every item made of a list entry shares; keyed by content until it has a key. */
export function entryItem(
  { delivery, list, entries, contact }: ListEntry,
  fields: Partial<IntakeItem> & Pick<IntakeItem, "event_type">,
): IntakeItem {
  const content = {
    number: delivery.phoneNumberId,
    contact: contact?.contact ?? null,
    [list]: [...entries],
  };
  return newItem({
    dedupe_key: fields.dedupe_key ?? contentKey(fields.event_type, content),
    phone_number_id: delivery.phoneNumberId,
    raw: rawItem(delivery, list, entries, contact),
    ...fields,
  });
}

/**
 * An entry kept aside for a person. It is keyed by its content even when it names a message id: a
 * later, whole delivery of that message must not be taken for a repetition of the broken one.
 */
export function parkedEntry(
  source: ListEntry,
  eventType: IntakeItem["event_type"],
  reason: ParkReason,
  occurredAt: string | null = null,
): IntakeItem {
  return entryItem(source, {
    event_type: eventType,
    park_reason: reason,
    occurred_at: occurredAt,
  });
}
