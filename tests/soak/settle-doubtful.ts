import { z } from "zod";
import { retryDelaysByCode } from "@/lib/whatsapp/retry-delays";
import { ourNumber } from "../integration/customer";
import type { RunningStack } from "../integration/running-stack";

const found = z.object({
  settled_sends: z.number(),
  settled_echoes: z.number(),
  turn_session_ids: z.array(z.string()),
  send_message_ids: z.array(z.string()),
});

/**
 * Lets the five minutes pass after which a send in doubt goes to a person: the function that the
 * cron calls, told that it is six minutes later.
 */
export async function settleDoubtful({ database }: RunningStack): Promise<z.output<typeof found>> {
  const { data, error } = await database.rpc("redrive_unfinished", {
    p_settings: {
      grace_ms: 30_000,
      retry_delays_ms: retryDelaysByCode,
      default_phone_number_id: ourNumber,
    },
    p_now: new Date(Date.now() + 6 * 60_000).toISOString(),
    p_limit: 1_000,
  });
  if (error) throw new Error(`Redrive failed: ${error.message}`);
  return found.parse(data);
}
