import { type NoteList, type Notes, noteLists } from "@/lib/memory/notes";

const headings: Record<NoteList, string> = {
  facts: "Facts",
  requests: "Asked for",
  commitments: "Promised by us",
  open_items: "Open",
};

/** The notes as prompt and console show them: a heading a list, a dated line a note. Pure. */
export function renderNotes(notes: Notes): string {
  return noteLists
    .filter((list) => notes[list].length > 0)
    .map((list) => {
      const lines = notes[list].map(({ text, at }) => `- ${text} (${at.slice(0, 10)})`);
      return [`${headings[list]}:`, ...lines].join("\n");
    })
    .join("\n");
}
