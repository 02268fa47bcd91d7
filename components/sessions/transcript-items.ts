import { dayKey } from "@/components/time/format-time";
import type { TranscriptMessage } from "@/lib/chat/console-schemas";

export type TranscriptItem =
  | { kind: "day"; key: string; at: string }
  | { kind: "event"; key: string; message: TranscriptMessage }
  | { kind: "bubble"; key: string; message: TranscriptMessage; follows: boolean };

const togetherMs = 5 * 60_000;

/** Bubbles with day titles between them; `follows`: the same author goes on within five minutes. */
export function transcriptItems(messages: TranscriptMessage[], zone: string): TranscriptItem[] {
  const items: TranscriptItem[] = [];
  let day = "";
  let previous: TranscriptMessage | null = null;
  for (const message of messages) {
    const key = dayKey(message.at, zone);
    if (key !== day) {
      items.push({ kind: "day", key: `day-${message.id}`, at: message.at });
      day = key;
      previous = null;
    }
    if (message.direction === "system") {
      items.push({ kind: "event", key: message.id, message });
      previous = null;
      continue;
    }
    const follows =
      previous !== null &&
      previous.author === message.author &&
      previous.by_me === message.by_me &&
      Date.parse(message.at) - Date.parse(previous.at) < togetherMs;
    items.push({ kind: "bubble", key: message.id, message, follows });
    previous = message;
  }
  return items;
}
