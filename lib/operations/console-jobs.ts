import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { env } from "@/lib/env";
import { callRpc } from "@/lib/http/call-rpc";
import {
  type FailureSpan,
  failureSpans,
  type JobOverview,
  type JobRun,
  type JobRunPage,
  jobFailure,
  jobFigures,
  jobRun,
  jobRunPage,
  queueAge,
  type RunCursor,
  type RunFilter,
} from "@/lib/operations/console-schemas";
import { engineRunUrl } from "@/lib/operations/engine-run-url";
import { isRetryable } from "@/lib/operations/retryable-jobs";

const hourMs = 3_600_000;

/** Open failures by cause over a span, the age of each queue, and the figures of the page's head. */
export async function readJobOverview(
  supabase: SupabaseClient,
  span: FailureSpan,
): Promise<JobOverview> {
  const since = new Date(Date.now() - failureSpans[span] * hourMs).toISOString();
  const [figures, queues, failures] = await Promise.all([
    callRpc(supabase, "job_figures", {}, jobFigures),
    readQueueAges(supabase),
    callRpc(supabase, "job_failures", { p_since: since }, z.array(jobFailure)),
  ]);
  return {
    figures,
    queues,
    since,
    failures: failures.map((each) => ({ ...each, can_retry: isRetryable(each.function_id) })),
  };
}

/** The oldest unfinished work of each kind. */
export function readQueueAges(supabase: SupabaseClient) {
  return callRpc(supabase, "queue_ages", {}, z.array(queueAge));
}

/** A page of runs, newest first. */
export function listJobRuns(
  supabase: SupabaseClient,
  filter: RunFilter,
  cursor: RunCursor | null,
): Promise<JobRunPage> {
  return callRpc(
    supabase,
    "list_job_runs",
    { p_filter: filter, p_before: cursor, p_limit: 50 },
    jobRunPage,
  );
}

/** One run with its requests and steps. @throws ApiError `not_found` */
export async function readJobRun(supabase: SupabaseClient, runId: string): Promise<JobRun> {
  const row = await callRpc(
    supabase,
    "read_job_run",
    { p_run_id: runId },
    jobRun.omit({ engine_url: true, can_retry: true }),
  );
  return {
    ...row,
    engine_url: engineRunUrl(runId, env()),
    can_retry: isRetryable(row.function_id),
  };
}
