import { z } from "zod";

const item = z.strictObject({
  /** One short sentence in the third person. */
  text: z.string(),
  /** The id of the message, or of the earlier note, that it comes from. */
  source: z.string(),
});

/**
 * What the model answers: only what is new, and which earlier notes no longer hold. Code does the
 * folding, so that what the model does not mention is kept word for word.
 */
export const notesAnswer = z.strictObject({
  facts: z.array(item),
  requests: z.array(item),
  commitments: z.array(item),
  open_items: z.array(item),
  remove: z.array(
    z.strictObject({
      note: z.string(),
      reason: z.enum(["corrected", "merged", "done", "withdrawn"]),
    }),
  ),
});
export type NotesAnswer = z.infer<typeof notesAnswer>;
