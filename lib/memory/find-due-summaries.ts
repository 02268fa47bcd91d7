import "server-only";
import { z } from "zod";
import { summarySettings } from "@/lib/memory/summary-settings";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

/** Sessions whose notes are due, those that have waited longest first. */
export function findDueSummaries(): Promise<string[]> {
  return callFunction(
    serviceClient(),
    "find_due_summaries",
    { p_settings: summarySettings() },
    z.array(z.uuid()),
  );
}
