import "server-only";
import { z } from "zod";
import { summarySettings } from "@/lib/memory/summary-settings";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

/**
 * What ten jobs at once write in the minute until the next look, so that a backlog is neither left
 * lying nor announced again before its turn came.
 */
const mostAtOnce = 200;

/** Sessions whose notes are due, those that have waited longest first. */
export function findDueSummaries(): Promise<string[]> {
  return callFunction(
    serviceClient(),
    "find_due_summaries",
    { p_settings: summarySettings(), p_limit: mostAtOnce },
    z.array(z.uuid()),
  );
}
