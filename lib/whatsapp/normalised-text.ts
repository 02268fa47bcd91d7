const NAMED = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", " "],
]);

/** More layers of escaping than this nobody applies by mistake. */
const MAX_LAYERS = 4;

function decodeEntities(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,4});/gi, (whole, name: string) => {
    const named = NAMED.get(name.toLowerCase());
    if (named !== undefined) return named;
    if (!name.startsWith("#")) return whole;
    const isHex = name[1]?.toLowerCase() === "x";
    const code = Number.parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/**
 * The form in which a text that we sent and its echo are compared: Luminous passes texts through an
 * HTML purifier, which drops tags and may escape `&`, `<`, `>` and quotes. Both sides go through
 * this; the result is for comparing only and never shown.
 */
export function normalisedText(text: string): string {
  let decoded = text;
  for (let layer = 0; layer < MAX_LAYERS; layer += 1) {
    const next = decodeEntities(decoded);
    if (next === decoded) break;
    decoded = next;
  }
  return decoded
    .replace(/<\/?[a-z!][^<>]*>/gi, "")
    .toWellFormed()
    .normalize("NFC")
    .replace(/\s+/g, " ")
    .trim();
}
