import type { JsonObject } from "@/lib/webhook/intake-item";
import { objectOf, objectsOf, stringOf, textOf } from "@/lib/webhook/json-fields";
import { toE164 } from "@/lib/webhook/phone-number";
import { inline, type RenderContext, type Renderer } from "@/lib/webhook/rendered-message";

/** More cards than a person shares at once; the rest stays in the payload. */
const MAX_SHOWN_CARDS = 50;

function cardName(card: JsonObject): string | null {
  const name = objectOf(card, "name");
  if (!name) return stringOf(card, "name");
  const parts = [stringOf(name, "first_name"), stringOf(name, "last_name")].filter(Boolean);
  return stringOf(name, "formatted_name") ?? (parts.join(" ") || null);
}

function cardPhones(card: JsonObject): string[] {
  return objectsOf(card, "phones")
    .map((phone) => textOf(phone, "phone") ?? textOf(phone, "wa_id"))
    .filter((phone) => phone !== null);
}

function cardLine(card: JsonObject): string {
  const emails = objectsOf(card, "emails").map((email) => stringOf(email, "email"));
  const company = stringOf(objectOf(card, "org") ?? {}, "company");
  return [cardName(card) ?? "no name", company, ...cardPhones(card), ...emails]
    .filter((part) => part !== null)
    .map((part) => inline(part, 120))
    .join(", ");
}

/** The number that a customer shares as their own, by tapping Meta's "share my number". */
function ownPhone(cards: readonly JsonObject[], context: RenderContext): string | null {
  const [card] = cards;
  if (cards.length !== 1 || !card || stringOf(card, "origin") !== "contact_request") return null;
  const phones = objectsOf(card, "phones")
    .map((phone) => textOf(phone, "wa_id") ?? textOf(phone, "phone"))
    .map((phone) => phone && toE164(phone, context.defaultRegion));
  const [phone] = phones;
  return phones.length === 1 && phone ? phone : null;
}

/**
 * Contact cards as data about a third person; the conversation is never re-keyed to their numbers.
 * The exception is a customer known by a business-scoped id only who shares their own number.
 */
export const renderContacts: Renderer = (message, context) => {
  const cards = objectsOf(message, "contacts");
  const shared = ownPhone(cards, context);
  if (shared) {
    return {
      text: null,
      readable: `[Shared their own phone number] ${shared}`,
      payload: { contacts: cards, shared_own_phone: shared },
      ...(!context.senderHasPhone && {
        effect: { kind: "identity_shared", new_phone: shared },
      }),
    };
  }
  const readable =
    cards.length === 0
      ? "[Contact card]"
      : `[Contact card of another person] ${cards.slice(0, MAX_SHOWN_CARDS).map(cardLine).join("; ")}`;
  return { text: null, readable, payload: { contacts: cards } };
};
