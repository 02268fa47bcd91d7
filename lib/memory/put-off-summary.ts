import "server-only";
import { z } from "zod";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

/** Ends a claim without notes; notes and cursor stay, redrive tries again after the wait. */
export function putOffSummary(
  claim: { sessionId: string; fence: number },
  wait: { ms: number; isUnusable: boolean },
): Promise<boolean> {
  return callFunction(
    serviceClient(),
    "put_off_summary",
    {
      p_session_id: claim.sessionId,
      p_fence: claim.fence,
      p_wait_ms: wait.ms,
      p_is_unusable: wait.isUnusable,
    },
    z.boolean(),
  );
}
