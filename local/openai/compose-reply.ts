import { languageOf, topicOf } from "./topics";

const LONGEST_QUOTE = 60;
const MOST_QUOTES = 30;

/**
 * A support agent's answer to everything in `lines`. One line gets its answer alone; several get
 * one answer a topic, each naming the lines it is about, so that a burst is visibly covered.
 */
export function composeReply(lines: string[], toolOutputs: string[]): string {
  const language = languageOf(lines);
  const found = toolOutputs.at(-1);
  const closing = found === undefined ? "" : `\n${TOOL_RESULT[language]} ${cut(found, 200)}`;
  const [only] = lines;
  if (only === undefined) return `${topicOf("")[language]}${closing}`;
  if (lines.length === 1) return `${topicOf(only)[language]}${closing}`;

  const byTopic = new Map<string, { answer: string; quotes: string[] }>();
  for (const line of lines.slice(0, MOST_QUOTES)) {
    const topic = topicOf(line);
    const group = byTopic.get(topic.name) ?? { answer: topic[language], quotes: [] };
    group.quotes.push(`“${cut(line, LONGEST_QUOTE)}”`);
    byTopic.set(topic.name, group);
  }
  const rest = lines.length - MOST_QUOTES;
  const paragraphs = [...byTopic.values()].map(({ answer, quotes }) => {
    return `${ABOUT[language]} ${quotes.join(", ")}: ${answer}`;
  });
  if (rest > 0) paragraphs.push(`(+${rest})`);
  return paragraphs.join("\n") + closing;
}

const ABOUT = { en: "About", sw: "Kuhusu" };
const TOOL_RESULT = { en: "What I found:", sw: "Nilichopata:" };

function cut(text: string, longest: number): string {
  const characters = [...text];
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join("")}…`;
}
