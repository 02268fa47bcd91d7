import "server-only";
import { z } from "zod";
import { raiseSettings } from "@/lib/alerts/alert-settings";
import { log } from "@/lib/log";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

const raised = z.object({
  raised: z.int(),
  cleared: z.int(),
  queued: z.int(),
  is_busy: z.boolean(),
});

/** Compares what holds now with the open alerts and queues what is to be told. Safe to run twice. */
export async function raiseAlerts() {
  const settings = raiseSettings();
  const done = await callFunction(
    serviceClient(),
    "raise_alerts",
    { p_settings: settings },
    raised,
  );
  if (done.raised + done.cleared > 0) {
    log.warn("Alerts changed", { raised_count: done.raised, cleared_count: done.cleared });
  }
  return { raised: done.raised, cleared: done.cleared, queued: done.queued };
}
