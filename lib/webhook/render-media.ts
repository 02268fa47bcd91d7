import type { IntakeMedia, JsonObject } from "@/lib/webhook/intake-item";
import {
  fieldOf,
  numberOf,
  objectOf,
  objectsOf,
  stringOf,
  textOf,
} from "@/lib/webhook/json-fields";
import { inline, labelled, type Renderer } from "@/lib/webhook/rendered-message";
import { cutText } from "@/lib/webhook/storable-text";

/** Meta: the file is larger than the 100 MB that it hands out. */
const TOO_LARGE = 131052;

/** The type without parameters (`audio/ogg; codecs=opus`), or null when it is none. */
function mimeType(media: JsonObject): string | null {
  const [type = ""] = (stringOf(media, "mime_type") ?? "").slice(0, 256).split(";");
  const bare = type.trim().toLowerCase();
  return /^[\w.+-]{1,80}\/[\w.+-]{1,80}$/.test(bare) ? bare : null;
}

/**
 * A file name as a label only, never as a path: no separators, no control characters, none of the
 * marks that reverse the reading direction and so disguise an ending.
 */
function fileLabel(media: JsonObject): string | null {
  const name = stringOf(media, "filename") ?? stringOf(media, "file_name");
  if (name === null) return null;
  const label = cutText(name, 1024)
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, "")
    .replace(/[/\\]+/g, "_")
    .trim();
  return label === "" ? null : cutText(label, 256);
}

/** Meta's refusal to hand out a file, wherever the message carries it. */
export function isTooLarge(message: JsonObject): boolean {
  return objectsOf(message, "errors").some((error) => numberOf(error, "code") === TOO_LARGE);
}

/** What is known of a file. Ids are digits; anything else could change the path of a request. */
export function readMedia(message: JsonObject, kind: string): IntakeMedia {
  const media = objectOf(message, kind) ?? {};
  const id = textOf(media, "id")?.trim() ?? null;
  const isId = id !== null && /^\d{1,64}$/.test(id);
  const sha256 = stringOf(media, "sha256")?.trim() ?? null;
  const refusal = id === null ? "missing_media_id" : isId ? null : "invalid_media_id";
  return {
    wa_media_id: isId ? id : null,
    mime_type: mimeType(media),
    file_name: fileLabel(media),
    sha256: sha256 !== null && /^[\w+/=-]{40,128}$/.test(sha256) ? sha256 : null,
    rejected: isTooLarge(message) ? "too_large" : refusal,
  };
}

function caption(message: JsonObject, kind: string): string | null {
  return stringOf(objectOf(message, kind) ?? {}, "caption");
}

function captioned(kind: string, label: string): Renderer {
  return (message) => {
    const text = caption(message, kind);
    return { text, readable: labelled(label, text), media: readMedia(message, kind) };
  };
}

export const renderImage = captioned("image", "Image");
export const renderVideo = captioned("video", "Video");

export const renderDocument: Renderer = (message) => {
  const media = readMedia(message, "document");
  const text = caption(message, "document");
  const label = media.file_name ? `Document: ${inline(media.file_name)}` : "Document";
  return { text, readable: labelled(label, text), media };
};

/** `voice: true` marks a recording; an attached audio file need not be speech. */
export const renderAudio: Renderer = (message) => {
  const kind = objectOf(message, "audio") ? "audio" : "voice";
  const audio = objectOf(message, kind) ?? {};
  const isVoice = fieldOf(audio, "voice") === true || fieldOf(message, "type") === "voice";
  const text = caption(message, kind);
  return {
    text,
    readable: labelled(isVoice ? "Voice note" : "Audio file", text),
    payload: { voice: isVoice },
    media: readMedia(message, kind),
  };
};

export const renderSticker: Renderer = (message) => {
  const sticker = objectOf(message, "sticker") ?? {};
  return {
    text: null,
    readable: "[Sticker]",
    payload: { animated: fieldOf(sticker, "animated") === true },
    media: readMedia(message, "sticker"),
  };
};
