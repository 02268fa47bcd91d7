import "server-only";
import { announce, type Work } from "@/inngest/announce";
import type { RetryableJob } from "@/lib/operations/retryable-jobs";

type Claimed = { function_id: string; subject_id: string | null };

/** How each job is woken: with its subjects, or, for one that looks for its work itself, with nothing. */
const wakers: Record<RetryableJob, (subjectIds: string[]) => Work> = {
  "agent-turn": (ids) => ({ turnSessionIds: ids }),
  "send-message": (ids) => ({ sendMessageIds: ids }),
  "reprocess-event": (ids) => ({ reprocessEventIds: ids }),
  "summarise-session": (ids) => ({ summarySessionIds: ids }),
  "embed-message": () => ({ toEmbed: true }),
  "sync-templates": () => ({ templates: true }),
  "build-export": (ids) => ({ exportIds: ids }),
  "send-opening-code": (ids) => ({ openingCodeRequestIds: ids }),
  // A run that intake woke is about the message; a file may be named by either.
  "store-media": (ids) => ({ fetchMediaIds: ids }),
  "understand-media": (ids) => ({ understandMediaIds: ids }),
  "clean-media": () => ({ cleanMedia: true }),
  "apply-retention": () => ({ retention: true }),
};

/**
 * Announces the work of claimed failures once more, by the same events as always.
 * @returns whether the engine confirmed; what it did not hear of is found by redrive.
 */
export function announceAgain(claimed: readonly Claimed[]): Promise<boolean> {
  const work: Work = {};
  for (const [id, wake] of Object.entries(wakers)) {
    const runs = claimed.filter((run) => run.function_id === id);
    if (runs.length > 0) Object.assign(work, wake(runs.flatMap((run) => run.subject_id ?? [])));
  }
  return announce(work);
}
