import "server-only";
import { z } from "zod";
import { env } from "@/lib/env";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

/** Who asks for a run. `schedule` gets one only when the last is `MEDIA_CLEANUP_INTERVAL_MINUTES` old or work waits. */
export type CleanupTrigger = "schedule" | "start" | "command" | "staff";

/** The clean-up run to drive now, or null: nothing is due, or another process is at it. */
export function claimMediaCleanup(trigger: CleanupTrigger): Promise<string | null> {
  const settings = {
    interval_minutes: env().MEDIA_CLEANUP_INTERVAL_MINUTES,
    retention_days: env().MEDIA_RETENTION_DAYS,
    bucket: env().MEDIA_STORAGE_BUCKET,
  };
  const args = { p_settings: settings, p_trigger: trigger };
  return callFunction(serviceClient(), "claim_media_cleanup", args, z.uuid().nullable());
}
