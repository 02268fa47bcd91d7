import "server-only";
import { z } from "zod";
import { turnLeaseMs } from "@/lib/chat/turn-settings";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

/** Renews the turn's lease before a model call; false when another run has taken over. */
export function beginGeneration(turn: { turnId: string; fence: number }): Promise<boolean> {
  return callFunction(
    serviceClient(),
    "begin_generation",
    { p_turn_id: turn.turnId, p_fence: turn.fence, p_lease_ms: turnLeaseMs },
    z.boolean(),
  );
}
