import { type NoteList, type Notes, noteLists } from "@/lib/memory/notes";
import { renderNotes } from "@/lib/memory/render-notes";

/** What may go first when the notes are full: what was asked passes, who somebody is stays longest. */
const leaving: readonly NoteList[] = ["requests", "commitments", "open_items", "facts"];

/**
 * Notes of at most `roomTokens` when rendered: whole notes leave, the oldest first, list after list.
 * The newest of each list stays as long as any older one can go. Pure.
 */
export function fitNotes(
  notes: Notes,
  roomTokens: number,
  count: (text: string) => number,
): { notes: Notes; text: string; evictedCount: number } {
  const fitting: Notes = {
    facts: [...notes.facts],
    requests: [...notes.requests],
    commitments: [...notes.commitments],
    open_items: [...notes.open_items],
  };
  let evictedCount = 0;
  let text = renderNotes(fitting);
  while (count(text) > roomTokens && noteLists.some((list) => fitting[list].length > 0)) {
    const list =
      leaving.find((each) => fitting[each].length > 1) ??
      leaving.find((each) => fitting[each].length > 0);
    if (list) fitting[list].shift();
    evictedCount += 1;
    text = renderNotes(fitting);
  }
  return { notes: fitting, text, evictedCount };
}
