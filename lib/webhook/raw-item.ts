import type { Json } from "@/lib/supabase/database.types";
import type { Delivery } from "@/lib/webhook/delivery";
import { SENDER_KEYS } from "@/lib/webhook/flat-message";
import type { JsonObject } from "@/lib/webhook/intake-item";
import { objectOf } from "@/lib/webhook/json-fields";
import type { KnownContact } from "@/lib/webhook/person";
import { MAX_LABEL_LENGTH, shortScalars } from "@/lib/webhook/short-scalars";
import { cutText } from "@/lib/webhook/storable-text";

/**
 * The raw form of one item: a delivery of its own that holds only this item and the contact that
 * belongs to it, so that it can be read again alone and erased without touching anyone else.
 */
export function rawItem(
  delivery: Delivery,
  list: string,
  entries: readonly Json[],
  contact: KnownContact | null,
): JsonObject {
  const { event, field, value, statedTime } = delivery;
  const metadata = objectOf(value, "metadata");
  return {
    ...(event !== null && { event: cutText(event, MAX_LABEL_LENGTH) }),
    ...(isShort(statedTime) && { timestamp: statedTime }),
    data: {
      ...(field !== null && { field: cutText(field, MAX_LABEL_LENGTH) }),
      value: {
        ...(metadata && {
          metadata: shortScalars(metadata, ["display_phone_number", "phone_number_id"]),
        }),
        ...shortScalars(value, [
          "messaging_product",
          "phone_number_id",
          ...SENDER_KEYS,
          "timestamp",
          "created_at",
        ]),
        ...(contact && { contacts: [contact.contact] }),
        [list]: [...entries],
      },
    },
  };
}

function isShort(value: JsonObject[string]): boolean {
  return (
    typeof value === "number" || (typeof value === "string" && value.length <= MAX_LABEL_LENGTH)
  );
}
