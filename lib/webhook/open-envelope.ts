import type { Json } from "@/lib/supabase/database.types";
import { flatMessageValue, isFlatMessage, isFlatStatus } from "@/lib/webhook/flat-message";
import type { JsonObject } from "@/lib/webhook/intake-item";
import {
  fieldOf,
  isObject,
  listOf,
  objectOf,
  pickFields,
  stringOf,
} from "@/lib/webhook/json-fields";
import { isPlatformEvent } from "@/lib/webhook/webhook-fields";

/** One piece of a delivery, taken out of whichever envelope it came in. */
export type EnvelopePart =
  /** A Meta value, or something brought into its form: lists of messages, statuses and so on. */
  | { kind: "change"; field: string | null; value: JsonObject }
  | { kind: "echo"; response: JsonObject }
  | { kind: "platform"; data: JsonObject }
  | { kind: "unknown"; data: Json };

/** Wrappers seen: two. More than this is not a wrapper but somebody's experiment. */
const MAX_WRAPPERS = 8;

/** What a Meta value is known by; an empty list is known too and means that there is nothing to do. */
const VALUE_LISTS = [
  "messages",
  "statuses",
  "user_preferences",
  "user_id_update",
  "message_echoes",
];

/** What shows that the content lies further in. */
const ENVELOPE_KEYS = ["value", "data", "body", ...VALUE_LISTS];

function hasList(container: JsonObject, keys: readonly string[]): boolean {
  return keys.some((key) => listOf(container, key) !== null);
}

/**
 * Luminous reports its own sends as `{success, data: <Meta's send response>, message?}`. Without that
 * flag only the event tells a sent message from a received one: a message that names no sender, or
 * the oldest flat form, where `phone` is the customer either way. Taking our own words for a
 * customer's would start a loop.
 */
function isSendReport(container: JsonObject, event: string | null): boolean {
  if (typeof fieldOf(container, "success") === "boolean") return true;
  if (event !== "message.sent") return false;
  const messages = listOf(container, "messages");
  if (!messages) return !hasList(container, ENVELOPE_KEYS) && isFlatMessage(container);
  const [sent] = messages;
  return isObject(sent) && !Object.hasOwn(sent, "from") && !Object.hasOwn(sent, "from_user_id");
}

function openChange(change: Json, event: string | null, wrappers: number): EnvelopePart[] {
  if (!isObject(change)) return [{ kind: "unknown", data: change }];
  const value = objectOf(change, "value");
  if (!value) return openContainer(change, event, wrappers + 1);
  return [{ kind: "change", field: stringOf(change, "field"), value }];
}

function openEntry(entry: Json, event: string | null, wrappers: number): EnvelopePart[] {
  if (!isObject(entry)) return [{ kind: "unknown", data: entry }];
  return openContainer(entry, event, wrappers + 1);
}

function openContainer(
  container: JsonObject,
  event: string | null,
  wrappers: number,
): EnvelopePart[] {
  if (wrappers > MAX_WRAPPERS) return [{ kind: "unknown", data: container }];
  const entries = listOf(container, "entry");
  if (entries) return entries.flatMap((entry) => openEntry(entry, event, wrappers));
  const changes = listOf(container, "changes");
  if (changes) return changes.flatMap((change) => openChange(change, event, wrappers));
  if (isSendReport(container, event)) return [{ kind: "echo", response: container }];
  if (objectOf(container, "value")) return openChange(container, event, wrappers);
  const flat = { kind: "change" as const, field: stringOf(container, "field"), value: container };
  if (hasList(container, VALUE_LISTS)) return [flat];
  const inner = listOf(container, "data") ?? listOf(container, "body");
  const parts = inner?.flatMap((part) => openEntry(part, event, wrappers)) ?? [];
  // Wrappers around nothing that is known are kept with all that stands beside them.
  if (parts.some((part) => part.kind !== "unknown")) return parts;
  if (isFlatMessage(container)) {
    return [{ kind: "change", field: null, value: flatMessageValue(container) }];
  }
  if (isFlatStatus(container, event)) {
    const value = { ...pickFields(container, ["metadata"]), statuses: [container] };
    return [{ kind: "change", field: null, value }];
  }
  return [hasList(container, ["errors"]) ? flat : { kind: "unknown", data: container }];
}

/**
 * Takes a delivery out of its envelope: live Luminous (`data.data.{value,field}`), its test button
 * (`data.{value,field}`), flat `data`, `data.body(.data)`, raw Meta with any number of entries and
 * changes, and the oldest flat form. What a part is follows from its content, never from a default.
 */
export function openEnvelope(body: JsonObject): EnvelopePart[] {
  const event = stringOf(body, "event");
  if (isPlatformEvent(event)) return [{ kind: "platform", data: body }];
  return openContainer(body, event, 0);
}
