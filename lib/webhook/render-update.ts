import { objectOf, pickFields, stringOf, textOf } from "@/lib/webhook/json-fields";
import { targetMessageId } from "@/lib/webhook/message-id";
import { isWaUserId } from "@/lib/webhook/person";
import { toE164 } from "@/lib/webhook/phone-number";
import { inline, labelled, limitText, type Renderer } from "@/lib/webhook/rendered-message";

/** A reaction to one of our messages; without an emoji it takes an earlier reaction back. */
export const renderReaction: Renderer = (message) => {
  const reaction = objectOf(message, "reaction") ?? {};
  const emoji = stringOf(reaction, "emoji")?.trim() ?? null;
  const target = targetMessageId(stringOf(reaction, "message_id"));
  const shown = emoji === null ? null : inline(emoji, 32);
  return {
    text: null,
    readable: shown ? `[Reacted ${shown} to a message]` : "[Removed a reaction]",
    payload: { reaction: { emoji: shown } },
    ...(target && {
      effect: { kind: "reaction", target_wa_message_id: target, emoji: shown },
    }),
  };
};

/** New words for an earlier message: of a text, or the caption of a picture, video or document. */
export const renderEdit: Renderer = (message) => {
  const edit = objectOf(message, "edit") ?? {};
  const changed = objectOf(edit, "message") ?? {};
  const kind = stringOf(changed, "type") ?? "text";
  const text =
    stringOf(objectOf(changed, "text") ?? {}, "body") ??
    stringOf(objectOf(changed, kind) ?? {}, "caption");
  const target = targetMessageId(stringOf(edit, "original_message_id"));
  return {
    text,
    readable: labelled("Edited an earlier message", text),
    payload: { edit: { type: kind } },
    ...(target && {
      effect: { kind: "edit", target_wa_message_id: target, text: text && limitText(text) },
    }),
  };
};

export const renderRevoke: Renderer = (message) => {
  const target = targetMessageId(
    stringOf(objectOf(message, "revoke") ?? {}, "original_message_id"),
  );
  return {
    text: null,
    readable: "[Deleted an earlier message]",
    ...(target && { effect: { kind: "revoke", target_wa_message_id: target } }),
  };
};

/**
 * WhatsApp's notice that a customer has a new number or a new business-scoped id. Its sentence names
 * the customer and both numbers, so it is kept in the payload and not in the readable text.
 */
export const renderSystem: Renderer = (message, context) => {
  const system = objectOf(message, "system") ?? {};
  const kind = stringOf(system, "type");
  const stated = textOf(system, "wa_id") ?? textOf(system, "new_wa_id");
  const userId = stringOf(system, "user_id")?.trim() ?? "";
  const newUserId = isWaUserId(userId) ? userId : null;
  const newPhone = stated && toE164(stated, context.defaultRegion);
  const isChange = newPhone !== null || newUserId !== null;
  return {
    text: null,
    readable: !isChange
      ? "[WhatsApp notice]"
      : newPhone
        ? "[The customer changed their WhatsApp number]"
        : "[The customer's WhatsApp id changed]",
    payload: { system: pickFields(system, ["body", "type"]), system_type: kind },
    ...(isChange && {
      effect: { kind: "identity_changed", new_phone: newPhone, new_wa_user_id: newUserId },
    }),
  };
};
