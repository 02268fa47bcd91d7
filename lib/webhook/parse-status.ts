import { type Delivery, deliveryTime } from "@/lib/webhook/delivery";
import { errorCodeOf } from "@/lib/webhook/error-code";
import { MESSAGE_ID_KEYS } from "@/lib/webhook/flat-message";
import type { IntakeItem, JsonObject } from "@/lib/webhook/intake-item";
import {
  fieldOf,
  firstStringOf,
  firstTextOf,
  objectsOf,
  pickFields,
  stringOf,
} from "@/lib/webhook/json-fields";
import { readMessageId } from "@/lib/webhook/message-id";
import { entryItem, parkedEntry } from "@/lib/webhook/new-item";
import { readPerson } from "@/lib/webhook/person";
import { readWaTime } from "@/lib/webhook/wa-timestamp";

const KEPT = [
  "pricing",
  "conversation",
  "errors",
  "biz_opaque_callback_data",
  "recipient_type",
  "type",
];

/** The first code of an `errors` list, as Meta numbers its refusals. */
export function firstErrorCode(object: JsonObject): number | null {
  for (const error of objectsOf(object, "errors")) {
    const code = errorCodeOf(error);
    if (code !== null) return code;
  }
  return null;
}

/** One entry of a `statuses` list. Its recipient is often not named; that is no fault. */
export function parseStatus(status: JsonObject, delivery: Delivery): IntakeItem {
  const statedTime = fieldOf(status, "timestamp") ?? deliveryTime(delivery);
  const { at } = readWaTime(statedTime, delivery.context.receivedAt);
  const isGroup = stringOf(status, "recipient_type") === "group";
  const reading = readPerson(
    {
      phone: isGroup ? null : firstTextOf(status, ["recipient_id", "recipientId"]),
      userId: firstStringOf(status, ["recipient_user_id"]),
      fallbackName: null,
    },
    delivery.book,
    delivery.context.defaultRegion,
  );
  const contact = reading.ok ? reading.contact : null;
  const source = { delivery, list: "statuses", entries: [status], contact };
  const eventType = isGroup ? "group" : "status";

  if (delivery.isForeignNumber) {
    return parkedEntry(source, eventType, "foreign_phone_number_id", at);
  }
  const id = readMessageId(firstStringOf(status, MESSAGE_ID_KEYS));
  if (!id.ok) return parkedEntry(source, eventType, id.reason, at);
  const state = stringOf(status, "status")?.trim().toLowerCase() ?? "";
  if (!/^[a-z0-9_]{1,64}$/.test(state)) return parkedEntry(source, eventType, "invalid_item", at);
  const known = { occurred_at: at, dedupe_key: `status:${id.id}:${state}` };
  if (isGroup) {
    // Each member of a group reports alone, so the message id does not tell their receipts apart.
    return entryItem(source, { event_type: "group", occurred_at: at });
  }
  return entryItem(source, {
    ...known,
    event_type: "status",
    status: {
      wa_message_id: id.id,
      status: state,
      recipient: reading.ok ? reading.person : null,
      error_code: firstErrorCode(status),
      payload: pickFields(status, KEPT),
    },
  });
}
