import { z } from "zod";
import { retryDelaysByCode } from "@/lib/whatsapp/retry-delays";
import { ourNumber } from "../integration/customer";
import type { RunningStack } from "../integration/running-stack";

const settled = z.object({ settled_sends: z.number(), echo_event_ids: z.array(z.string()) });
const found = z.object({
  turn_session_ids: z.array(z.string()),
  send_message_ids: z.array(z.string()),
});

/** More than any run leaves. */
const atMost = 1_000;

/**
 * Lets the five minutes pass after which a send in doubt goes to a person: the functions that the
 * cron calls, told that it is six minutes later.
 * @returns how many sends that settled, and the ids of work that nobody had done until then
 */
export async function settleDoubtful({ database }: RunningStack) {
  const settings = {
    grace_ms: 30_000,
    retry_delays_ms: retryDelaysByCode,
    default_phone_number_id: ourNumber,
  };
  const p_now = new Date(Date.now() + 6 * 60_000).toISOString();
  const later = { p_settings: settings, p_now, p_limit: atMost };
  const sends = await database.rpc("settle_unfinished", later);
  if (sends.error) throw new Error(`Settling failed: ${sends.error.message}`);
  const work = await database.rpc("find_unfinished", later);
  if (work.error) throw new Error(`Looking for unfinished work failed: ${work.error.message}`);
  const { settled_sends, echo_event_ids } = settled.parse(sends.data);
  const { turn_session_ids, send_message_ids } = found.parse(work.data);
  return {
    settledSends: settled_sends,
    leftBehind: [...echo_event_ids, ...turn_session_ids, ...send_message_ids],
  };
}
