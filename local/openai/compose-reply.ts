import { articleAnswer, asksPolicy } from "./article-answer";
import type { Background } from "./background";
import { rememberedFor } from "./earlier-words";
import { readFileLines } from "./file-lines";
import { sayResult } from "./read-tool-result";
import { languageOf, topicOf } from "./topics";

const LONGEST_QUOTE = 60;
const LONGEST_MEMORY = 300;
const MOST_QUOTES = 30;

/**
 * A support agent's answer to everything in `lines`. One line gets its answer alone; several get
 * one answer a topic, each naming the lines it is about, so that a burst is visibly covered. What was
 * said long ago, an article or a tool's result is used where it is at hand.
 */
export function composeReply(
  lines: string[],
  toolOutputs: string[],
  background: Background = { memory: [], articles: [], summary: null },
): string {
  const files = readFileLines(lines);
  if (files.said.length > 0) {
    const isAsked = files.rest.length + toolOutputs.length > 0;
    const answer = isAsked ? [composeReply(files.rest, toolOutputs, background)] : [];
    return [...files.said, ...answer].join("\n");
  }
  const language = languageOf(lines);
  const results = toolOutputs.map((output) => sayResult(output, language));
  const closing = results.map((result) => `\n${result}`).join("");
  const answer = (line: string) => answerTo(line, lines, background, language);
  const [only] = lines;
  if (only === undefined) return `${topicOf("")[language]}${closing}`;
  if (lines.length === 1) {
    // A result answers the line by itself; what an agent would ask without it is out of place.
    const isAnswered = results.length > 0 && topicOf(only).name !== "human";
    return isAnswered ? closing.trim() : `${answer(only)}${closing}`;
  }

  const byTopic = new Map<string, { answer: string; quotes: string[] }>();
  for (const line of lines.slice(0, MOST_QUOTES)) {
    const topic = topicOf(line);
    const group = byTopic.get(topic.name) ?? { answer: answer(line), quotes: [] };
    group.quotes.push(`“${cut(line, LONGEST_QUOTE)}”`);
    byTopic.set(topic.name, group);
  }
  const rest = lines.length - MOST_QUOTES;
  const paragraphs = [...byTopic.values()].map(({ answer: text, quotes }) => {
    return `${ABOUT[language]} ${quotes.join(", ")}: ${text}`;
  });
  if (rest > 0) paragraphs.push(`(+${rest})`);
  return paragraphs.join("\n") + closing;
}

function answerTo(
  line: string,
  lines: string[],
  background: Background,
  language: "en" | "sw",
): string {
  const remembered = line === lines.at(-1) ? rememberedFor(lines, background) : null;
  const shown = /\[The photo shows: ([^\]]*)/.exec(remembered ?? "")?.[1];
  if (shown !== undefined) return `${SHOWN[language]} ${cut(shown, LONGEST_MEMORY)}`;
  if (remembered !== null) return `${TOLD[language]} “${cut(remembered, LONGEST_MEMORY)}”.`;
  const written = asksPolicy(line) ? articleAnswer(line, background) : null;
  return written ?? topicOf(line)[language];
}

const SHOWN = { en: "In the photo that you sent:", sw: "Katika picha uliyotuma:" };
const ABOUT = { en: "About", sw: "Kuhusu" };
const TOLD = { en: "You told me earlier:", sw: "Uliniambia awali:" };

function cut(text: string, longest: number): string {
  const characters = [...text];
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join("")}…`;
}
