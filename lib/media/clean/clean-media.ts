import "server-only";
import { type CleanupTrigger, claimMediaCleanup } from "@/lib/media/clean/claim-media-cleanup";
import { type CleanupRun, cleanForAWhile } from "@/lib/media/clean/clean-for-a-while";

/** A run from claim to end in this process; null when another process has one or nothing is due. */
export async function cleanMedia(trigger: CleanupTrigger): Promise<CleanupRun | null> {
  const runId = await claimMediaCleanup(trigger);
  if (runId === null) return null;
  return cleanForAWhile(runId, Number.POSITIVE_INFINITY);
}
