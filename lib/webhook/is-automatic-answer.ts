/**
 * Openings that machines use and people do not: business greeting and absence messages of WhatsApp,
 * out-of-office notes, ticket receipts. In English and Swahili. Each is tried at the start of the
 * text only, so that a customer who writes about an automatic reply is answered.
 */
const openings = [
  /^\W{0,3}(this is an?|\[?)\s?(automatic|automated|auto)[ -]?(reply|response|message|answer)\b/i,
  /^\W{0,3}auto[ -]?(reply|response)\s?[:\-–—\]]/i,
  /^\W{0,3}(i am|i'm|we are|we're) (currently )?(out of (the )?office|away from (my|our) (phone|desk))\b/i,
  /^\W{0,3}out of office\b/i,
  /^\W{0,3}thank(s| you) for (contacting|messaging|reaching out to) .{1,80}(we('| wi)ll|our team|will) (get back|respond|reply|be with you|attend)/i,
  /^\W{0,3}(we have )?received your message and (we )?will (get back|respond|reply)/i,
  /^\W{0,3}(huu ni|hii ni) (ujumbe|jibu) (wa|la) (otomatiki|kiotomatiki|moja kwa moja)/i,
];

/** How much of a text is looked at: an opening is short, and a hostile text may be long. */
const lookedAt = 300;

/** Whether a text is another machine's automatic answer rather than a person's words (P12). */
export function isAutomaticAnswer(text: string): boolean {
  const opening = text.trimStart().slice(0, lookedAt).replaceAll("’", "'");
  return openings.some((pattern) => pattern.test(opening));
}
