import { visibleText } from "@/lib/agent/quote-untrusted";

export type Guarded = {
  text: string;
  /** What was found, as words for the record; empty for a clean reply. */
  findings: ("instructions" | "secret" | "markup" | "unsupported_figure" | "too_long")[];
};

/** Longest reply that leaves, in UTF-16 units; two bubbles of WhatsApp hold it. */
const longestReply = 6_000;
/** So many words in a row of the confidential text are no coincidence. */
const telltaleWords = 12;

const secrets = [
  /\bsk-[\w-]{16,}/,
  /\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*/,
  /\bwamid\.[\w+/=-]{10,}/,
  /\b(?:api|secret|service|access)[_ -]?(?:key|token)\s*[:=]\s*\S{8,}/i,
  /\bBearer\s+[\w.~+/-]{16,}/,
  // The name of any of our variables: a customer has no use for one.
  /\b[A-Z]{3,}(?:_[A-Z]+)*_(?:KEY|SECRET|TOKEN)\b/,
];
const ourMarkup =
  /<\/?(?:customer_message|quoted_message|recalled_messages|summary|knowledge_article|file_note|turn_context)\b[^>]*>/gi;

/**
 * Looks at a reply before it may leave, whatever made the model write it: it repeats no instructions,
 * no key and no markup of the prompt, names no amount that nothing in the prompt supports, and is not
 * endless. Links are looked at where they are put in. Pure.
 */
export function guardReply(
  reply: string,
  given: { confidential: string; supported: readonly string[] },
): Guarded {
  const findings: Guarded["findings"] = [];
  let text = visibleText(reply).replace(/\r\n?/g, "\n").trim();
  if (sharesWords(text, given.confidential)) findings.push("instructions");
  if (secrets.some((secret) => secret.test(text))) findings.push("secret");
  if (ourMarkup.test(text)) {
    findings.push("markup");
    text = text.replace(ourMarkup, "").trim();
  }
  if (unsupportedFigures(text, given.supported).length > 0) findings.push("unsupported_figure");
  if (text.length > longestReply) {
    findings.push("too_long");
    const cut = text.slice(0, longestReply).toWellFormed();
    text = cut.slice(0, Math.max(cut.lastIndexOf("\n"), cut.lastIndexOf(". ") + 1, 1)).trim();
  }
  return { text: plainMarkup(text), findings };
}

/** Does the text repeat a run of words of the other? Compared without case and punctuation. */
function sharesWords(text: string, confidential: string): boolean {
  const words = (of: string) => of.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
  const runs = (of: string[]) =>
    of.slice(telltaleWords - 1).map((_, n) => of.slice(n, n + telltaleWords).join(" "));
  const forbidden = new Set(runs(words(confidential)));
  return runs(words(text)).some((run) => forbidden.has(run));
}

const figure = String.raw`\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*`;
const code = "UGX|USD|KES|EUR|GBP";
// Whole words: "it takes 7 days" names no Kenyan shillings.
const before = String.raw`(?<!\p{L})(?:${code}|Shs?\.?|US\$)|[$€£]`;
const after = String.raw`(?:${code}|shillings|dollars)(?!\p{L})|/=|%`;
const amount = new RegExp(
  String.raw`(?:${before})\s*(${figure})|(${figure})\s*(?:${after})`,
  "giu",
);

/** Amounts of money and percentages in a reply whose digits appear nowhere in what the model was given. */
export function unsupportedFigures(reply: string, supported: readonly string[]): string[] {
  const known = new Set(
    supported.flatMap((text) => text.match(new RegExp(figure, "g")) ?? []).flatMap(readings),
  );
  return [...reply.matchAll(amount)]
    .map((match) => digitsOf(match[1] ?? match[2] ?? ""))
    .filter((digits) => !known.has(digits));
}

/** In what was given "45 000" may be one amount, or 45 before another number ("45 200 g"). */
function readings(text: string): string[] {
  return [text, ...text.split(/\s/)].map(digitsOf);
}

/** 25,000 and 25000.00 are the same amount. */
function digitsOf(text: string): string {
  return text
    .replace(/[.,]0{1,2}(?!\d)/, "")
    .replace(/\D/g, "")
    .replace(/^0+(?=\d)/, "");
}

/** WhatsApp's own marks instead of Markdown's. */
function plainMarkup(text: string): string {
  return text
    .replace(/^#{1,6}\s+/gm, "")
    .replace(/\*\*([^*\n]+)\*\*/g, "*$1*")
    .trim();
}
