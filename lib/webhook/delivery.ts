import type { ConsentWord } from "@/lib/webhook/consent-words";
import type { JsonObject } from "@/lib/webhook/intake-item";
import { fieldOf, objectOf, objectsOf, textOf } from "@/lib/webhook/json-fields";
import { type ContactBook, openContactBook } from "@/lib/webhook/person";
import { toE164 } from "@/lib/webhook/phone-number";
import { MAX_LABEL_LENGTH, shortScalars } from "@/lib/webhook/short-scalars";
import { cutText } from "@/lib/webhook/storable-text";

export type OwnNumber = { phoneNumberId: string; displayNumber: string };

export type WebhookContext = {
  receivedAt: Date;
  /** The WhatsApp numbers that are ours; items for any other are parked. */
  ownNumbers: readonly OwnNumber[];
  /** ISO country code that national phone numbers belong to. */
  defaultRegion: string;
  consentWords?: readonly ConsentWord[];
};

/** What all items of one Meta value share. */
export type Delivery = {
  context: WebhookContext;
  event: string | null;
  field: string | null;
  /** The time that the envelope states, for items that state none. */
  statedTime: JsonObject[string];
  value: JsonObject;
  book: ContactBook;
  phoneNumberId: string | null;
  isForeignNumber: boolean;
  /** Our own numbers as E.164: what they "send" is an echo, never a customer's message. */
  ownPhones: ReadonlySet<string | null>;
};

const CONTACT_KEYS = ["wa_id", "user_id", "identity_key_hash", "name", "phone", "full_name"];

function shortContact(contact: JsonObject): JsonObject {
  const profile = objectOf(contact, "profile");
  return {
    ...(profile && { profile: shortScalars(profile, ["name", "username"]) }),
    ...shortScalars(contact, [...CONTACT_KEYS, "first_name", "last_name"]),
  };
}

/** Which of our numbers a value is about, and whether it names one that is not ours. */
function readNumber(
  value: JsonObject,
  context: WebhookContext,
): Pick<Delivery, "phoneNumberId" | "isForeignNumber"> {
  const metadata = objectOf(value, "metadata");
  const stated = textOf(metadata ?? value, "phone_number_id");
  const phoneNumberId = stated === null ? null : cutText(stated.trim(), MAX_LABEL_LENGTH);
  if (phoneNumberId !== null) {
    const isOwn = context.ownNumbers.some((own) => own.phoneNumberId === phoneNumberId);
    return { phoneNumberId, isForeignNumber: !isOwn };
  }
  const display = metadata && textOf(metadata, "display_phone_number");
  if (!display) return { phoneNumberId: null, isForeignNumber: false };
  const own = context.ownNumbers.find(
    ({ displayNumber }) =>
      toE164(displayNumber, context.defaultRegion) === toE164(display, context.defaultRegion),
  );
  return { phoneNumberId: own?.phoneNumberId ?? null, isForeignNumber: own === undefined };
}

export function openDelivery(
  part: { field: string | null; value: JsonObject },
  envelope: { event: string | null; statedTime: JsonObject[string] },
  context: WebhookContext,
): Delivery {
  const contacts = objectsOf(part.value, "contacts").map(shortContact);
  return {
    context,
    event: envelope.event,
    field: part.field,
    statedTime: envelope.statedTime,
    value: part.value,
    book: openContactBook(contacts, context.defaultRegion),
    ...readNumber(part.value, context),
    ownPhones: new Set(
      context.ownNumbers.map(({ displayNumber }) => toE164(displayNumber, context.defaultRegion)),
    ),
  };
}

/** A time stated by the item's value or by the envelope around it. */
export function deliveryTime(delivery: Delivery): JsonObject[string] {
  return (
    fieldOf(delivery.value, "timestamp") ??
    fieldOf(delivery.value, "created_at") ??
    delivery.statedTime
  );
}
