import "server-only";
import { z } from "zod";
import { summarySettings } from "@/lib/memory/summary-settings";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

/** Whether enough has been said since the last notes on this session. */
export function isSummaryDue(sessionId: string): Promise<boolean> {
  return callFunction(
    serviceClient(),
    "summary_is_due",
    { p_session_id: sessionId, p_settings: summarySettings() },
    z.boolean(),
  );
}
