import "server-only";
import { z } from "zod";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

const mostQueued = 200;
const advanced = z.object({
  state: z.enum(["running", "paused", "finished", "cancelled", "gone"]),
  queued: z.number().int(),
});

/** Queues the next messages of a re-embedding run, newest first; ends the run when none is left. */
export function advanceReembed(runId: string): Promise<z.infer<typeof advanced>> {
  const args = { p_run_id: runId, p_batch: mostQueued };
  return callFunction(serviceClient(), "advance_reembed", args, advanced);
}
