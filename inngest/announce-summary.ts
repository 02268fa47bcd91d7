import "server-only";
import { announce } from "@/inngest/announce";
import { log } from "@/lib/log";
import { isSummaryDue } from "@/lib/memory/is-summary-due";

/**
 * Wakes the summary job when a session has enough new messages. Never throws: a reply has just left,
 * and redrive finds the session within a minute.
 */
export async function announceSummary(sessionId: string): Promise<boolean> {
  const isDue = await isSummaryDue(sessionId).catch((error: unknown) => {
    log.warn("Asking for a due summary failed", { session_id: sessionId, error });
    return false;
  });
  return isDue && announce({ summarySessionIds: [sessionId] });
}
