import type { WebhookContext } from "@/lib/webhook/delivery";
import { errorCodeOf } from "@/lib/webhook/error-code";
import { flatText, MESSAGE_ID_KEYS } from "@/lib/webhook/flat-message";
import type { IntakeEcho, IntakeItem, JsonObject, Person } from "@/lib/webhook/intake-item";
import {
  fieldOf,
  firstStringOf,
  firstTextOf,
  isObject,
  objectOf,
  objectsOf,
  stringOf,
} from "@/lib/webhook/json-fields";
import { readMessageId } from "@/lib/webhook/message-id";
import { contentKey, newItem } from "@/lib/webhook/new-item";
import { openContactBook, readPerson } from "@/lib/webhook/person";
import { readJsonObject } from "@/lib/webhook/read-json-object";
import { sentText } from "@/lib/webhook/sent-text";
import { storableObject } from "@/lib/webhook/storable-text";
import { readWaTime } from "@/lib/webhook/wa-timestamp";

const RECIPIENT_KEYS = ["to", "recipient", "phone", "phoneNumber", "phone_number"];

/** The parts of a report: Meta's send response and Luminous' own row of the message. */
type SendReport = { report: JsonObject; sent: JsonObject; message: JsonObject; chat: JsonObject };

function openReport(report: JsonObject): SendReport {
  const sent = objectOf(report, "data") ?? report;
  const [message = {}] = objectsOf(sent, "messages");
  return { report, sent, message, chat: objectOf(sent, "chat") ?? {} };
}

/** Luminous keeps what it sent as JSON inside a string. */
function chatMessage(chat: JsonObject): JsonObject {
  const metadata = fieldOf(chat, "metadata");
  if (isObject(metadata)) return metadata;
  if (typeof metadata !== "string") return {};
  const read = readJsonObject(new TextEncoder().encode(metadata));
  return read.ok ? storableObject(read.value) : {};
}

function errorCode({ sent, report }: SendReport): number | null {
  for (const part of [sent, report]) {
    const error = objectOf(part, "error") ?? objectsOf(part, "errors")[0];
    const code = error ? errorCodeOf(error) : null;
    if (code !== null) return code;
  }
  return null;
}

function recipientOf({ sent, message, chat }: SendReport, region: string): Person | null {
  const [contact = {}] = objectsOf(sent, "contacts");
  const phone =
    firstTextOf(contact, ["wa_id", "input"]) ??
    firstTextOf(objectOf(chat, "contact") ?? {}, ["phone"]) ??
    firstTextOf(message, RECIPIENT_KEYS) ??
    firstTextOf(sent, RECIPIENT_KEYS);
  const stated = { phone, userId: stringOf(contact, "user_id"), fallbackName: null };
  const reading = readPerson(stated, openContactBook([], region), region);
  return reading.ok ? reading.person : null;
}

/**
 * Luminous' report of a send: `{success, data: <Meta's response> + chat, message?}`, or an older flat
 * form. It also comes when the send was refused, and for messages that staff type in Luminous' inbox.
 */
export function parseSendReport(
  raw: JsonObject,
  response: JsonObject,
  statedTime: JsonObject[string],
  context: WebhookContext,
): IntakeItem {
  const opened = openReport(response);
  const { sent, message, chat } = opened;
  const flatId = sent === response ? firstStringOf(sent, MESSAGE_ID_KEYS) : null;
  const id = readMessageId(stringOf(message, "id") ?? stringOf(chat, "wam_id") ?? flatId);
  const code = errorCode(opened);
  const success = fieldOf(response, "success");
  const flat = sent === response ? flatText(sent) : null;
  const echo: IntakeEcho = {
    wa_message_id: id.ok ? id.id : null,
    success: typeof success === "boolean" ? success : id.ok && code === null,
    recipient: recipientOf(opened, context.defaultRegion),
    text: sentText(chatMessage(chat)) ?? sentText(message) ?? sentText({ text: flat }),
    error_code: code,
  };
  const time = fieldOf(chat, "created_at") ?? fieldOf(message, "timestamp") ?? statedTime;
  const fields = {
    event_type: "echo" as const,
    raw,
    occurred_at: readWaTime(time, context.receivedAt).at,
  };
  const hasNoId = !id.ok && id.reason === "missing_message_id";
  // Something left for somebody, and nobody can say what or to whom.
  const isOfNobody = hasNoId && echo.success && echo.recipient === null;
  if (isOfNobody || (!id.ok && !hasNoId)) {
    const park_reason = id.ok || isOfNobody ? "invalid_item" : id.reason;
    return newItem({ ...fields, dedupe_key: contentKey("echo", raw), park_reason });
  }
  const key = echo.wa_message_id ? `echo:${echo.wa_message_id}` : contentKey("echo", raw);
  return newItem({ ...fields, dedupe_key: key, echo });
}
