import { z } from "zod";
import { author, instant, messageState } from "@/lib/chat/console-schemas";
import { armState } from "@/lib/recall/recalled-hit";

/** What triage made of the messages; turns of older versions lack some of it. */
const triage = z.object({
  result: z.string().optional(),
  route: z.string().optional(),
  language: z.string().optional(),
  sentiment: z.string().optional(),
  urgency: z.string().optional(),
  wants_human: z.boolean().optional(),
  has_search_query: z.boolean().optional(),
  recall_arms: z.object({ vector: armState, lexical: armState }).optional(),
  recall_chunks: z.int().optional(),
});

export const whyHit = z.object({
  message_id: z.uuid(),
  session_id: z.uuid(),
  seq: z.int(),
  author,
  at: instant,
  chunk_index: z.int(),
  chunk_count: z.int(),
  rank: z.int(),
  similarity: z.number().nullable(),
  lexical: z.number().nullable(),
  score: z.number(),
  injected: z.boolean(),
  cut_reason: z.string().nullable(),
  /** Null when the customer deleted it since. */
  text: z.string().nullable(),
});
export type WhyHit = z.infer<typeof whyHit>;

const toolUse = z.object({
  tool: z.string(),
  outcome: z.string(),
  call_id: z.uuid().nullable().default(null),
  targets: z.array(z.string()).default([]),
  latency_ms: z.number().default(0),
  reason: z.string().nullable().default(null),
});

const counts = z.record(z.string(), z.number());

/** What `turn_why` gives: the record of one turn. */
export const turnRecord = z.object({
  id: z.uuid(),
  session_id: z.uuid(),
  state: z.enum(["running", "committed", "finished"]),
  outcome: z.enum(["sent", "superseded", "suppressed", "handed_off", "failed"]).nullable(),
  outcome_reason: z.string().nullable(),
  hand_off_reason: z.string().nullable(),
  claimed_at: instant,
  finished_at: instant.nullable(),
  restarts: z.int(),
  upto_seq: z.int(),
  route: z.string().nullable(),
  route_reason: z.string().nullable(),
  triage: triage.nullable(),
  recall_count: z.int(),
  hits: z.array(whyHit),
  trimmed: counts,
  models: z.array(z.string()),
  input_tokens: z.int().nullable(),
  cached_tokens: z.int().nullable(),
  output_tokens: z.int().nullable(),
  cost_usd: z.number().nullable(),
  latency_ms: counts,
  tools: z.array(toolUse),
  asked: z.array(z.object({ seq: z.int(), text: z.string().nullable(), at: instant })),
  replies: z.array(
    z.object({
      seq: z.int(),
      state: messageState.nullable(),
      state_reason: z.string().nullable(),
    }),
  ),
  /** A summary went in; `summary` is null when it was dropped since. */
  summary_used: z.boolean(),
  summary: z
    .object({
      version: z.int(),
      upto_seq: z.int(),
      text: z.string(),
      at: instant,
      is_earlier: z.boolean(),
    })
    .nullable(),
  articles: z.array(z.object({ id: z.uuid(), version: z.int(), title: z.string().nullable() })),
  prompt_count: z.int(),
});

/** Below both a search finds nothing; as configured today. */
export const floors = z.object({ similarity: z.number(), coverage: z.number() });

export const turnWhy = turnRecord.extend({ floors, may_read_prompts: z.boolean() });
export type TurnWhy = z.infer<typeof turnWhy>;

export const sentPrompt = z.object({
  id: z.uuid(),
  round: z.int(),
  call_no: z.int(),
  attempt: z.int(),
  purpose: z.enum(["triage", "answer"]),
  model: z.string(),
  instructions: z.string(),
  input: z.array(z.json()),
  tools: z.array(z.json()),
  counted_tokens: z.int(),
  result: z.string(),
  at: instant,
});
export type PromptAsSent = z.infer<typeof sentPrompt>;
