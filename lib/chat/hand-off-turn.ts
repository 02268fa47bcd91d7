import "server-only";
import { z } from "zod";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

/** Why a turn without a reply goes to a person; shown to staff in words. */
export type HandOffReason = "model_failed" | "model_refused" | "model_empty" | "model_incomplete";

/**
 * Ends a turn that could not produce a reply and gives the session to a person.
 * @returns false when another run owns the session's turn by now, and nothing was changed.
 */
export function handOffTurn(
  turn: { turnId: string; fence: number },
  reason: HandOffReason,
): Promise<boolean> {
  return callFunction(
    serviceClient(),
    "hand_off_turn",
    { p_turn_id: turn.turnId, p_fence: turn.fence, p_outcome: "handed_off", p_reason: reason },
    z.boolean(),
  );
}
