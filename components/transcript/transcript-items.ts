import { dayKey } from "@/components/time/format-time";
import { joinsAlbum } from "@/components/transcript/album";
import type { SessionNote, TranscriptMessage } from "@/lib/chat/conversation-schemas";

export type TranscriptItem =
  | { kind: "day"; key: string; at: string }
  | { kind: "event"; key: string; message: TranscriptMessage }
  | { kind: "note"; key: string; note: SessionNote }
  | { kind: "bubble"; key: string; message: TranscriptMessage; followed: boolean }
  | { kind: "album"; key: string; messages: Album; followed: boolean };
type Spoken = Extract<TranscriptItem, { kind: "bubble" | "album" }>;
export type Album = [TranscriptMessage, ...TranscriptMessage[]];

const togetherMs = 5 * 60_000;

/**
 * Bubbles with day titles between them and notes behind the bubble they were written at; photos that were
 * sent together are one album; `followed`:
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
    if (isSpoken(last)) {
      const said = messagesOf(last);
      if (joinsAlbum(said, message)) {
        // The key stays the first one's: what is on the screen grows, and is not replaced.
        items[items.length - 1] = {
          ...{ kind: "album", key: last.key, followed: false },
          messages: [...said, message],
        };
        continue;
      }
      last.followed = goesOn(said.at(-1) ?? said[0], message);
    }
    items.push({ kind: "bubble", key: message.id, message, followed: false });
  }
  placeNotes(Number.POSITIVE_INFINITY);
  return items;
}

/** A place of the transcript that somebody's words or photos take. */
export const isSpoken = (item: TranscriptItem | undefined): item is Spoken =>
  item?.kind === "bubble" || item?.kind === "album";

export const messagesOf = (item: Spoken): Album =>
  item.kind === "bubble" ? [item.message] : item.messages;

const goesOn = (previous: TranscriptMessage, message: TranscriptMessage) =>
  previous.author === message.author &&
  previous.by_me === message.by_me &&
  previous.author_name === message.author_name &&
  Date.parse(message.at) - Date.parse(previous.at) < togetherMs;
