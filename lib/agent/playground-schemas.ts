import { z } from "zod";
import { floors } from "@/lib/agent/console-schemas";
import { routes } from "@/lib/agent/routes";
import { instant } from "@/lib/chat/console-schemas";
import { sessionMemory } from "@/lib/memory/session-memory";
import { recallAnswer, recalledHit } from "@/lib/recall/recalled-hit";

/** `recall` asks no model but the embedder; `triage` one, `draft` a few: those cost money and are audited. */
export const playgroundModes = ["recall", "triage", "draft"] as const;
export type PlaygroundMode = (typeof playgroundModes)[number];

export const playgroundAsk = z.object({
  session_id: z.uuid(),
  /** As of a message, else as of a time, else now. */
  upto_seq: z.int().positive().nullable(),
  at: instant.nullable(),
  /** Null: what the customer had written up to that message is the question. */
  question: z.string().trim().min(1).max(4_000).nullable(),
  /** Null: what triage says, else general. */
  route: z.enum(routes).nullable(),
  /** Null: the published one. */
  profile_version: z.int().positive().nullable(),
  drafts: z.boolean(),
  mode: z.enum(playgroundModes),
});
export type PlaygroundAsk = z.infer<typeof playgroundAsk>;

export const promptShare = z.object({
  kind: z.enum([
    "instructions",
    "tools",
    "summary",
    "articles",
    "recalled",
    "moment",
    "window",
    "tool_results",
  ]),
  count: z.int(),
  tokens: z.int(),
});
export type PromptShare = z.infer<typeof promptShare>;

const cost = z.object({
  calls: z.int(),
  input_tokens: z.int(),
  output_tokens: z.int(),
  cost_usd: z.number().nullable(),
  latency_ms: z.int(),
});
export type PlaygroundCost = z.infer<typeof cost>;

export const playgroundTriage = z.object({
  result: z.string(),
  route: z.enum(routes),
  reason: z.string(),
  language: z.string(),
  sentiment: z.string(),
  urgency: z.string(),
  wants_human: z.boolean(),
  search_query: z.string().nullable(),
  cost,
});

export const playgroundDraft = z.object({
  /** Empty: nothing usable came; `fault` says why. */
  parts: z.array(z.string()),
  fault: z.string().nullable(),
  findings: z.array(z.string()),
  hand_off: z.string().nullable(),
  /** Tools that read and were called. */
  tools: z.array(z.object({ tool: z.string(), outcome: z.string() })),
  /** Tools of the route that were not offered here because they write. */
  left_out: z.array(z.string()),
  model: z.string(),
  cost,
});

export const playgroundResult = z.object({
  upto_seq: z.int(),
  as_of: instant.nullable(),
  question: z.string(),
  route: z.enum(routes),
  triage: playgroundTriage.nullable(),
  recall: recallAnswer.extend({
    hits: z.array(recalledHit.extend({ injected: z.boolean() })),
    floors,
  }),
  articles: z.array(
    z.object({
      id: z.uuid(),
      version: z.int(),
      title: z.string(),
      coverage: z.number(),
      injected: z.boolean(),
    }),
  ),
  profile_version: z.int().nullable(),
  summary: sessionMemory.nullable(),
  budget: z.object({
    /** What a prompt may hold: the limit less the reserve for the answer. */
    limit: z.int(),
    output_reserve: z.int(),
    counted: z.int(),
    shares: z.array(promptShare),
    trimmed: z.record(z.string(), z.number()),
  }),
  draft: playgroundDraft.nullable(),
});
export type PlaygroundResult = z.infer<typeof playgroundResult>;
