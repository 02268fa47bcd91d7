import type { ParkReason } from "@/lib/webhook/intake-item";

export const MAX_ID_LENGTH = 256;

export type IdReading = { ok: true; id: string } | { ok: false; reason: ParkReason };

/** A WhatsApp message id as a key: at most 256 units without white space or control characters. */
export function readMessageId(stated: string | null): IdReading {
  const id = stated?.trim() ?? "";
  if (id === "") return { ok: false, reason: "missing_message_id" };
  if (id.length > MAX_ID_LENGTH) return { ok: false, reason: "oversized_id" };
  if (/[\s\p{Cc}\ufffd]/u.test(id)) return { ok: false, reason: "invalid_item" };
  return { ok: true, id };
}

/** The id of another message that this one points at, or null when it is none. */
export function targetMessageId(stated: string | null): string | null {
  const reading = readMessageId(stated);
  return reading.ok ? reading.id : null;
}
