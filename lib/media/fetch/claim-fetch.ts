import "server-only";
import { z } from "zod";
import { log } from "@/lib/log";
import { fetchTimes } from "@/lib/media/fetch/fetch-settings";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

const claimed = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("claimed"), media_id: z.uuid(), claim: z.uuid() }),
  z.object({ kind: z.enum(["not_due", "settled"]), media_id: z.uuid() }),
  z.object({ kind: z.literal("gone") }),
  z.object({
    kind: z.literal("given_up"),
    media_id: z.uuid(),
    error: z.literal("fetch_interrupted"),
  }),
]);
export type ClaimedFetch = z.infer<typeof claimed>;

/**
 * Claims one file to be fetched, by its own id or by that of the message it came with. One whose claims
 * were lost with their process, time after time, is given up instead. `run` names the run and its
 * attempt: asking again with the same name gives the same claim, should the first answer have been lost.
 */
export async function claimFetch(fileId: string, run: string): Promise<ClaimedFetch> {
  const args = { p_file_id: fileId, p_lease_ms: fetchTimes.leaseMs, p_run: run };
  const answer = await callFunction(serviceClient(), "claim_media_fetch", args, claimed);
  if (answer.kind === "given_up")
    log.error("Media download failed", { media_id: answer.media_id, code: answer.error });
  return answer;
}
