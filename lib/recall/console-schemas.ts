import { z } from "zod";
import { floors } from "@/lib/agent/console-schemas";
import { author, instant } from "@/lib/chat/console-schemas";
import { armState } from "@/lib/recall/recalled-hit";

export const recallDays = [1, 7, 30] as const;
export type RecallDays = (typeof recallDays)[number];

export const reembedStates = ["running", "paused", "finished", "cancelled"] as const;

const run = z.object({
  id: z.uuid(),
  model: z.string(),
  state: z.enum(reembedStates),
  total: z.int(),
  queued: z.int(),
  remaining: z.int(),
  started_at: instant,
  finished_at: instant.nullable(),
});

/** What `recall_index_health` gives. */
export const indexHealth = z.object({
  messages: z.record(z.string(), z.int()),
  models: z.array(
    z.object({
      /** Null: indexed by words alone. */
      model: z.string().nullable(),
      dimensions: z.int().nullable(),
      messages: z.int(),
      chunks: z.int(),
    }),
  ),
  oldest_waiting_at: instant.nullable(),
  run: run.nullable(),
});

export const chunkSpread = z.array(z.object({ chunks: z.int(), messages: z.int() }));

export const recallHealth = z.object({
  health: indexHealth,
  chunks: chunkSpread,
  /** The model that new messages are embedded with. */
  current_model: z.string(),
  is_on: z.boolean(),
  floors,
});
export type RecallHealth = z.infer<typeof recallHealth>;

export const recallFigures = z.object({
  from: instant,
  by: z.enum(["hour", "day"]),
  zone: z.string(),
  as_of: instant,
  spans: z.array(
    z.object({
      at: instant,
      turns: z.int(),
      without_hits: z.int(),
      injected: z.int(),
      cut: z.int(),
    }),
  ),
  /** Steps of 0.05, from the lower bound; steps without a hit are absent. */
  similarities: z.array(z.object({ from: z.number(), injected: z.int(), cut: z.int() })),
  by_words_alone: z.int(),
});
export type RecallFigures = z.infer<typeof recallFigures>;

export const recalledOften = z.object({
  message_id: z.uuid(),
  session_id: z.uuid(),
  seq: z.int(),
  author,
  said_at: instant,
  text: z.string().nullable(),
  hits: z.int(),
  injected: z.int(),
  best_similarity: z.number().nullable(),
  last_at: instant,
});
export type RecalledOften = z.infer<typeof recalledOften>;

export const withoutHits = z.object({
  turn_id: z.uuid(),
  session_id: z.uuid(),
  seq: z.int(),
  at: instant,
  route: z.string().nullable(),
  chunks: z.int().nullable(),
  arms: z.object({ vector: armState, lexical: armState }).nullable(),
  text: z.string().nullable(),
});
export type WithoutHits = z.infer<typeof withoutHits>;
export const withoutHitsCursor = z.object({ at: instant, id: z.uuid() });
export type WithoutHitsCursor = z.infer<typeof withoutHitsCursor>;
export const withoutHitsPage = z.object({
  rows: z.array(withoutHits),
  next: withoutHitsCursor.nullable(),
});
export type WithoutHitsPage = z.infer<typeof withoutHitsPage>;

export const failedEmbedding = z.object({
  message_id: z.uuid(),
  session_id: z.uuid(),
  seq: z.int(),
  author,
  type: z.string(),
  at: instant,
  attempts: z.int(),
  length: z.int(),
});
export type FailedEmbedding = z.infer<typeof failedEmbedding>;
export const failedPage = z.object({ rows: z.array(failedEmbedding), next: z.int().nullable() });
export type FailedPage = z.infer<typeof failedPage>;
