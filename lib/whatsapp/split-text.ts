/** WhatsApp's limit for one text message, in characters; counted here in UTF-16 units. */
export const MAX_TEXT_MESSAGE_LENGTH = 4096;

/** Looked at beyond the limit so that a sign made of several code points is seen whole. */
const LOOK_AHEAD = 64;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** White space that a following mark does not belong to. */
const SPACE = String.raw`\s(?![\p{M}\p{Emoji_Modifier}\u200c\u200d])`;
/** Where a part may end, best first: paragraph, line, sentence, word. */
const WORD = new RegExp(SPACE, "gu");
const BREAKS = [
  new RegExp(String.raw`\n[^\S\n]*(?=\n)${SPACE}`, "gu"),
  new RegExp(String.raw`(?=\n)${SPACE}`, "gu"),
  new RegExp(String.raw`[.!?…։。！？]["'”’»)\]]*${SPACE}`, "gu"),
  WORD,
];

/** The last break of a kind in the text: the index after it, or 0. */
function lastBreak(text: string, kind: RegExp): number {
  let end = 0;
  for (const match of text.matchAll(kind)) end = match.index + match[0].length;
  return end;
}

/** The last index up to `limit` that does not cut a visible sign; a sign longer than that is cut. */
function signBoundary(text: string, limit: number): number {
  const sign = graphemes.segment(text.slice(0, limit + LOOK_AHEAD)).containing(limit);
  const start = sign?.index ?? limit;
  if (start > 0) return start;
  const unit = text.charCodeAt(limit - 1);
  return unit >= 0xd800 && unit <= 0xdbff && limit > 1 ? limit - 1 : limit;
}

/**
 * Where to end a part of at most `limit` units. A better kind of break is taken as long as it leaves
 * the part at least a third full, so that a heading does not travel alone.
 */
function endOfPart(text: string, limit: number): number {
  const whole = signBoundary(text, limit);
  const head = text.slice(0, whole);
  // A break that lies exactly behind the part is a break too.
  const next = text.charAt(whole);
  const followed = next.trim() === "" ? head + next : head;
  for (const kind of BREAKS) {
    const end = lastBreak(followed, kind);
    if (end >= limit / 3) return end;
  }
  const word = lastBreak(followed, WORD);
  return word > 0 ? word : whole;
}

/**
 * Splits a long reply into messages of at most `limit` UTF-16 units at paragraph, line, sentence or
 * word ends, else between visible signs. Only white space at the cuts is dropped. Blank text gives
 * no parts.
 */
export function splitText(text: string, limit = MAX_TEXT_MESSAGE_LENGTH): string[] {
  if (limit < 2) throw new RangeError("A message part needs a limit of at least 2 units.");
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const end = endOfPart(rest, limit);
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest === "" ? parts : [...parts, rest];
}
