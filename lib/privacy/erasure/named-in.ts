import type { Json } from "@/lib/supabase/database.types";
import type { IntakeItem } from "@/lib/webhook/intake-item";
import { isWaUserId } from "@/lib/webhook/person";
import { toE164 } from "@/lib/webhook/phone-number";

type Named = { phones: string[]; userIds: string[]; wamids: string[] };

/** Far more than one item names; an item that tries to make us hash for ever is cut. */
const mostNames = 50;
const wamidForm = /^wamid\.[A-Za-z0-9+/_-]+=*$/;
const numberForm = /^(tel:|whatsapp:)?\+?[\d\s().-]{7,40}$/;

/**
 * Whom an item is about, by number, business-scoped id and message id. A wamid holds its number in
 * base64. What was parked unread is searched for anything that looks like one of the three. Pure.
 */
export function namedIn(item: IntakeItem, defaultRegion: string): Named {
  const { message, status, echo, preference, identity_change: change } = item;
  const people = [message?.sender, status?.recipient, echo?.recipient, preference?.person];
  const phones = new Set(people.flatMap((person) => person?.phone ?? []));
  const userIds = new Set(people.flatMap((person) => person?.wa_user_id ?? []));
  for (const id of [change?.previous_wa_user_id, change?.current_wa_user_id])
    if (id) userIds.add(id);
  const ids = [message?.wa_message_id, status?.wa_message_id, echo?.wa_message_id];
  const wamids = new Set(ids.flatMap((id) => id ?? []));

  if (item.park_reason !== null) {
    for (const text of textsIn(item.raw)) {
      if (wamidForm.test(text)) wamids.add(text);
      else if (isWaUserId(text)) userIds.add(text);
      else if (numberForm.test(text)) addNumber(phones, text, defaultRegion);
    }
  }
  for (const wamid of wamids) {
    const digits = digitsInWamid(wamid);
    if (digits) addNumber(phones, digits, defaultRegion);
  }
  return {
    phones: [...phones].slice(0, mostNames),
    userIds: [...userIds].slice(0, mostNames),
    wamids: [...wamids].slice(0, mostNames),
  };
}

function addNumber(phones: Set<string>, written: string, defaultRegion: string) {
  const phone = toE164(written, defaultRegion);
  if (phone) phones.add(phone);
}

/** The number in a wamid: bare digits between the markers of its binary form. */
export function digitsInWamid(wamid: string): string | null {
  if (!wamidForm.test(wamid)) return null;
  const decoded = Buffer.from(wamid.slice("wamid.".length), "base64").toString("latin1");
  return /(?<!\d)\d{8,15}(?!\d)/.exec(decoded)?.[0] ?? null;
}

function* textsIn(value: Json | undefined, depth = 0): Generator<string> {
  if (typeof value === "string" || typeof value === "number") {
    const text = String(value);
    if (text.length <= 256) yield text;
  } else if (value && typeof value === "object" && depth < 12) {
    for (const [key, inner] of Object.entries(value)) {
      if (/\d{7}/.test(key)) yield key;
      yield* textsIn(inner, depth + 1);
    }
  }
}
