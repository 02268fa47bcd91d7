import "server-only";
import { z } from "zod";
import { log } from "@/lib/log";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";
import { sendSettings } from "@/lib/whatsapp/send-settings";

const settled = z.object({
  settled_sends: z.number().int(),
  echo_event_ids: z.array(z.uuid()),
});

/**
 * Settles what time alone settles: attempts without an answer, sends in doubt for five minutes, turns
 * whose run died, and echoes that matched nothing for two minutes, each echo in a transaction of its
 * own so that its locks are few.
 */
export async function settleUnfinished(): Promise<{ sends: number; echoes: number }> {
  const p_settings = sendSettings();
  const result = await callFunction(serviceClient(), "settle_unfinished", { p_settings }, settled);
  let echoes = 0;
  for (const p_event_id of result.echo_event_ids) {
    const done = await callFunction(
      serviceClient(),
      "settle_echo",
      { p_event_id, p_settings },
      z.boolean(),
    ).catch((error: unknown) => {
      log.error("Echo not settled", { wa_event_id: p_event_id, error });
      return false;
    });
    if (done) echoes += 1;
  }
  return { sends: result.settled_sends, echoes };
}
