import type { Json } from "@/lib/supabase/database.types";

export type JsonObject = { [key: string]: Json | undefined };

/** What a webhook item is about; `wa_events.event_type`. */
export type EventType =
  | "message"
  | "status"
  | "echo"
  | "user_preference"
  | "user_id_update"
  | "group"
  | "platform"
  | "unknown";

/** Why an item is kept aside for a person instead of being handled; `wa_events.park_reason`. */
export type ParkReason =
  | "unknown_shape"
  | "missing_message_id"
  | "missing_sender"
  | "invalid_sender"
  | "foreign_phone_number_id"
  | "oversized_id"
  | "invalid_item"
  | "handling_failed";

/** How a person is known on WhatsApp. `phone` is E.164 with `+`; at least one of both ids is set. */
export type Person = {
  phone: string | null;
  wa_user_id: string | null;
  display_name: string | null;
};

/** What a message does to another message or to its sender, beside being stored. */
export type MessageEffect =
  | { kind: "reaction"; target_wa_message_id: string; emoji: string | null }
  | { kind: "edit"; target_wa_message_id: string; text: string | null }
  | { kind: "revoke"; target_wa_message_id: string }
  | { kind: "identity_changed"; new_phone: string | null; new_wa_user_id: string | null }
  /** The customer gave their own number by Meta's "share my number": linked, nothing is replaced. */
  | { kind: "identity_shared"; new_phone: string };

export type IntakeMedia = {
  wa_media_id: string | null;
  mime_type: string | null;
  file_name: string | null;
  sha256: string | null;
  /** Set when the file can never be fetched (no id, an id that is not digits, larger than Meta hands out). */
  rejected: "missing_media_id" | "invalid_media_id" | "too_large" | null;
};

export type IntakeMessage = {
  wa_message_id: string;
  sender: Person;
  message_type: string;
  /** As the customer wrote it: body or caption. */
  text: string | null;
  /** Readable form of any kind: what agent, transcript and recall read. Never empty. */
  rendered_text: string;
  /** The structure of the kind (coordinates, items, parsed Flow answer, referral, forward marks …). */
  payload: JsonObject;
  reply_to_wa_message_id: string | null;
  starts_turn: boolean;
  opens_window: boolean;
  /** A machine's answer ("automatic reply", "out of office"): stored, never answered (P12). */
  automatic: boolean;
  media: IntakeMedia | null;
  effect: MessageEffect | null;
  /** Set when the whole message is an opt-out or opt-in word, button or list tap (P19). */
  consent: {
    change: "opt_out" | "opt_in";
    /** Written, or tapped on a button or list. */
    source: "keyword" | "button";
    /** As written, or as the button showed it. */
    words: string;
    /** What a tapped button or list row stands for; null for written words. */
    button_id: string | null;
    language: "en" | "sw";
    /** CANCEL, END, QUIT, REMOVE, ONDOA answer an open order confirmation instead. */
    answers_confirmation: boolean;
  } | null;
};

export type IntakeStatus = {
  wa_message_id: string;
  /** `sent|delivered|read|played|failed`, or whatever Meta says next: unknown ones are stored, never applied. */
  status: string;
  recipient: Person | null;
  error_code: number | null;
  payload: JsonObject;
};

/** `message.sent`: what left through Luminous, ours or typed by a person in Luminous' own inbox. */
export type IntakeEcho = {
  wa_message_id: string | null;
  success: boolean;
  recipient: Person | null;
  text: string | null;
  error_code: number | null;
};

export type IntakePreference = {
  person: Person;
  category: string;
  value: string;
};

export type IntakeIdentityChange = {
  previous_wa_user_id: string;
  current_wa_user_id: string;
};

/**
 * One thing a webhook told us, ready for `ingest_events()`: plain JSON, every string storable in
 * Postgres (no NUL, no lone surrogate). Exactly one of the detail fields is set when `event_type`
 * is handled and `park_reason` is null.
 */
export type IntakeItem = {
  /** `message:<wamid>`, `status:<wamid>:<status>`, `echo:<wamid>`, else `<event_type>:<sha256 of the content>`. */
  dedupe_key: string;
  event_type: EventType;
  /** The number of ours that the item names; null when it names none. */
  phone_number_id: string | null;
  /** ISO 8601 UTC with milliseconds; null when the item has no usable time. */
  occurred_at: string | null;
  raw: JsonObject;
  park_reason: ParkReason | null;
  message: IntakeMessage | null;
  status: IntakeStatus | null;
  echo: IntakeEcho | null;
  preference: IntakePreference | null;
  identity_change: IntakeIdentityChange | null;
};
