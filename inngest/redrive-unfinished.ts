import "server-only";
import { announce } from "@/inngest/announce";
import { findRequestedReprocessing } from "@/lib/chat/find-requested-reprocessing";
import { findUnfinished } from "@/lib/chat/find-unfinished";
import { settleUnfinished } from "@/lib/chat/settle-unfinished";
import { log } from "@/lib/log";
import { findMediaWork } from "@/lib/media/fetch/find-media-work";
import { findUnderstandingWork } from "@/lib/media/understand/understanding-calls";
import { findDueSummaries } from "@/lib/memory/find-due-summaries";
import { findErasureWork } from "@/lib/privacy/erasure/erasure-calls";
import { findExportWork } from "@/lib/privacy/export/export-calls";
import { findOpeningCodes } from "@/lib/privacy/identity/send-opening-code";
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
  const fetchMediaIds = await findMediaWork().catch((error: unknown) => {
    log.error("Finding files to fetch failed", { error });
    return [];
  });
  const understandMediaIds = await findUnderstandingWork().catch((error: unknown) => {
    log.error("Finding files to look into failed", { error });
    return [];
  });
  const exportIds = await findExportWork().catch((error: unknown) => {
    log.error("Finding exports to build failed", { error });
    return [];
  });
  const erasureIds = await findErasureWork().catch((error: unknown) => {
    log.error("Finding erasures failed", { error });
    return [];
  });
  const openingCodeRequestIds = await findOpeningCodes().catch((error: unknown) => {
    log.error("Finding codes to send failed", { error });
    return [];
  });
  const announced = await announce({
    erasureIds,
    exportIds,
    openingCodeRequestIds,
    fetchMediaIds,
    understandMediaIds,
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
    fetches: fetchMediaIds.length,
    settled_sends: settled?.sends ?? null,
    settled_echoes: settled?.echoes ?? null,
    announced,
  };
  if (
    counts.turns +
      counts.sends +
      counts.summaries +
      counts.embeddings +
      counts.fetches +
      (counts.settled_sends ?? 0) +
      (counts.settled_echoes ?? 0) >
    0
  ) {
    log.info("Unfinished work found", {
      turn_count: counts.turns,
      send_count: counts.sends,
      summary_count: counts.summaries,
      unembedded_count: counts.embeddings,
      unfetched_count: counts.fetches,
      settled_count: (counts.settled_sends ?? 0) + (counts.settled_echoes ?? 0),
      is_announced: announced,
    });
  }
  return counts;
}
