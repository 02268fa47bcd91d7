import "server-only";
import { z } from "zod";
import { storedResult } from "@/lib/agent/tools/stored-result";
import { turnMaterial } from "@/lib/agent/turn-material";
import { turnContext } from "@/lib/chat/turn-context";
import { turnLeaseMs } from "@/lib/chat/turn-settings";
import { env } from "@/lib/env";
import { sessionMemory } from "@/lib/memory/session-memory";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

export type Turn = { turnId: string; fence: number };

const at = { round: z.number().int(), call_no: z.number().int(), item_no: z.number().int() };
const functionCall = z.object({
  type: z.literal("function_call"),
  call_id: z.string(),
  name: z.string(),
  arguments: z.string(),
});
const thought = z.object({
  type: z.literal("reasoning"),
  id: z.string(),
  summary: z.array(z.object({ type: z.literal("summary_text"), text: z.string() })),
  encrypted_content: z.string().nullish(),
});
const toolOutcome = z.object({
  call: functionCall,
  output: z.string(),
  result: storedResult,
});
const step = z.discriminatedUnion("kind", [
  z.object({ ...at, kind: z.literal("material"), content: turnMaterial }),
  z.object({
    ...at,
    kind: z.literal("said"),
    content: z.array(z.union([functionCall, thought])),
  }),
  z.object({ ...at, kind: z.literal("tool_result"), content: toolOutcome }),
]);
export type TurnStep = z.infer<typeof step>;
export type ToolOutcomeRow = z.infer<typeof toolOutcome>;

const begun = turnContext.extend({
  is_drafted: z.boolean(),
  memory: sessionMemory.nullable(),
  last_language: z.string().nullable(),
  steps: z.array(step),
});
export type BegunStep = z.infer<typeof begun>;

/**
 * Renews the turn's lease and reads all that a step needs in one round trip; null when another run has
 * taken over or the turn has ended.
 */
export function beginTurnStep(turn: Turn): Promise<BegunStep | null> {
  return callFunction(
    serviceClient(),
    "begin_turn_step",
    {
      p_turn_id: turn.turnId,
      p_fence: turn.fence,
      p_lease_ms: turnLeaseMs,
      p_window_size: env().LLM_WINDOW_SIZE,
    },
    begun.nullable(),
  );
}
