import "server-only";
import { announce } from "@/inngest/announce";
import { findRequestedReprocessing } from "@/lib/chat/find-requested-reprocessing";
import { findUnfinished } from "@/lib/chat/find-unfinished";
import { settleUnfinished } from "@/lib/chat/settle-unfinished";
import { log } from "@/lib/log";
import { findDueSummaries } from "@/lib/memory/find-due-summaries";
import { findUnembedded } from "@/lib/recall/find-unembedded";

/**
 * Settles what time settles, then announces again what nobody seems to be doing. Called by cron and by
 * `POST /api/ops/redrive`; doing it twice is harmless, since jobs claim their work. A fault while
 * settling does not keep work from being found.
 * @returns counts for the caller's log.
 */
export async function redriveUnfinished() {
  const settled = await settleUnfinished().catch((error: unknown) => {
    log.error("Settling failed", { error });
    return null;
  });
  const found = await findUnfinished();
  const summarySessionIds = await findDueSummaries().catch((error: unknown) => {
    log.error("Finding due summaries failed", { error });
    return [];
  });
  const reprocessEventIds = await findRequestedReprocessing().catch((error: unknown) => {
    log.error("Finding requested reprocessing failed", { error });
    return [];
  });
  const unembedded = await findUnembedded().catch((error: unknown) => {
    log.error("Finding messages to embed failed", { error });
    return { waiting: 0, reembed_run_ids: [] };
  });
  const announced = await announce({
    toEmbed: unembedded.waiting > 0,
    reembedRunIds: unembedded.reembed_run_ids,
    reprocessEventIds,
    summarySessionIds,
    turnSessionIds: found.turn_session_ids,
    sendMessageIds: found.send_message_ids,
  });
  const counts = {
    turns: found.turn_session_ids.length,
    sends: found.send_message_ids.length,
    summaries: summarySessionIds.length,
    embeddings: unembedded.waiting,
    settled_sends: settled?.sends ?? null,
    settled_echoes: settled?.echoes ?? null,
    announced,
  };
  if (
    counts.turns +
      counts.sends +
      counts.summaries +
      counts.embeddings +
      (counts.settled_sends ?? 0) +
      (counts.settled_echoes ?? 0) >
    0
  ) {
    log.info("Unfinished work found", {
      turn_count: counts.turns,
      send_count: counts.sends,
      summary_count: counts.summaries,
      unembedded_count: counts.embeddings,
      settled_count: (counts.settled_sends ?? 0) + (counts.settled_echoes ?? 0),
      is_announced: announced,
    });
  }
  return counts;
}
