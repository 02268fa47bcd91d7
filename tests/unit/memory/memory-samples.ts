import type { RoundMessage } from "@/lib/memory/begin-summary";
import { type Notes, noNotes } from "@/lib/memory/notes";
import type { NotesAnswer } from "@/lib/memory/notes-answer";

export const at = "2026-11-20T09:00:00.000000+00:00";

export function message(seq: number, text: string, change: Partial<RoundMessage> = {}) {
  return { seq, author: "customer" as const, created_at: at, text, length: text.length, ...change };
}

export const notesWith = (change: Partial<Notes>): Notes => ({ ...noNotes, ...change });

export const answerWith = (change: Partial<NotesAnswer>): NotesAnswer => ({
  facts: [],
  requests: [],
  commitments: [],
  open_items: [],
  remove: [],
  ...change,
});
