import "server-only";
import { z } from "zod";
import { log } from "@/lib/log";
import { cleanBatch } from "@/lib/media/clean/clean-batch";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

const cleanupRun = z.object({
  state: z.enum(["running", "finished"]),
  trigger: z.string(),
  started_at: z.string(),
  finished_at: z.string().nullable(),
  rows_removed: z.int(),
  objects_removed: z.int(),
  orphans_found: z.int(),
  missing_found: z.int(),
  refetches: z.int(),
});
export type CleanupRun = z.infer<typeof cleanupRun>;

/**
 * Does batches of a clean-up run for about so long, or until nothing is left; whoever goes on begins
 * where this stopped.
 * @throws what the database or Storage refused, after logging it; the run stays open and is taken up again
 */
export async function cleanForAWhile(runId: string, forMs: number): Promise<CleanupRun> {
  const until = Date.now() + forMs;
  try {
    while (await cleanBatch(runId)) if (Date.now() > until) break;
    const args = { p_run_id: runId };
    const run = await callFunction(serviceClient(), "read_media_cleanup", args, cleanupRun);
    if (run.state === "finished") logRun(runId, run);
    return run;
  } catch (error) {
    log.error("Media cleanup iteration", { run_id: runId, outcome: "failed", error });
    throw error;
  }
}

function logRun(runId: string, run: CleanupRun): void {
  log.info("Media cleanup iteration", {
    run_id: runId,
    outcome: "finished",
    kind: run.trigger,
    row_count: run.rows_removed,
    object_count: run.objects_removed,
    orphan_count: run.orphans_found,
    missing_count: run.missing_found,
    refetch_count: run.refetches,
    duration_ms: Date.parse(run.finished_at ?? run.started_at) - Date.parse(run.started_at),
  });
}
