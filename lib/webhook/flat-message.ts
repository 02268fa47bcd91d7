import type { JsonObject } from "@/lib/webhook/intake-item";
import {
  fieldOf,
  firstStringOf,
  firstTextOf,
  objectOf,
  pickFields,
  presentFields,
  stringOf,
} from "@/lib/webhook/json-fields";

/** Field names that older forms use for one and the same thing, the likeliest first. */
export const SENDER_KEYS = ["from", "phone", "phoneNumber", "phone_number"] as const;
export const MESSAGE_ID_KEYS = ["id", "wa_message_id", "message_id", "messageId"] as const;
const FLAT_ID_KEYS = ["wa_message_id", "message_id", "messageId", "id"] as const;
const KNOWN_STATUSES = ["sent", "delivered", "read", "played", "failed"];

/** The text of the oldest form: a bare string under one of several names. */
export function flatText(container: JsonObject): string | null {
  for (const key of ["message", "text", "body"]) {
    const value = fieldOf(container, key);
    if (typeof value === "string") return value;
  }
  return null;
}

function flatType(container: JsonObject): string | null {
  return stringOf(container, "message_type") ?? stringOf(container, "type");
}

/** The oldest form: the message's fields lie in `data` itself, its text is a bare string. */
export function isFlatMessage(container: JsonObject): boolean {
  if (objectOf(container, "message")) return true;
  if (flatText(container) !== null) return true;
  const identified =
    firstTextOf(container, SENDER_KEYS) ?? stringOf(container, "from_user_id") ?? null;
  return (
    identified !== null && (flatType(container) !== null || objectOf(container, "text") !== null)
  );
}

/** One status lying in `data` itself. */
export function isFlatStatus(container: JsonObject, event: string | null): boolean {
  const status = stringOf(container, "status");
  if (status === null || firstStringOf(container, FLAT_ID_KEYS) === null) return false;
  return KNOWN_STATUSES.includes(status.toLowerCase()) || event === "message.status.update";
}

/** Brings the oldest form into that of a Meta value with one message and at most one contact. */
export function flatMessageValue(container: JsonObject): JsonObject {
  const contact = objectOf(container, "contact");
  const shared = {
    ...pickFields(container, ["metadata", "phone_number_id"]),
    contacts: contact ? [contact] : [],
  };
  const inner = objectOf(container, "message");
  if (inner) {
    return {
      ...shared,
      ...pickFields(container, [...SENDER_KEYS, "timestamp", "created_at"]),
      messages: [inner],
    };
  }
  const type = flatType(container) ?? "text";
  const text = flatText(container);
  const body =
    type === "text"
      ? { body: text }
      : {
          ...pickFields(container, ["mime_type", "filename", "sha256", "voice"]),
          caption: text,
          id: firstTextOf(container, ["media_id", "mediaId"]),
        };
  const message = presentFields({
    ...container,
    [type]: objectOf(container, type) ?? presentFields(body),
    id: firstStringOf(container, FLAT_ID_KEYS),
    from: firstTextOf(container, SENDER_KEYS),
    timestamp: fieldOf(container, "timestamp") ?? fieldOf(container, "created_at"),
    type,
  });
  return { ...shared, messages: [message] };
}
