import type { Background } from "./background";

const ELLIPTICAL =
  /\b(it|that one|this one|the (?:other|same|first|second|last) one|those|them|as i (?:said|told)|i (?:told|mentioned|said|gave|sent)|remember|earlier|before|last time|again|what was|which one|still|ile|hiyo|nilikuambia|niliyosema|unakumbuka)\b/i;
const REMINDS =
  /\b(as i (?:said|told)|i (?:told|mentioned|said|gave|sent)|remember|earlier|what (?:was|is|did)|last time|nilikuambia|niliyosema|unakumbuka)\b/i;
const STOP = new Set(
  "the and for you your with that this what when where how was were did have has had can could would please about told said remember earlier before my mine our are is it its me do does of to in on at a an i we us be from gave sent which one much how".split(
    " ",
  ),
);

/** Words that ask for the same thing. */
const PRICE = new Set(["price", "fee", "cost", "charge", "rate", "bei", "gharama"]);

/** A search query when the newest line leans on what was said before, else null. */
export function searchQueryFor(lines: string[], { memory }: Background): string | null {
  const newest = lines.at(-1) ?? "";
  if (!ELLIPTICAL.test(newest) || newest.split(/\s+/).length > 40) return null;
  const before = memory.find((line) => !lines.includes(line) && contentWords(line).length > 1);
  return [newest, REMINDS.test(newest) ? "" : (before ?? "")]
    .filter((part) => part !== "")
    .join(" ");
}

/** The earlier message of the customer that the newest line asks about, or null. */
export function rememberedFor(lines: string[], { memory }: Background): string | null {
  const newest = lines.at(-1) ?? "";
  if (!REMINDS.test(newest)) return null;
  const wanted = new Set(contentWords(newest));
  const scored = memory
    .filter((line) => !lines.includes(line) && !line.endsWith("?"))
    .map((line, rank) => {
      const shared = contentWords(line).filter((word) => wanted.has(word)).length;
      return { line, rank, shared };
    })
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared || a.rank - b.rank);
  return scored[0]?.line ?? null;
}

/** Lower-case words that say something, without their plural s. */
export function contentWords(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}-]{2,}/gu) ?? [];
  return words
    .filter((word) => !STOP.has(word))
    .map((word) => word.replace(/s$/, ""))
    .map((word) => (PRICE.has(word) ? "price" : word));
}
