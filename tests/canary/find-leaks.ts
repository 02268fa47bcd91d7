/** A value that must appear nowhere, with what it is: a test that fails says this, never the value. */
export type Canary = { what: string; value: string };
/** Something that outsiders or operators may read. */
export type Place = { where: string; text: string };

const windowLength = 8;

/**
 * Which canaries appear in which places, each pair once. One walk over each text however many canaries
 * there are: the first characters of each are looked up at every position. Shorter ones are not looked for,
 * since they would be found everywhere.
 */
export function findLeaks(canaries: readonly Canary[], places: readonly Place[]): string[] {
  // Each value once: a hostile text of one letter is 150,000 equal pieces.
  const byStart = new Map<string, Map<string, string>>();
  for (const canary of canaries) {
    if (canary.value.length < windowLength) continue;
    for (const value of [canary.value, asInJson(canary.value)]) {
      const start = value.slice(0, windowLength);
      const known = byStart.get(start) ?? new Map<string, string>();
      byStart.set(start, known.set(value, canary.what));
    }
  }
  const found = new Set<string>();
  for (const { where, text } of places)
    for (let at = 0; at + windowLength <= text.length; at += 1)
      for (const [value, what] of byStart.get(text.slice(at, at + windowLength)) ?? [])
        if (text.startsWith(value, at))
          found.add(`${what} in ${where}: ${around(text, at, value)}`);
  return [...found];
}

const asInJson = (value: string) => JSON.stringify(value).slice(1, -1);

/** The line's beginning up to the value, which tells the event without telling the value. */
function around(text: string, at: number, value: string): string {
  const line = text.lastIndexOf("\n", at) + 1;
  const before = text.slice(Math.max(line, at - 160), at).replaceAll(/[^\x20-\x7e]+/g, " ");
  return `${before}[${value.length} characters]`;
}

/** Of a long text the pieces that a leak of a part of it would hold: each of twenty characters. */
export function piecesOf(text: string): string[] {
  const length = 20;
  if (text.length < length) return text.includes(" ") && text.length >= 12 ? [text] : [];
  return Array.from({ length: Math.floor(text.length / length) }, (_, piece) =>
    text.slice(piece * length, (piece + 1) * length),
  );
}
