import { z } from "zod";

/** Instants travel as Postgres wrote them: a cursor made of them must keep the microseconds. */
const instant = z.string();

export const runStates = ["running", "retrying", "completed", "failed", "dead", "lost"] as const;
/** What the list can be narrowed to; `failure` is every run that failed, also one that found another way. */
export const runStateFilters = ["failure", ...runStates] as const;

export const jobRunRow = z.object({
  run_id: z.string(),
  function_id: z.string(),
  event_name: z.string().nullable(),
  subject_kind: z.string().nullable(),
  subject_id: z.uuid().nullable(),
  session_id: z.uuid().nullable(),
  state: z.enum(runStates),
  attempts: z.int(),
  max_attempts: z.int().nullable(),
  steps_done: z.int(),
  steps_failed: z.int(),
  step_gave_up: z.boolean(),
  outcome: z.string().nullable(),
  error_class: z.string().nullable(),
  error_code: z.string().nullable(),
  failed_step: z.string().nullable(),
  app_version: z.string().nullable(),
  started_at: instant,
  finished_at: instant.nullable(),
  duration_ms: z.int().nullable(),
  retried_at: instant.nullable(),
  retried_by: z.string().nullable(),
  seen_at: instant.nullable(),
  seen_by: z.string().nullable(),
});

const cause = z.object({ class: z.string(), code: z.string().nullable() });

export const jobRequest = z.object({
  at: instant,
  ms: z.number(),
  attempt: z.int(),
  error: cause.extend({ step: z.string().nullable() }).nullable(),
  steps: z.array(
    z.object({
      name: z.string(),
      at: z.number(),
      ms: z.number().nullable(),
      error: cause.nullable(),
    }),
  ),
});

export const jobRun = jobRunRow.extend({
  requests: z.array(jobRequest),
  lease_until: instant,
  later: jobRunRow.nullable(),
  same_cause: z
    .object({ runs: z.int(), subjects: z.int(), first_at: instant.nullable() })
    .nullable(),
  /** Where the job engine shows this run. */
  engine_url: z.string(),
  /** Whether the console can wake this job. */
  can_retry: z.boolean(),
});

export const runCursor = z.object({ at: instant, id: z.string() });
export const jobRunPage = z.object({ rows: z.array(jobRunRow), next: runCursor.nullable() });

export const runFilter = z.object({
  function: z.string().max(120).optional(),
  state: z.enum(runStateFilters).optional(),
  subject: z.uuid().optional(),
  search: z.string().max(100).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  error_class: z.string().max(80).optional(),
  error_code: z.string().max(80).optional(),
});

export const jobCause = z.object({
  function_id: z.string().max(120),
  error_class: z.string().max(80),
  error_code: z.string().max(80).nullable(),
});

export const jobFailure = jobCause.extend({
  runs: z.int(),
  subjects: z.int(),
  first_at: instant,
  last_at: instant,
  /** Every one of these runs found another way, such as a person. */
  went_on: z.boolean(),
  sample_run_id: z.string(),
  failed_step: z.string().nullable(),
  by_time: z.array(z.int()),
});

export const queueKinds = [
  "turns",
  "sends",
  "unknown_sends",
  "embeddings",
  "media",
  "echoes",
  "reprocessing",
] as const;

export const queueAge = z.object({
  kind: z.enum(queueKinds),
  waiting: z.int(),
  oldest_at: instant.nullable(),
  age_ms: z.int().nullable(),
});

export const jobFigures = z.object({
  running: z.int(),
  lost: z.int(),
  failures: z.int(),
  completed_in_24h: z.int(),
  functions: z.array(z.string()),
});

export const jobOverview = z.object({
  figures: jobFigures,
  queues: z.array(queueAge),
  failures: z.array(jobFailure.extend({ can_retry: z.boolean() })),
  /** The moment from which failures are counted; acts on a cause name it, so that they mean what was seen. */
  since: instant,
});

/** Spans of the failures table, in hours. */
export const failureSpans = { "24h": 24, "7d": 24 * 7, "30d": 24 * 30 } as const;
export type FailureSpan = keyof typeof failureSpans;
export const failureSpan = z.enum(["24h", "7d", "30d"]);

export const retryResult = z.object({
  retried: z.int(),
  /** Nothing was left to do: the work has been done meanwhile. */
  settled: z.int(),
  /** Jobs that the console cannot wake. */
  refused: z.int(),
  remaining: z.int(),
});

export const retryRequest = z.union([
  z.object({ run_ids: z.array(z.string().max(64)).min(1).max(500) }),
  z.object({ cause: jobCause, since: instant }),
]);

export type JobRunRow = z.infer<typeof jobRunRow>;
export type JobRun = z.infer<typeof jobRun>;
export type JobRequest = z.infer<typeof jobRequest>;
export type JobRunPage = z.infer<typeof jobRunPage>;
export type RunCursor = z.infer<typeof runCursor>;
export type RunFilter = z.infer<typeof runFilter>;
export type RunState = (typeof runStates)[number];
export type JobCause = z.infer<typeof jobCause>;
export type JobOverview = z.infer<typeof jobOverview>;
export type JobFailure = JobOverview["failures"][number];
export type QueueAge = z.infer<typeof queueAge>;
export type QueueKind = (typeof queueKinds)[number];
export type RetryRequest = z.infer<typeof retryRequest>;
export type RetryResult = z.infer<typeof retryResult>;
