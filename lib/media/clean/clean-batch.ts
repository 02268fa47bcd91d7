import "server-only";
import { z } from "zod";
import { removeObjects } from "@/lib/media/media-storage";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

/** Rows a statement, far below its limit of 8 s, and paths a call of Storage, which takes 1,000. */
const batchSize = 500;

const batch = z.object({
  state: z.enum(["running", "finished", "gone"]),
  paths: z.array(z.string()),
});
const settled = z.object({ removed: z.int(), left: z.int() });

/**
 * The next bounded piece of a clean-up run: rows and sweeps in the database, or files in the bucket.
 * Killed anywhere it is done again: a path is settled only once the bucket has no such file.
 * @returns false when the run has nothing left to do
 */
export async function cleanBatch(runId: string): Promise<boolean> {
  const client = serviceClient();
  const args = { p_run_id: runId, p_limit: batchSize };
  const { state, paths } = await callFunction(client, "advance_media_cleanup", args, batch);
  if (paths.length > 0) {
    await removeObjects(paths);
    await callFunction(
      client,
      "note_objects_removed",
      { p_run_id: runId, p_paths: paths },
      settled,
    );
  }
  return state === "running";
}
