import type { RoundMessage } from "@/lib/memory/begin-summary";
import { cleanNote } from "@/lib/memory/clean-note";
import { type Note, type Notes, noteLists } from "@/lib/memory/notes";
import type { NotesAnswer } from "@/lib/memory/notes-answer";
import { numberNotes } from "@/lib/memory/notes-prompt";

export type Folded = { notes: Notes; droppedCount: number };

/**
 * The notes after a round: every earlier one that the answer does not remove, word for word, and the
 * new ones. A note must name a message of the round or an earlier note as its source, or it is
 * dropped. Facts can only be replaced, never just removed: no message can make us forget who somebody
 * is. Pure.
 */
export function foldNotes(
  base: Notes,
  answer: NotesAnswer,
  messages: readonly RoundMessage[],
): Folded {
  const earlier = numberNotes(base);
  const sources = new Map<string, Pick<Note, "seq" | "at">>([
    ...messages.map(({ seq, created_at }, i) => [`M${i + 1}`, { seq, at: created_at }] as const),
    ...earlier.map(({ id, note }) => [id, { seq: note.seq, at: note.at }] as const),
  ]);

  const known = new Set(earlier.map(({ list, note }) => `${list}:${same(note.text)}`));
  let droppedCount = 0;
  const added: Notes = { facts: [], requests: [], commitments: [], open_items: [] };
  for (const list of noteLists) {
    for (const item of answer[list]) {
      const text = cleanNote(item.text);
      const source = sources.get(item.source.trim());
      const key = `${list}:${same(text ?? "")}`;
      if (text === null || source === undefined || known.has(key)) {
        droppedCount += 1;
        continue;
      }
      known.add(key);
      added[list].push({ text, ...source });
    }
  }

  const removed = removedIds(answer, earlier, added.facts.length);
  const notes: Notes = { facts: [], requests: [], commitments: [], open_items: [] };
  for (const { id, list, note } of earlier) if (!removed.has(id)) notes[list].push(note);
  for (const list of noteLists) notes[list].push(...added[list]);
  return { notes, droppedCount };
}

/** How many earlier facts a new one can stand for. */
const factsThatOneReplaces = { corrected: 1, merged: 4 } as const;

/** Ids that the answer removes: facts only as far as new ones stand for them, the rest freely. */
function removedIds(
  answer: NotesAnswer,
  earlier: ReturnType<typeof numberNotes>,
  newFacts: number,
): Set<string> {
  const listOf = new Map(earlier.map(({ id, list }) => [id, list]));
  const removed = new Set<string>();
  let facts = 0;
  for (const { note, reason } of answer.remove) {
    const id = note.trim();
    const list = listOf.get(id);
    if (list === undefined || removed.has(id)) continue;
    if (list === "facts") {
      const isReplaced = reason === "corrected" || reason === "merged";
      if (!isReplaced || facts >= newFacts * factsThatOneReplaces[reason]) continue;
      facts += 1;
    }
    removed.add(id);
  }
  return removed;
}

const same = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
