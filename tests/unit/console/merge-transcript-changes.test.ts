import { describe, expect, it } from "vitest";
import {
  mergeTranscriptChanges,
  type TranscriptPages,
} from "@/components/transcript/merge-transcript-changes";
import { message, note } from "./transcript-message";

const page = (seqs: number[], some: object = {}) => ({
  messages: seqs.map((seq) => message({ seq })),
  notes: [],
  more: false,
  newer: false,
  as_of: "1",
  ...some,
});
const pages: TranscriptPages = {
  pageParams: [null, { before: 3 }],
  pages: [page([3, 4], { more: true }), page([1, 2], { newer: true })],
};
const seqs = (merged: TranscriptPages) => merged.pages.map((one) => one.messages.map((m) => m.seq));
const notes = (merged: TranscriptPages) => merged.pages.map((one) => one.notes.map((n) => n.body));

describe("changed bubbles", () => {
  it("replace the old where it stands, on any page", () => {
    const merged = mergeTranscriptChanges(pages, {
      messages: [message({ seq: 4, text: "moved" }), message({ seq: 2, text: "edited" })],
    });
    expect(seqs(merged)).toEqual([
      [3, 4],
      [1, 2],
    ]);
    expect(merged.pages[0]?.messages[1]?.text).toBe("moved");
    expect(merged.pages[1]?.messages[1]?.text).toBe("edited");
  });

  it("join at the end when they are new, in order and once", () => {
    const added = { messages: [message({ seq: 6 }), message({ seq: 5 })] };
    const twice = mergeTranscriptChanges(mergeTranscriptChanges(pages, added), added);
    expect(seqs(twice)).toEqual([
      [3, 4, 5, 6],
      [1, 2],
    ]);
  });

  it("are left to their page when it is not loaded, at either end", () => {
    const stretch = {
      pageParams: [{ around: 3 }],
      pages: [page([3, 4], { more: true, newer: true })],
    };
    const merged = mergeTranscriptChanges(stretch, {
      messages: [message({ seq: 1 }), message({ seq: 9 })],
      notes: [note({ after_seq: 1 }), note({ after_seq: 9 })],
    });
    expect(seqs(merged)).toEqual([[3, 4]]);
    expect(notes(merged)).toEqual([[]]);
  });
});

describe("changed notes", () => {
  it("go to the page of their bubble, are replaced there, and leave when deleted", () => {
    const added = mergeTranscriptChanges(pages, {
      notes: [note({ after_seq: 4 }), note({ after_seq: 2 })],
    });
    expect(notes(added)).toEqual([["note 4"], ["note 2"]]);
    const edited = mergeTranscriptChanges(added, {
      notes: [note({ after_seq: 2, body: "better" })],
    });
    expect(notes(edited)).toEqual([["note 4"], ["better"]]);
    const gone = mergeTranscriptChanges(edited, { notes: [note({ after_seq: 4, deleted: true })] });
    expect(notes(gone)).toEqual([[], ["better"]]);
  });

  it("before the first bubble stand on the oldest page", () => {
    expect(notes(mergeTranscriptChanges(pages, { notes: [note({ after_seq: 0 })] }))).toEqual([
      [],
      ["note 0"],
    ]);
  });
});
