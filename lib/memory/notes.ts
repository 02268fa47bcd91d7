import { z } from "zod";

/** One thing worth keeping: in one line, with the message it came from. */
const note = z.object({
  text: z.string(),
  seq: z.int(),
  at: z.iso.datetime({ offset: true }),
});
export type Note = z.infer<typeof note>;

/** The four lists of a summary, each oldest first. There is no room for instructions. */
export const noteLists = ["facts", "requests", "commitments", "open_items"] as const;
export type NoteList = (typeof noteLists)[number];

export const notes = z.object({
  facts: z.array(note),
  requests: z.array(note),
  commitments: z.array(note),
  open_items: z.array(note),
});
export type Notes = z.infer<typeof notes>;

export const noNotes: Notes = { facts: [], requests: [], commitments: [], open_items: [] };
