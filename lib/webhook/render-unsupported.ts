import type { IntakeMedia } from "@/lib/webhook/intake-item";
import { fieldOf, objectOf, objectsOf, stringOf } from "@/lib/webhook/json-fields";
import { isTooLarge } from "@/lib/webhook/render-media";
import { inline, type Renderer } from "@/lib/webhook/rendered-message";

const TOO_LARGE_FILE: IntakeMedia = {
  wa_media_id: null,
  mime_type: null,
  file_name: null,
  sha256: null,
  rejected: "too_large",
};

/** Changes of an earlier message that WhatsApp passes on without saying which one or how. */
const UPDATES = new Map([
  ["edit", "[Edited an earlier message; WhatsApp does not say which one]"],
  ["revoke", "[Deleted an earlier message; WhatsApp does not say which one]"],
]);

/** What WhatsApp does not hand over: polls, GIFs, invitations, too large files, silent edits. */
export const renderUnsupported: Renderer = (message) => {
  const kind = stringOf(objectOf(message, "unsupported") ?? {}, "type");
  const payload = { unsupported_type: kind, errors: objectsOf(message, "errors") };
  if (isTooLarge(message)) {
    const readable = "[A file larger than the 100 MB that WhatsApp hands over]";
    return { text: null, readable, payload, media: TOO_LARGE_FILE };
  }
  const update = kind && UPDATES.get(kind);
  if (update) {
    return { text: null, readable: update, payload, startsTurn: false, opensWindow: false };
  }
  const label = kind && kind !== "unknown" ? `: ${inline(kind.replaceAll("_", " "), 64)}` : "";
  return { text: null, readable: `[Message of a kind that cannot be read here${label}]`, payload };
};

/** The customer opened the chat for the first time and has written nothing yet. */
export const renderWelcome: Renderer = () => ({ text: null, readable: "[Opened the chat]" });

/** A type of message that did not exist when this was written. */
export const renderUnknown: Renderer = (message) => {
  const type = stringOf(message, "type");
  return {
    text: null,
    readable: type ? `[Message of unknown type: ${inline(type, 64)}]` : "[Message of unknown type]",
    payload: { declared_type: fieldOf(message, "type") ?? null },
  };
};
