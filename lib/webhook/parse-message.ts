import { readConsent } from "@/lib/webhook/consent-words";
import { type Delivery, deliveryTime } from "@/lib/webhook/delivery";
import { MESSAGE_ID_KEYS, SENDER_KEYS } from "@/lib/webhook/flat-message";
import type { IntakeItem, IntakeMessage, JsonObject, Person } from "@/lib/webhook/intake-item";
import { isAutomaticAnswer } from "@/lib/webhook/is-automatic-answer";
import {
  fieldOf,
  firstStringOf,
  firstTextOf,
  presentFields,
  stringOf,
} from "@/lib/webhook/json-fields";
import { type MessageMarks, readMessageMarks } from "@/lib/webhook/message-context";
import { readMessageId } from "@/lib/webhook/message-id";
import { messageKind } from "@/lib/webhook/message-kinds";
import { entryItem, parkedEntry } from "@/lib/webhook/new-item";
import { contactName, type PersonReading, readPerson } from "@/lib/webhook/person";
import { limitText, MAX_TEXT_LENGTH } from "@/lib/webhook/rendered-message";
import { cutText } from "@/lib/webhook/storable-text";
import { readWaTime, type WaTime } from "@/lib/webhook/wa-timestamp";

/**
 * Whom a message is from: its own fields, else those that a flat envelope states around it, else
 * the one contact of a delivery that holds one message.
 */
function readSender(message: JsonObject, delivery: Delivery, isAlone: boolean): PersonReading {
  const { value, book, context } = delivery;
  const only = isAlone ? book.only : null;
  const stated = {
    phone: firstTextOf(message, SENDER_KEYS),
    userId: firstStringOf(message, ["from_user_id"]),
  };
  const around = {
    phone: firstTextOf(value, SENDER_KEYS) ?? only?.ids.phone ?? null,
    userId: firstStringOf(value, ["from_user_id"]) ?? only?.ids.wa_user_id ?? null,
  };
  const isStated = stated.phone !== null || stated.userId !== null;
  const fallbackName = only ? contactName(only.contact) : null;
  const ids = isStated ? stated : around;
  const reading = readPerson({ ...ids, fallbackName: null }, book, context.defaultRegion);
  if (!reading.ok || isStated || reading.contact) return reading;
  return {
    ...reading,
    contact: only,
    person: { ...reading.person, display_name: fallbackName },
  };
}

function timeNotes(time: WaTime, stated: JsonObject[string]): JsonObject {
  return presentFields({
    time_assumed: time.assumedUtc ? "UTC" : null,
    unusable_time: time.unusable ? cutText(JSON.stringify(stated), 64) : null,
  });
}

function buildMessage(
  message: JsonObject,
  id: string,
  sender: Person,
  notes: JsonObject,
  delivery: Delivery,
): IntakeMessage | null {
  const { context } = delivery;
  const { type, kind } = messageKind(message);
  const rendered = kind.render(message, {
    senderHasPhone: sender.phone !== null,
    defaultRegion: context.defaultRegion,
  });
  if (!rendered) return null;
  const marks = readMessageMarks(message);
  const length = rendered.text?.length ?? 0;
  return {
    wa_message_id: id,
    sender,
    message_type: type,
    text: rendered.text === null ? null : limitText(rendered.text),
    rendered_text: limitText(withMarks(rendered.readable, marks)),
    payload: {
      ...rendered.payload,
      ...marks.payload,
      ...notes,
      ...(length > MAX_TEXT_LENGTH && { text_length: length }),
    },
    reply_to_wa_message_id: marks.replyTo,
    starts_turn: kind.does === "starts_turn" && rendered.startsTurn !== false,
    opens_window: kind.opensWindow && rendered.opensWindow !== false,
    automatic: rendered.text !== null && isAutomaticAnswer(rendered.text),
    media: rendered.media ?? null,
    effect: rendered.effect ?? null,
    // A forwarded "STOP" is somebody else's.
    consent:
      rendered.consent && !marks.isForwarded
        ? readConsent(rendered.consent, context.consentWords)
        : null,
  };
}

function withMarks(readable: string, marks: MessageMarks): string {
  const own = marks.isForwarded ? `[Forwarded] ${readable}` : readable;
  return marks.readableNote ? `${own}\n${marks.readableNote}` : own;
}

/** In the flat form the id of its one message may stand beside the list instead of in it. */
function withId(message: JsonObject, delivery: Delivery, isAlone: boolean): JsonObject {
  if (!isAlone || firstStringOf(message, MESSAGE_ID_KEYS) !== null) return message;
  const id = firstStringOf(delivery.value, MESSAGE_ID_KEYS);
  return id === null ? message : { ...message, id };
}

/** One entry of a `messages` list as an intake item; whatever it is, exactly one item comes out. */
export function parseMessage(
  stated: JsonObject,
  delivery: Delivery,
  siblings: { isAlone: boolean },
): IntakeItem {
  const message = withId(stated, delivery, siblings.isAlone);
  const statedTime = fieldOf(message, "timestamp") ?? deliveryTime(delivery);
  const time = readWaTime(statedTime, delivery.context.receivedAt);
  const reading = readSender(message, delivery, siblings.isAlone);
  const onlyContact = siblings.isAlone ? delivery.book.only : null;
  const contact = reading.ok ? reading.contact : onlyContact;
  const source = { delivery, list: "messages", entries: [message], contact };
  const isGroup = stringOf(message, "group_id") !== null;
  const eventType = isGroup ? "group" : "message";

  if (delivery.isForeignNumber) {
    return parkedEntry(source, eventType, "foreign_phone_number_id", time.at);
  }
  const id = readMessageId(firstStringOf(message, MESSAGE_ID_KEYS));
  if (!id.ok) return parkedEntry(source, eventType, id.reason, time.at);
  const known = { occurred_at: time.at, dedupe_key: `message:${id.id}` };
  if (isGroup) return entryItem(source, { ...known, event_type: "group" });
  if (!reading.ok) return parkedEntry(source, eventType, reading.reason, time.at);
  const { person } = reading;
  if (person.phone !== null && delivery.ownPhones.has(person.phone)) {
    return entryItem(source, { event_type: "platform", occurred_at: time.at });
  }
  const built = buildMessage(message, id.id, person, timeNotes(time, statedTime), delivery);
  if (!built) return parkedEntry(source, "message", "invalid_item", time.at);
  return entryItem(source, { ...known, event_type: "message", message: built });
}
