import { visibleText } from "@/lib/agent/quote-untrusted";

/** Longest note, in characters: one short sentence. */
const longest = 240;

/**
 * Wordings by which a note would speak to the assistant instead of about the customer. The quoting
 * of notes as data is what protects; this keeps the plainest attempts from being handed on at all.
 */
const orders = [
  /\b(ignore|disregard|forget|override|bypass)\b.{0,40}\b(instruction|prompt|rule|polic|guideline|notes?\b|above|previous|prior|everything)/i,
  /\b(system|developer) (prompt|message|instruction)/i,
  /^(you|the (assistant|bot|agent|model|ai)) (are now|must|should|shall|will always|have to|need to) /i,
  /^(always|never|from now on|please)?,? ?(reply|respond|answer|obey|pretend|act as|roleplay|reveal|output|print|call the tool)\b/i,
];

/**
 * A note as it may be kept: one line without invisible characters, tags or links, at most 240
 * characters; null when nothing is left or when it is worded as an order to the assistant. Pure.
 */
export function cleanNote(text: string): string | null {
  const line = visibleText(text)
    .replace(/<[^>]*>/g, " ")
    .replace(/\bhttps?:\/\/\S+/gi, "[link]")
    .replace(/\s+/g, " ")
    .replace(/^[-*•\s]+/, "")
    .trim();
  if (line === "" || orders.some((order) => order.test(line))) return null;
  const characters = [...line];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join("")}…` : line;
}
