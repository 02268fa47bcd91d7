import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { callRpc } from "@/lib/http/call-rpc";
import type { JobCause, RetryRequest } from "@/lib/operations/console-schemas";
import { retryableJobs } from "@/lib/operations/retryable-jobs";

const claim = z.object({
  claimed: z.array(
    z.object({
      function_id: z.string(),
      subject_kind: z.string().nullable(),
      subject_id: z.uuid().nullable(),
    }),
  ),
  retried: z.int(),
  settled: z.int(),
  refused: z.int(),
  remaining: z.int().default(0),
});

/** Failures of one cause are claimed so many at a time, so that the asker can show progress. */
const batch = 50;

/**
 * Claims failed runs to be tried again: some by id, or the oldest of one cause. Each is claimed once,
 * whoever asks; the caller announces what was claimed.
 */
export function claimRetries(
  supabase: SupabaseClient,
  request: RetryRequest,
): Promise<z.infer<typeof claim>> {
  if ("run_ids" in request) {
    const args = { p_run_ids: request.run_ids, p_retryable: retryableJobs };
    return callRpc(supabase, "retry_job_runs", args, claim);
  }
  const p_cause = { ...request.cause, since: request.since };
  const args = { p_cause, p_retryable: retryableJobs, p_limit: batch };
  return callRpc(supabase, "retry_job_failures", args, claim);
}

/** Puts failures away that need no retry; returns how many were open. */
export function markFailuresSeen(supabase: SupabaseClient, request: RetryRequest): Promise<number> {
  const args =
    "run_ids" in request
      ? { p_run_ids: request.run_ids, p_cause: null }
      : { p_run_ids: [], p_cause: { ...request.cause, since: request.since } };
  return callRpc(supabase, "mark_job_failures_seen", args, z.int());
}

/** Takes one's own marking back, as far as it happened at `since` or later. */
export function unmarkFailuresSeen(
  supabase: SupabaseClient,
  cause: JobCause,
  since: string,
): Promise<number> {
  return callRpc(supabase, "unmark_job_failures_seen", { p_since: since, p_cause: cause }, z.int());
}
