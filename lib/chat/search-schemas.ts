import { z } from "zod";

const instant = z.string();

/** A stretch of a message around its first hit, in parts that are hits or not. Plain text, never markup. */
export const snippet = z.object({
  parts: z.array(z.object({ text: z.string(), hit: z.boolean() })),
  cut_before: z.boolean(),
  cut_after: z.boolean(),
});

export const messageHit = z.object({
  message_id: z.uuid(),
  seq: z.int(),
  session_id: z.uuid(),
  name: z.string().nullable(),
  number: z.string().nullable(),
  author: z.enum(["customer", "bot", "staff", "system"]),
  by_me: z.boolean(),
  type: z.string(),
  state: z.string().nullable(),
  at: instant,
  snippet,
});

export const messageHits = z.object({
  hits: z.array(messageHit),
  /** Where the next page begins; null at the end. */
  next: z.int().nullable(),
  /** Set when the search stopped to save time: how far back it has looked. */
  searched_to: instant.nullable(),
});

export type MessageHit = z.infer<typeof messageHit>;
export type MessageHits = z.infer<typeof messageHits>;
