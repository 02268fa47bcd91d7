import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { env } from "@/lib/env";
import { callRpc } from "@/lib/http/call-rpc";

/** One change of the embedding model, as the console shows it. */
export const reembedRun = z.object({
  id: z.uuid(),
  model: z.string(),
  state: z.enum(["running", "paused", "finished", "cancelled"]),
  total: z.number().int(),
  queued: z.number().int(),
  started_at: z.string(),
  finished_at: z.string().nullable(),
});
export type ReembedRun = z.infer<typeof reembedRun>;

/**
 * Starts embedding again what is not of today's model; announce `reembedRunIds` with its id.
 * @throws ApiError `conflict` while another run is open.
 */
export function beginReembed(supabase: SupabaseClient): Promise<ReembedRun> {
  return callRpc(supabase, "begin_reembed", { p_model: env().EMBEDDINGS_MODEL }, reembedRun);
}

/** Pauses, resumes (announce it again) or cancels an open run. */
export function setReembedState(
  supabase: SupabaseClient,
  runId: string,
  state: "running" | "paused" | "cancelled",
): Promise<ReembedRun> {
  return callRpc(supabase, "set_reembed_state", { p_run_id: runId, p_state: state }, reembedRun);
}
