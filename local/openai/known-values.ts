import { searchQueryFor } from "./earlier-words";
import type { FillContext } from "./fill-schema";
import { sentimentOf, urgencyOf } from "./moods";
import { languageOf, topicOf } from "./topics";

/** Ids as Parcelo writes them, by what a property's name speaks of. */
const REFERENCES: [RegExp, RegExp][] = [
  [/^number$/i, /\b(?:ORD|Q)-?\d+/i],
  [/parcel|tracking|shipment/i, /\bPCL-?\d+/i],
  [/order_or_quote/i, /\b(?:ORD|Q)-?\d+/i],
  [/order/i, /\b(?:ORD|PO)-?[\d-]+/i],
  [/quot/i, /\bQ-?\d+/i],
  [/payment_?id|reference_?id/i, /\bPAY-?\d+/i],
  [/ticket/i, /\bT-?\d+/i],
];
const CITY =
  /\b(New York|London|Guangzhou|Dubai|Shanghai|Shenzhen|Istanbul|Kampala|Entebbe|USA|UK|China)\b/i;

/** What a string property of this name should say, or null when nothing is known. */
export function knownString(name: string, context: FillContext): string | null {
  const { lines, reply, background, purpose } = context;
  const text = lines.join("\n");
  if (/search_?query/i.test(name)) return searchQueryFor(lines, background);
  if (/^language$|^locale$/i.test(name)) return languageOf(lines);
  for (const [about, pattern] of REFERENCES) {
    if (!about.test(name) || /reason|summary|text|message|subject/i.test(name)) continue;
    return pattern.exec([text, ...background.memory].join("\n"))?.[0] ?? null;
  }
  if (/link|url/i.test(name)) return /https?:\/\/\S+/i.exec(text)?.[0] ?? null;
  if (/city|origin|from_?(?:country|place)|address/i.test(name))
    return CITY.exec(text)?.[0] ?? null;
  if (/plan/i.test(name))
    return /\b(basic|plus|business)\b/i.exec(text)?.[0]?.toLowerCase() ?? null;
  if (/phone|email/i.test(name)) return null;
  if (purpose === "tool" && /message|text/i.test(name)) return text;
  if (purpose === "tool" && /item|product|^name$|title|description/i.test(name))
    return itemIn(lines);
  if (/reply|response_text|answer|^text$|^message$/i.test(name)) return reply;
  if (/query|question|search/i.test(name)) return lines.at(-1) ?? null;
  if (/summary/i.test(name)) return `The customer wrote: ${lines.join(" / ")}`.slice(0, 1_000);
  if (/reason|caption|topic|subject/i.test(name)) {
    return `About ${topicOf(lines.at(-1) ?? "").name}.`;
  }
  return null;
}

/** What a number of this name should be, or null. */
export function knownNumber(name: string, { lines }: FillContext): number | null {
  const text = lines.join("\n");
  const found = /weight|kg/i.test(name)
    ? /(\d+(?:\.\d+)?)\s*(?:kg|kilo)/i.exec(text)
    : /rating|stars/i.test(name)
      ? /\b([1-5])\s*(?:stars?|of 5|\/5|out of)/i.exec(text)
      : /quantity|count/i.test(name)
        ? /\b(\d{1,3})\s*(?:x|pairs?|pieces?|pcs)\b/i.exec(text)
        : null;
  if (found?.[1]) return Number(found[1]);
  return /quantity|count/i.test(name) ? 1 : null;
}

/** The word that a choice of this name should be, or null. */
export function knownWord(name: string, { lines }: FillContext): string | null {
  const text = lines.at(-1) ?? "";
  if (/sentiment/i.test(name)) return sentimentOf(lines);
  if (/urgency|priority/i.test(name)) return urgencyOf(lines);
  if (name === "subject") return /\bQ-?\d+/i.test(text) ? "quotation" : "order";
  if (/action/i.test(name)) {
    if (/\b(remove|delete|take out)\b/i.test(text)) return "remove";
    return /\b(add|put|save)\b/i.test(text) ? "add" : "list";
  }
  if (/billing|period/i.test(name)) return /\b(year|annual)/i.test(text) ? "yearly" : "monthly";
  if (/category/i.test(name)) {
    if (/refund/i.test(text)) return "refund";
    if (/damaged|broken|wrong item/i.test(text)) return "quality";
    const byTopic: Record<string, string> = {
      human: "complaint",
      payment: "payment",
      tracking: "delivery",
      web: "account",
    };
    return byTopic[topicOf(text).name] ?? "other";
  }
  return null;
}

/** The thing that a line is about: what follows the verb, without the list that it goes to. */
function itemIn(lines: string[]): string {
  const line = lines.at(-1) ?? "";
  const named =
    /\b(?:add|put|remove|save|buy|order|want|need|for|ship|kutuma)\s+(.{2,80}?)(?=\s+(?:to|from|in|on|out)\b|[?.!,]|$)/i.exec(
      line,
    );
  return (named?.[1] ?? line).slice(0, 80);
}
