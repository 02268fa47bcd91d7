import "server-only";
import { z } from "zod";
import type { CallUsage } from "@/lib/agent/call-model";
import type { HandOffReason } from "@/lib/agent/hand-off-reason";
import type { Route } from "@/lib/agent/routes";
import type { Turn } from "@/lib/chat/begin-turn-step";
import { callFunction } from "@/lib/supabase/call-function";
import type { Json } from "@/lib/supabase/database.types";
import { serviceClient } from "@/lib/supabase/service";

export type SentPrompt = {
  round: number;
  call_no: number;
  attempt: number;
  purpose: "triage" | "answer";
  model: string;
  instructions: string;
  input: unknown[];
  tools: unknown[];
  counted_tokens: number;
  /** `ok` or the fault that came of it. */
  result: string;
};

/** A working row; begin-turn-step.ts says what each kind holds, and parses it when it is read. */
export type StepRow = {
  round: number;
  call_no: number;
  item_no: number;
  kind: "material" | "said" | "tool_result";
  content: object;
};

/** What one step of a turn found out; what is absent stays as it was, usage and latencies add up. */
export type TurnFindings = {
  steps?: StepRow[];
  prompts?: SentPrompt[];
  usage?: CallUsage[];
  latency_ms?: { [step: string]: number };
  route?: Route;
  route_reason?: string;
  triage?: { [name: string]: Json };
  model?: string;
  trimmed?: { [what: string]: number };
  recall_included?: boolean;
  recall_count?: number;
  summary_id?: string | null;
  article_ids?: { id: string; version: number }[];
  tools?: { [name: string]: Json }[];
};

/** The reply. `round`: the generation that wrote it; a later one does not take it for its own. */
type Draft = { parts: string[]; round: number; hand_off_reason: HandOffReason | null };
export type TurnProgress = (TurnFindings & { parts?: undefined }) | (TurnFindings & Draft);

/**
 * Keeps it all in one transaction, so that no words pass through the job engine (P13).
 * @returns false when the turn is no longer running under this fence, or the draft is of an
 *   earlier generation: stop quietly.
 */
export function saveTurnProgress(turn: Turn, progress: TurnProgress): Promise<boolean> {
  return callFunction(
    serviceClient(),
    "save_turn_progress",
    {
      p_turn_id: turn.turnId,
      p_fence: turn.fence,
      p_progress: z.json().parse(JSON.parse(JSON.stringify(progress))),
    },
    z.boolean(),
  );
}
