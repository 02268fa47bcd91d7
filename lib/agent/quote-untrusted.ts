/** Tag characters, zero-width and bidirectional controls: invisible to people, readable by a model. */
const invisible =
  /[\u{E0000}-\u{E007F}\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/gu;

/** Longest single message that the model sees, in UTF-16 units; the whole stays in the database. */
const longest = 4_000;

/**
 * What somebody wrote, as the model may read it: inside a tag that it cannot close, without
 * characters that people cannot see, cut with a marker when it is very long. The zero-width joiner
 * stays, since emoji and several scripts need it.
 */
export function quoteUntrusted(tag: "customer_message" | "quoted_message", text: string): string {
  const visible = text.replace(invisible, "");
  const cut =
    visible.length > longest
      ? `${visible.slice(0, longest).toWellFormed()} [cut: ${visible.length} characters in all]`
      : visible;
  const escaped = cut.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return `<${tag}>${escaped}</${tag}>`;
}
