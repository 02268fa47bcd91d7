import type { JsonObject } from "@/lib/webhook/intake-item";
import { fieldOf, isObject, stringOf } from "@/lib/webhook/json-fields";
import { renderContacts } from "@/lib/webhook/render-contacts";
import { renderButton, renderInteractive } from "@/lib/webhook/render-interactive";
import { renderLocation } from "@/lib/webhook/render-location";
import {
  renderAudio,
  renderDocument,
  renderImage,
  renderSticker,
  renderVideo,
} from "@/lib/webhook/render-media";
import { renderOrder } from "@/lib/webhook/render-order";
import { renderText } from "@/lib/webhook/render-text";
import { renderUnknown, renderUnsupported, renderWelcome } from "@/lib/webhook/render-unsupported";
import {
  renderEdit,
  renderReaction,
  renderRevoke,
  renderSystem,
} from "@/lib/webhook/render-update";
import type { Renderer } from "@/lib/webhook/rendered-message";

export type MessageKind = {
  /** `starts_turn`: the agent answers. The others are stored, and change what they name. */
  does: "starts_turn" | "is_stored" | "updates_message" | "updates_sender";
  /** Whether it is a message from the customer that opens WhatsApp's 24-hour window. */
  opensWindow: boolean;
  render: Renderer;
};

/**
 * Every kind of inbound message and what it sets in motion. A renderer may still decide that one
 * message starts no turn (a text of white space, an edit that WhatsApp does not show).
 */
const MESSAGE_KINDS = new Map<string, MessageKind>([
  ["text", { does: "starts_turn", opensWindow: true, render: renderText }],
  ["image", { does: "starts_turn", opensWindow: true, render: renderImage }],
  ["video", { does: "starts_turn", opensWindow: true, render: renderVideo }],
  ["audio", { does: "starts_turn", opensWindow: true, render: renderAudio }],
  ["document", { does: "starts_turn", opensWindow: true, render: renderDocument }],
  ["location", { does: "starts_turn", opensWindow: true, render: renderLocation }],
  ["contacts", { does: "starts_turn", opensWindow: true, render: renderContacts }],
  ["button", { does: "starts_turn", opensWindow: true, render: renderButton }],
  ["interactive", { does: "starts_turn", opensWindow: true, render: renderInteractive }],
  ["order", { does: "starts_turn", opensWindow: true, render: renderOrder }],
  ["unsupported", { does: "starts_turn", opensWindow: true, render: renderUnsupported }],
  ["unavailable", { does: "starts_turn", opensWindow: true, render: renderUnsupported }],
  ["sticker", { does: "is_stored", opensWindow: true, render: renderSticker }],
  ["reaction", { does: "updates_message", opensWindow: true, render: renderReaction }],
  ["edit", { does: "updates_message", opensWindow: false, render: renderEdit }],
  ["revoke", { does: "updates_message", opensWindow: false, render: renderRevoke }],
  ["system", { does: "updates_sender", opensWindow: false, render: renderSystem }],
  ["request_welcome", { does: "is_stored", opensWindow: false, render: renderWelcome }],
]);

const UNKNOWN_KIND: MessageKind = { does: "is_stored", opensWindow: true, render: renderUnknown };

/** The type that a message states or, when it states none, the kind whose body it carries. */
function statedType(message: JsonObject): string {
  const type = stringOf(message, "type")?.trim().toLowerCase();
  // Meta's older on-premises API called recordings `voice`.
  if (type) return type === "voice" ? "audio" : type;
  for (const kind of MESSAGE_KINDS.keys()) {
    if (isObject(fieldOf(message, kind))) return kind;
  }
  return typeof fieldOf(message, "text") === "string" ? "text" : "unknown";
}

/** The kind of a message and the name it is stored under; types that no table knows are `unknown`. */
export function messageKind(message: JsonObject): { type: string; kind: MessageKind } {
  const type = statedType(message);
  const kind = MESSAGE_KINDS.get(type);
  if (kind) return { type, kind };
  return { type: /^[a-z0-9_]{1,64}$/.test(type) ? type : "unknown", kind: UNKNOWN_KIND };
}
