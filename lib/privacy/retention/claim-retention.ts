import "server-only";
import { z } from "zod";
import { retentionSettings } from "@/lib/privacy/retention/retention-settings";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

/** The run of retention to drive now: asked for by staff, left by a dead process, or tonight's. Null when none is. */
export function claimRetention(): Promise<string | null> {
  const args = { p_settings: retentionSettings(), p_trigger: "schedule" };
  return callFunction(serviceClient(), "claim_retention", args, z.uuid().nullable());
}
