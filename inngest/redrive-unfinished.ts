import "server-only";
import { z } from "zod";
import { announce } from "@/inngest/announce";
import { log } from "@/lib/log";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";
import { sendSettings } from "@/lib/whatsapp/send-settings";

const unfinished = z.object({
  settled_sends: z.number().int(),
  settled_echoes: z.number().int(),
  turn_session_ids: z.array(z.uuid()),
  send_message_ids: z.array(z.uuid()),
});

/**
 * Finds unfinished work in the database and announces it again. Called by cron and by
 * `POST /api/ops/redrive`; doing it twice is harmless, since jobs claim their work.
 * @returns counts for the caller's log.
 */
export async function redriveUnfinished() {
  const found = await callFunction(
    serviceClient(),
    "redrive_unfinished",
    { p_settings: sendSettings() },
    unfinished,
  );
  const announced = await announce({
    turnSessionIds: found.turn_session_ids,
    sendMessageIds: found.send_message_ids,
  });
  const counts = {
    turns: found.turn_session_ids.length,
    sends: found.send_message_ids.length,
    settled_sends: found.settled_sends,
    settled_echoes: found.settled_echoes,
    announced,
  };
  if (counts.turns + counts.sends + counts.settled_sends + counts.settled_echoes > 0) {
    log.info("Unfinished work found", {
      turn_count: counts.turns,
      send_count: counts.sends,
      settled_count: counts.settled_sends + counts.settled_echoes,
      is_announced: announced,
    });
  }
  return counts;
}
