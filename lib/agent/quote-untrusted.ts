/**
 * Characters that people cannot see and a model can read: tag characters, zero-width and bidirectional
 * controls, soft hyphens, blank letters, supplementary variation selectors, C0 and C1 controls.
 */
const invisible =
  /[\u{E0000}-\u{E0FFF}\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\u00AD\u061C\u115F\u1160\u3164\uFFA0]|\u034F|[\u17B4\u17B5]|[\u180B-\u180F]|[\uFE00-\uFE0D]|(?![\t\n\r])\p{Cc}/gu;

/** A joiner that joins nothing: it belongs between emoji, and after letters of scripts that use it. */
const strayJoiner =
  /(?<!\p{Extended_Pictographic}\uFE0F?|\p{Emoji_Modifier}|\p{M}|[\u0600-\u06FF\u0900-\u0DFF])\u200D/gu;
/** A presentation selector that follows no sign with two presentations. */
const straySelector = /(?<!\p{Emoji})[\uFE0E\uFE0F]/gu;

/** Longest single text that the model sees, in UTF-16 units; the whole stays in the database. */
const longestText = 4_000;

export type DataTag =
  | "customer_message"
  | "quoted_message"
  | "summary"
  | "recalled_messages"
  | "knowledge_article"
  | "conversation_message"
  | "summary_note"
  | "turn_context"
  | "file_note";

/**
 * A text without what people cannot see. Emoji stay readable: their joiner and the two presentation
 * selectors stay, where they follow a sign that uses them and nowhere else.
 */
export function visibleText(text: string): string {
  return text.replace(invisible, "").replace(strayJoiner, "").replace(straySelector, "");
}

/** A text that can neither open nor close a tag. */
export function escapeMarkup(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Cut with a marker, never inside a sign of two units. */
export function cutText(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text
    .slice(0, Math.max(0, longest))
    .toWellFormed()
    .replace(/\uFFFD$/, "")} [cut: ${text.length} characters in all]`;
}

/**
 * What somebody wrote, as the model may read it: inside a tag that it cannot close, without characters
 * that people cannot see, cut with a marker when it is very long. Attribute values are data as well.
 */
export function quoteUntrusted(
  tag: DataTag,
  text: string,
  options: { attributes?: Readonly<Record<string, string>>; longest?: number } = {},
): string {
  const attributes = Object.entries(options.attributes ?? {}).map(
    ([name, value]) =>
      ` ${name}="${escapeMarkup(visibleText(value)).replaceAll('"', "'").replaceAll(/\s+/g, " ")}"`,
  );
  const body = escapeMarkup(cutText(visibleText(text), options.longest ?? longestText));
  return `<${tag}${attributes.join("")}>${body}</${tag}>`;
}
