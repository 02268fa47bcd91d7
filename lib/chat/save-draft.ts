import "server-only";
import { z } from "zod";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

export type TurnRecord = {
  route: string | null;
  route_reason: string | null;
  model: string;
  input_tokens: number;
  cached_tokens: number;
  output_tokens: number;
  cost_usd: number | null;
  latency_ms: { [step: string]: number };
  trimmed: { [what: string]: number };
};

/**
 * Keeps the generated parts on the turn until commit, so that no words pass through the job engine.
 * @returns false when the turn is no longer running under this fence: stop quietly.
 */
export function saveDraft(
  turn: { turnId: string; fence: number },
  parts: string[],
  record: TurnRecord,
): Promise<boolean> {
  return callFunction(
    serviceClient(),
    "save_draft",
    { p_turn_id: turn.turnId, p_fence: turn.fence, p_parts: parts, p_record: record },
    z.boolean(),
  );
}
