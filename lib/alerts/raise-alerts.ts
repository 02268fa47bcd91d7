import "server-only";
import { z } from "zod";
import { raiseSettings } from "@/lib/alerts/alert-settings";
import { tellDatabaseBack, tellIfAway } from "@/lib/alerts/tell-directly";
import { log } from "@/lib/log";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";
import { whilePassing } from "@/lib/supabase/while-passing";

/** As long as a webhook waits: what passes sooner is no alert. */
const patienceMs = 10_000;

const raised = z.object({
  raised: z.int(),
  cleared: z.int(),
  queued: z.int(),
  is_busy: z.boolean(),
});

/**
 * Compares what holds now with the open alerts and queues what is to be told. Safe to run twice.
 * @throws DatabaseError when the database does not answer, which Telegram is then told directly.
 */
export async function raiseAlerts() {
  const args = { p_settings: raiseSettings() };
  try {
    const done = await whilePassing(patienceMs, (signal) =>
      callFunction(serviceClient(), "raise_alerts", args, raised, signal),
    );
    if (done.raised + done.cleared > 0) {
      log.warn("Alerts changed", { raised_count: done.raised, cleared_count: done.cleared });
    }
    await tellDatabaseBack();
    return { raised: done.raised, cleared: done.cleared, queued: done.queued };
  } catch (error) {
    await tellIfAway(error);
    throw error;
  }
}
