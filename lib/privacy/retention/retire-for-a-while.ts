import "server-only";
import { z } from "zod";
import { log } from "@/lib/log";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

/** Rows a statement: far below its limit of 8 s, and conversations are locked only for a moment. */
const batchSize = 300;

const advanced = z.object({
  state: z.enum(["queued", "running", "finished", "gone"]),
  removed: z.int(),
});

/**
 * Does batches of a run of retention for about so long, or until it is finished. The run's row says
 * where the next batch begins, so a killed process costs nothing but its time.
 * @throws DatabaseError after logging it; the run stays open and is taken up again
 */
export async function retireForAWhile(
  runId: string,
  forMs: number,
): Promise<{ state: string; removed: number }> {
  const until = Date.now() + forMs;
  let removed = 0;
  try {
    for (;;) {
      const args = { p_run_id: runId, p_limit: batchSize };
      const batch = await callFunction(serviceClient(), "advance_retention", args, advanced);
      removed += batch.removed;
      if (batch.state !== "running" || Date.now() > until) {
        if (batch.state === "finished") log.info("Retention applied", { run_id: runId });
        return { state: batch.state, removed };
      }
    }
  } catch (error) {
    log.error("Retention failed", { run_id: runId, error });
    throw error;
  }
}
