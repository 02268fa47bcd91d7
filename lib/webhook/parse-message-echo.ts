import { type Delivery, deliveryTime } from "@/lib/webhook/delivery";
import type { IntakeItem, JsonObject } from "@/lib/webhook/intake-item";
import { fieldOf, firstStringOf, firstTextOf, stringOf } from "@/lib/webhook/json-fields";
import { readMessageId } from "@/lib/webhook/message-id";
import { entryItem, parkedEntry } from "@/lib/webhook/new-item";
import { readPerson } from "@/lib/webhook/person";
import { sentText } from "@/lib/webhook/sent-text";
import { readWaTime } from "@/lib/webhook/wa-timestamp";

/** Meta's form: a message that our number sent from a phone or another tool (coexistence numbers). */
export function parseMessageEcho(entry: JsonObject, delivery: Delivery, list: string): IntakeItem {
  const statedTime = fieldOf(entry, "timestamp") ?? deliveryTime(delivery);
  const { at } = readWaTime(statedTime, delivery.context.receivedAt);
  const source = { delivery, list, entries: [entry], contact: null };
  if (delivery.isForeignNumber) return parkedEntry(source, "echo", "foreign_phone_number_id", at);
  const id = readMessageId(stringOf(entry, "id"));
  if (!id.ok) return parkedEntry(source, "echo", id.reason, at);
  const to = readPerson(
    {
      phone: firstTextOf(entry, ["to", "recipient_id"]),
      userId: firstStringOf(entry, ["to_user_id", "recipient_user_id"]),
      fallbackName: null,
    },
    delivery.book,
    delivery.context.defaultRegion,
  );
  if (!to.ok) return parkedEntry(source, "echo", "invalid_item", at);
  return entryItem(
    { ...source, contact: to.contact },
    {
      dedupe_key: `echo:${id.id}`,
      event_type: "echo",
      occurred_at: at,
      echo: {
        wa_message_id: id.id,
        success: true,
        recipient: to.person,
        text: sentText(entry),
        error_code: null,
      },
    },
  );
}
