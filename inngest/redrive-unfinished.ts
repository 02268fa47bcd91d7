import "server-only";
import { announce } from "@/inngest/announce";
import { findUnfinished } from "@/lib/chat/find-unfinished";
import { settleUnfinished } from "@/lib/chat/settle-unfinished";
import { log } from "@/lib/log";

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
  const announced = await announce({
    turnSessionIds: found.turn_session_ids,
    sendMessageIds: found.send_message_ids,
  });
  const counts = {
    turns: found.turn_session_ids.length,
    sends: found.send_message_ids.length,
    settled_sends: settled?.sends ?? null,
    settled_echoes: settled?.echoes ?? null,
    announced,
  };
  if (
    counts.turns + counts.sends + (counts.settled_sends ?? 0) + (counts.settled_echoes ?? 0) >
    0
  ) {
    log.info("Unfinished work found", {
      turn_count: counts.turns,
      send_count: counts.sends,
      settled_count: (counts.settled_sends ?? 0) + (counts.settled_echoes ?? 0),
      is_announced: announced,
    });
  }
  return counts;
}
