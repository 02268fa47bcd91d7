import "server-only";
import { z } from "zod";
import type { HandOffReason } from "@/lib/chat/hand-off-turn";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

/**
 * Gives a session to a person when its run has failed for good, whatever turn it had reached.
 * @returns false when the bot owes nothing there any more.
 */
export function handOffRunningTurn(sessionId: string, reason: HandOffReason): Promise<boolean> {
  return callFunction(
    serviceClient(),
    "hand_off_session",
    { p_session_id: sessionId, p_reason: reason },
    z.boolean(),
  );
}
