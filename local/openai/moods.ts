/** What lines say of how the customer feels, by words in English and Swahili. */
const ANGRY =
  /\b(angry|furious|terrible|horrible|worst|useless|ridiculous|scam(?:mers?)?|thieves|fed up|unacceptable|disgusting|sue you|nimechoka|wezi|hasira)\b/i;
const UNHAPPY =
  /\b(unhappy|disappointed|not happy|bad|slow|broken|damaged|wrong|missing|late|delayed|still waiting|vibaya|imeharibika)\b/i;
const HAPPY = /\b(thanks?|thank you|great|perfect|love|excellent|asante|shukrani)\b/i;
const PRESSING = /\b(urgent|urgently|immediately|right now|today|asap|emergency|haraka)\b/i;

/** A person should answer: asked for by words, or by how the words are said. */
export function isAngry(lines: string[]): boolean {
  return lines.some((line) => ANGRY.test(line) || isShouted(line));
}

export function sentimentOf(lines: string[]): string {
  if (isAngry(lines)) return "very_negative";
  if (lines.some((line) => UNHAPPY.test(line))) return "negative";
  return lines.some((line) => HAPPY.test(line)) ? "positive" : "neutral";
}

export function urgencyOf(lines: string[]): string {
  if (lines.some((line) => PRESSING.test(line))) return isAngry(lines) ? "urgent" : "high";
  return isAngry(lines) ? "high" : "normal";
}

/** Words in capitals with exclamation marks. */
function isShouted(line: string): boolean {
  const letters = line.match(/\p{L}/gu) ?? [];
  return letters.length >= 12 && /!!/.test(line) && line === line.toUpperCase();
}
