import { countTokens } from "./count-tokens";
import type { ResponseRequest } from "./response-request";

/** The format by which the service asks what messages add to the notes on a conversation. */
export const notesFormatName = "conversation_notes";

type Item = { text: string; source: string };
type Removal = { note: string; reason: "done" };

const message =
  /<conversation_message id="(M\d+)" from="(\w+)"[^>]*>([\s\S]*?)<\/conversation_message>/g;
const earlierNote = /<summary_note id="(N\d+)" list="(\w+)"/g;

const FACT =
  /\b(my|mine|our|i am|i'm|i live|i work|i have|i like|i prefer|i bought|i paid|nimelipa|jina langu|naishi|ninaishi|PCL-?\d+|ORD-?\d+|Q-?\d+)\b/i;
const REQUEST =
  /\b(i want|i need|i'd like|i would like|please|can you|could you|how much|quote|track|deliver|nataka|naomba|tafadhali)\b/i;
const COMMITMENT = /\b(i will|we will|i'll|we'll|a colleague|i am asking|nitaku|tutaku|namwomba)/i;
const MOST = { facts: 6, requests: 2, commitments: 1, open_items: 1 };
const LONGEST = 90;

/**
 * What the messages of a request add to the notes on a conversation, by keywords: who somebody is,
 * what they ask, what was promised, what waits for an answer. Never longer than the request allows.
 */
export function composeNotes(request: ResponseRequest) {
  const text = request.input
    .flatMap((item) => ("role" in item && typeof item.content === "string" ? [item.content] : []))
    .join("\n");
  const said = [...text.matchAll(message)].flatMap(([, id = "", from = "", words = ""]) =>
    words
      .split(/\n|(?<=[.!?])\s+/)
      .map((sentence) => ({ id, from, sentence: withoutEscapes(sentence).trim() }))
      .filter(({ sentence }) => sentence !== ""),
  );
  const ours = said.filter(({ from }) => from !== "customer");
  const theirs = said.filter(({ from }) => from === "customer");
  const pick = (lines: typeof said, words: RegExp, most: number, lead: string): Item[] =>
    lines
      .filter(({ sentence }) => words.test(sentence))
      .slice(0, most)
      .map(({ id, sentence }) => ({ text: `${lead} “${cut(sentence)}”`, source: id }));

  const answered = said.at(-1)?.from !== "customer";
  const open = answered ? [] : theirs.filter(({ sentence }) => sentence.endsWith("?")).slice(-1);
  const done: Removal[] = [...text.matchAll(earlierNote)]
    .filter(([, , list]) => list === "open_items" && ours.length > 0)
    .map(([, id = ""]) => ({ note: id, reason: "done" }));
  const answer = {
    facts: pick(theirs, FACT, MOST.facts, "The customer said:"),
    requests: pick(theirs, REQUEST, MOST.requests, "The customer asked:"),
    commitments: pick(ours, COMMITMENT, MOST.commitments, "We said:"),
    open_items: pick(open, /(?:)/, MOST.open_items, "Not answered yet:"),
    remove: done,
  };
  const room = (request.max_output_tokens ?? Number.POSITIVE_INFINITY) - 16;
  const lists = [answer.requests, answer.commitments, answer.open_items, answer.facts];
  while (countTokens(JSON.stringify(answer)) > room && lists.some((list) => list.length > 0))
    lists.find((list) => list.length > 0)?.pop();
  return answer;
}

function cut(sentence: string): string {
  const characters = [...sentence];
  return characters.length <= LONGEST ? sentence : `${characters.slice(0, LONGEST - 1).join("")}…`;
}

const withoutEscapes = (text: string) =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
