import { readFileSync } from "node:fs";
import { z } from "zod";

const turn = z.object({
  speaker: z.string(),
  dia_id: z.string(),
  text: z.string().default(""),
  blip_caption: z.string().nullish(),
});
const question = z.object({
  question: z.string(),
  category: z.coerce.number().int(),
  evidence: z.union([z.string().transform((one) => [one]), z.array(z.string())]).nullish(),
});
const dialogue = z.object({
  sample_id: z.coerce.string().optional(),
  qa: z.array(question).default([]),
  conversation: z.record(z.string(), z.unknown()),
});

export type Turn = { id: string; isCustomer: boolean; text: string };
export type Session = { at: Date; turns: Turn[] };
export type Question = { text: string; category: number; gold: Set<string> };
export type Dialogue = {
  id: string;
  customer: string;
  colleague: string;
  sessions: Session[];
  questions: Question[];
};

/**
 * Dialogues in LoCoMo's shape: speaker A is the customer, B writes for us, each session is a chat
 * session. Evidence ids are cleaned (joined ones split, zero padding dropped, unknown ones left out), and
 * questions without any left are not asked.
 * @throws when the file is not of that shape.
 */
export function readDialogues(path: string, categories: readonly number[]): Dialogue[] {
  const parsed = z.array(dialogue).parse(JSON.parse(readFileSync(path, "utf8")));
  return parsed.map((each, index) => {
    const customer = z.string().catch("A").parse(each.conversation.speaker_a);
    const sessions = readSessions(each.conversation, customer);
    const known = new Set(sessions.flatMap((session) => session.turns.map(({ id }) => id)));
    return {
      id: each.sample_id ?? `dialogue-${index + 1}`,
      customer,
      colleague: z.string().catch("B").parse(each.conversation.speaker_b),
      sessions,
      questions: each.qa
        .map(({ question: text, category, evidence }) => ({
          text,
          category,
          gold: new Set((evidence ?? []).flatMap(turnIds).filter((id) => known.has(id))),
        }))
        .filter((asked) => categories.includes(asked.category) && asked.gold.size > 0),
    };
  });
}

function readSessions(conversation: Record<string, unknown>, customer: string): Session[] {
  return Object.keys(conversation)
    .flatMap((key) => /^session_(\d+)$/.exec(key)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b)
    .map((number) => ({
      at: readDate(conversation[`session_${number}_date_time`]),
      turns: z
        .array(turn)
        .catch([])
        .parse(conversation[`session_${number}`])
        .map((said) => ({
          id: turnIds(said.dia_id)[0] ?? said.dia_id,
          isCustomer: said.speaker === customer,
          // As intake renders a photo: with the mark of its kind before the caption.
          text: [said.text, said.blip_caption ? `[Image] ${said.blip_caption}` : ""]
            .filter((part) => part.trim() !== "")
            .join(" "),
        }))
        .filter((said) => said.text !== ""),
    }))
    .filter((session) => session.turns.length > 0);
}

/** "D8:6; D9:17", "D:11:26" and "D30:05" as they occur. */
export function turnIds(evidence: string): string[] {
  return [...evidence.matchAll(/D:?(\d+):0*(\d+)/g)].map(
    ([, session, number]) => `D${Number(session)}:${number}`,
  );
}

/** "1:56 pm on 8 May, 2023" */
function readDate(text: unknown): Date {
  const [time, day] = z.string().catch("").parse(text).split(" on ");
  const at = new Date(`${day?.replace(",", "")} ${time} UTC`);
  return Number.isNaN(at.getTime()) ? new Date(0) : at;
}
