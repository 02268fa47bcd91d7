import { dayKey } from "@/components/time/format-time";
import type { SessionNote, TranscriptMessage } from "@/lib/chat/conversation-schemas";

export type TranscriptItem =
  | { kind: "day"; key: string; at: string }
  | { kind: "event"; key: string; message: TranscriptMessage }
  | { kind: "note"; key: string; note: SessionNote }
  | { kind: "bubble"; key: string; message: TranscriptMessage; followed: boolean };

const togetherMs = 5 * 60_000;

/**
 * Bubbles with day titles between them and notes behind the bubble they were written at; `followed`:
 * the same author goes on within five minutes. The gap lies behind a bubble, so that older ones that
 * load before it never change its height and nothing moves. For the same reason the first bubble at hand
 * has no day title unless the talk `startsHere`: the title would go when the rest of its day comes.
 */
export function transcriptItems(
  messages: TranscriptMessage[],
  notes: SessionNote[],
  zone: string,
  { startsHere }: { startsHere: boolean },
): TranscriptItem[] {
  const items: TranscriptItem[] = [];
  let day = "";
  let nextNote = 0;

  const startDay = (at: string, id: string) => {
    const key = dayKey(at, zone);
    if (key === day) return;
    if (day !== "" || startsHere) items.push({ kind: "day", key: `day-${id}`, at });
    day = key;
  };
  const placeNotes = (before: number) => {
    for (let note = notes[nextNote]; note && note.after_seq < before; note = notes[nextNote]) {
      startDay(note.at, note.id);
      items.push({ kind: "note", key: note.id, note });
      nextNote += 1;
    }
  };

  for (const message of messages) {
    placeNotes(message.seq);
    startDay(message.at, message.id);
    if (message.direction === "system") {
      items.push({ kind: "event", key: message.id, message });
      continue;
    }
    const last = items.at(-1);
    if (last?.kind === "bubble") last.followed = goesOn(last.message, message);
    items.push({ kind: "bubble", key: message.id, message, followed: false });
  }
  placeNotes(Number.POSITIVE_INFINITY);
  return items;
}

const goesOn = (previous: TranscriptMessage, message: TranscriptMessage) =>
  previous.author === message.author &&
  previous.by_me === message.by_me &&
  previous.author_name === message.author_name &&
  Date.parse(message.at) - Date.parse(previous.at) < togetherMs;
