import { fieldOf, objectOf, stringOf } from "@/lib/webhook/json-fields";
import { isBlank, type Renderer } from "@/lib/webhook/rendered-message";

/** `text.body`, or the bare string of older forms. A text message without a text is no message. */
export const renderText: Renderer = (message) => {
  const stated = fieldOf(message, "text");
  const body =
    typeof stated === "string" ? stated : fieldOf(objectOf(message, "text") ?? {}, "body");
  if (typeof body !== "string") return null;
  if (!isBlank(body))
    return { text: body, readable: body, consent: { source: "keyword", text: body } };
  const referral = objectOf(message, "referral");
  if (!referral) return { text: body, readable: "[Empty message]", startsTurn: false };
  const headline = stringOf(referral, "headline");
  return {
    text: body,
    readable: headline
      ? `[Opened the chat from an advert: ${headline}]`
      : "[Opened the chat from an advert]",
  };
};
