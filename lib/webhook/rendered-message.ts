import type { ConsentStatement } from "@/lib/webhook/consent-words";
import type { IntakeMedia, JsonObject, MessageEffect } from "@/lib/webhook/intake-item";
import { cutText } from "@/lib/webhook/storable-text";

/** What a renderer makes of the body of one kind of message. */
export type RenderedMessage = {
  /** As the customer wrote it, or as the button said that they tapped. */
  text: string | null;
  /** Readable form for agent, transcript and recall; never blank. */
  readable: string;
  payload?: JsonObject;
  media?: IntakeMedia;
  effect?: MessageEffect;
  /** What stands for the whole message when consent words are looked for, and how it was given. */
  consent?: ConsentStatement;
  /** Set where the content, not the kind, decides that no answer is due. */
  startsTurn?: false;
  /** Set where the content, not the kind, decides that nothing new was written. */
  opensWindow?: false;
};

/** Ids that a renderer compares with, read from the message around its body. */
export type RenderContext = { senderHasPhone: boolean; defaultRegion: string };

/** Reads and renders one kind; null means that the body is not what its type says. */
export type Renderer = (message: JsonObject, context: RenderContext) => RenderedMessage | null;

/** UTF-16 units that a text is stored with; WhatsApp itself allows 4,096. */
export const MAX_TEXT_LENGTH = 65_536;
const CUT_MARKER = "\n[cut: the message was longer]";

/** A text at its storage limit, with a marker where it was cut. */
export function limitText(text: string): string {
  if (text.length <= MAX_TEXT_LENGTH) return text;
  return cutText(text, MAX_TEXT_LENGTH - CUT_MARKER.length) + CUT_MARKER;
}

/** No letter, digit, sign or emoji: white space, controls and invisible characters only. */
export function isBlank(text: string): boolean {
  return !/[^\s\p{Z}\p{Cc}\p{Cf}\u2800\u3164]/u.test(text);
}

/** A label in square brackets, followed by what the customer wrote, if anything. */
export function labelled(label: string, text: string | null): string {
  return text === null || isBlank(text) ? `[${label}]` : `[${label}] ${text}`;
}

/** A provider's value as part of one readable line: no line breaks, bounded. */
export function inline(value: string, limit = 300): string {
  const line = cutText(value, 4 * limit)
    .replace(/\s+/g, " ")
    .trim();
  return line.length <= limit ? line : `${cutText(line, limit)}…`;
}
