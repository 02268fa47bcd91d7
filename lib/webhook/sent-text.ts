import type { JsonObject } from "@/lib/webhook/intake-item";
import { fieldOf, isObject, objectOf } from "@/lib/webhook/json-fields";
import { messageKind } from "@/lib/webhook/message-kinds";
import { isBlank, limitText } from "@/lib/webhook/rendered-message";

/** The words of a message that left from our side: text, caption or the body of an interactive one. */
export function sentText(message: JsonObject): string | null {
  const { type } = messageKind(message);
  const part = objectOf(message, type) ?? {};
  const body = fieldOf(part, "body") ?? fieldOf(part, "caption") ?? fieldOf(message, "text");
  const text = isObject(body) ? (fieldOf(body, "text") ?? fieldOf(body, "body")) : body;
  return typeof text === "string" && !isBlank(text) ? limitText(text) : null;
}
