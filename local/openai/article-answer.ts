import type { Background } from "./background";
import { contentWords } from "./earlier-words";

/** Questions about the business itself: only something written down may answer them. */
const POLICY =
  /\b(refund|return policy|returns?|policy|opening hours|open (?:on|at|today)|hours|insurance|insured|customs|tax(?:es)?|duty|fees?|charges?|commission|prohibited|allowed|warranty|how long|how much|cost|price|rates?|bei|gharama|saa ngapi|ada)\b/i;
const LONGEST = 500;

/** Is this something that an agent may answer only from an article or a tool? */
export function asksPolicy(line: string): boolean {
  return POLICY.test(line);
}

/** The sentences of the articles at hand that share most words with the line, or null. */
export function articleAnswer(line: string, { articles }: Background): string | null {
  const wanted = new Set(contentWords(line));
  const scored = articles.flatMap(({ title, body }) =>
    body
      .split(/\n+|(?<=[.!?])\s+/)
      .map((sentence) => sentence.replace(/^[-*#\s]+/, "").trim())
      .filter((sentence) => sentence.length > 8)
      .map((sentence, place) => {
        const words = new Set(contentWords(`${title} ${sentence}`));
        const shared = [...wanted].filter((word) => words.has(word)).length;
        const tells = /\d/.test(sentence) ? 0.5 : 0;
        return { sentence, place, score: shared + tells };
      }),
  );
  const least = Math.min(2, wanted.size);
  const best = scored.filter(({ score }) => score >= least).sort((a, b) => b.score - a.score);
  const chosen = best.slice(0, 2).map(({ sentence }) => sentence);
  return chosen.length === 0 ? null : chosen.join(" ").slice(0, LONGEST);
}
