import type { JsonObject, Person } from "@/lib/webhook/intake-item";
import { firstTextOf, objectOf, stringOf } from "@/lib/webhook/json-fields";
import { toE164 } from "@/lib/webhook/phone-number";
import { isBlank } from "@/lib/webhook/rendered-message";
import { cutText } from "@/lib/webhook/storable-text";

const MAX_NAME_LENGTH = 256;

/** Business-scoped user id: country, a dot, up to 128 alphanumerics; `US.ENT.…` for enrolled parents. */
export function isWaUserId(value: string): boolean {
  return /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/.test(value);
}

/** A name as a one-line label: no control characters, at most 256 units; null when nothing is left. */
export function displayName(name: string | null): string | null {
  if (name === null) return null;
  const label = cutText(name, 4 * MAX_NAME_LENGTH)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .trim();
  return isBlank(label) ? null : cutText(label, MAX_NAME_LENGTH).trimEnd();
}

/** The name that a webhook contact shows, in Meta's form or Luminous' own. */
export function contactName(contact: JsonObject): string | null {
  const profile = objectOf(contact, "profile");
  const fromProfile = profile && (stringOf(profile, "name") ?? stringOf(profile, "username"));
  const ownName = stringOf(contact, "name") ?? stringOf(contact, "full_name");
  const parts = [stringOf(contact, "first_name"), stringOf(contact, "last_name")];
  return displayName(fromProfile ?? ownName ?? parts.filter((part) => part !== null).join(" "));
}

/** The ids that a webhook contact carries; both null when it carries none that can be read. */
export function contactIds(
  contact: JsonObject,
  defaultRegion: string,
): Pick<Person, "phone" | "wa_user_id"> {
  const phone = firstTextOf(contact, ["wa_id", "phone"]);
  const userId = stringOf(contact, "user_id")?.trim() ?? null;
  return {
    phone: phone === null ? null : toE164(phone, defaultRegion),
    wa_user_id: userId !== null && isWaUserId(userId) ? userId : null,
  };
}

export type KnownContact = { ids: Pick<Person, "phone" | "wa_user_id">; contact: JsonObject };

/** The contacts of one delivery by their ids: a batch may hold thousands of people. */
export type ContactBook = {
  byId: ReadonlyMap<string, KnownContact>;
  /** The contact of a delivery that has just one. */
  only: KnownContact | null;
};

export function openContactBook(
  contacts: readonly JsonObject[],
  defaultRegion: string,
): ContactBook {
  const known = contacts.map((contact) => ({ contact, ids: contactIds(contact, defaultRegion) }));
  const byId = new Map<string, KnownContact>();
  for (const entry of known) {
    for (const id of [entry.ids.phone, entry.ids.wa_user_id]) {
      if (id !== null && !byId.has(id)) byId.set(id, entry);
    }
  }
  return { byId, only: known.length === 1 ? (known[0] ?? null) : null };
}

/**
 * The contact of one message out of those of its delivery: the one that shares an id with it. A
 * contact without any id is taken only when it is the only one; a delivery can hold several people.
 */
function findContact(
  book: ContactBook,
  ids: Pick<Person, "phone" | "wa_user_id">,
): KnownContact | null {
  const own = book.byId.get(ids.phone ?? "") ?? book.byId.get(ids.wa_user_id ?? "");
  if (own) return own;
  const { only } = book;
  return only && only.ids.phone === null && only.ids.wa_user_id === null ? only : null;
}

export type PersonReading =
  | { ok: true; person: Person; contact: KnownContact | null }
  | { ok: false; reason: "missing_sender" | "invalid_sender" };

/**
 * Who a message, status or preference is about, from its own id fields and the matching contact.
 * `phone` may itself hold a business-scoped id. The item's own ids win over its contact's.
 */
export function readPerson(
  stated: { phone: string | null; userId: string | null; fallbackName: string | null },
  book: ContactBook,
  defaultRegion: string,
): PersonReading {
  if (stated.phone === null && stated.userId === null)
    return { ok: false, reason: "missing_sender" };
  const candidates = [stated.userId, stated.phone].map((value) => value?.trim() ?? "");
  const own = {
    phone: stated.phone === null ? null : toE164(stated.phone, defaultRegion),
    wa_user_id: candidates.find(isWaUserId) ?? null,
  };
  if (own.phone === null && own.wa_user_id === null) return { ok: false, reason: "invalid_sender" };
  const contact = findContact(book, own);
  return {
    ok: true,
    contact,
    person: {
      phone: own.phone ?? contact?.ids.phone ?? null,
      wa_user_id: own.wa_user_id ?? contact?.ids.wa_user_id ?? null,
      display_name: (contact && contactName(contact.contact)) ?? displayName(stated.fallbackName),
    },
  };
}
