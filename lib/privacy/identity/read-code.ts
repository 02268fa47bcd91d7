/** Words that people put before the six digits, in English and Swahili. */
const lead = "(?:(?:my|the|your|code|is|kodi|namba|yangu|ni)[\\s:.,=-]+)*";
const answer = new RegExp(`^[\\s"'*]*${lead}["'*]*(\\d{3})[ -]?(\\d{3})["'*.!\\s]*$`, "iu");

/**
 * The six digits of a message that says nothing else, or null: "I paid 150000" is no answer to a code. Pure.
 */
export function readCode(text: string | null): string | null {
  const found = text === null || text.length > 64 ? null : answer.exec(text);
  return found ? `${found[1]}${found[2]}` : null;
}
