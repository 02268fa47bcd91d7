import { z } from "zod";

const author = z.enum(["customer", "bot", "staff", "system"]);
const moment = z.iso.datetime({ offset: true });

const neighbour = z.object({
  message_id: z.uuid(),
  author,
  text: z.string(),
  created_at: moment,
});

/** One recalled message with the chunk that was found and what was said just before and after it. */
export const recalledHit = z.object({
  message_id: z.uuid(),
  chunk_index: z.number().int(),
  chunk_count: z.number().int(),
  chunk_text: z.string(),
  similarity: z.number().nullable(),
  lexical: z.number().nullable(),
  coverage: z.number().nullable(),
  score: z.number(),
  rank: z.number().int(),
  seq: z.number().int(),
  session_id: z.uuid(),
  author,
  direction: z.enum(["inbound", "outbound"]),
  message_type: z.string(),
  created_at: moment,
  before: neighbour.nullable(),
  after: neighbour.nullable(),
});
export type RecalledHit = z.infer<typeof recalledHit>;

/** `ok`: searched. `failed`: could not be; the other arm served alone. `off`: not wanted. */
export const armState = z.enum(["ok", "failed", "off"]);
export type ArmState = z.infer<typeof armState>;

/** What `recall_messages` answers. */
export const recallAnswer = z.object({
  hits: z.array(recalledHit),
  arms: z.object({ vector: armState, lexical: armState }),
  best_similarity: z.number().nullable(),
  best_coverage: z.number().nullable(),
  chunk_count: z.number().int(),
});
