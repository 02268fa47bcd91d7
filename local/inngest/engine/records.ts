import { z } from "zod";

/** Everything that is written to disk. Times are milliseconds since 1970, by the engine's clock. */

const json = z.unknown();

export const eventSchema = z.object({
  id: z.string(),
  name: z.string(),
  data: z.record(z.string(), json),
  ts: z.number(),
  user: z.record(z.string(), json),
  v: z.string().optional(),
});

/** An accepted event. `internalId` is the ULID answered to the sender; `event.id` may be the sender's own. */
export const receivedEventSchema = z.object({ internalId: z.string(), event: eventSchema });

export const errorSchema = z.looseObject({
  name: z.string(),
  message: z.string(),
  stack: z.string().optional(),
});

export const runSchema = z.object({
  id: z.string(),
  /** Breaks ties of `score`: runs created in the same millisecond keep their order. */
  seq: z.number(),
  functionId: z.string(),
  received: z.array(receivedEventSchema).min(1),
  status: z.enum(["Scheduled", "Running", "Completed", "Failed", "Cancelled"]),
  /** Queue position: creation time minus priority. Older runs go first. */
  score: z.number(),
  /** Concurrency keys as evaluated when the run was created, each with its limit. */
  limits: z.array(z.tuple([z.string(), z.number()])),
  /** Names of the steps that were planned, by id, so that a repeated plan is ignored. */
  planned: z.record(z.string(), z.string()),
  /** Parallel steps still open; the function is re-entered when none is left. */
  pending: z.array(z.string()),
  forceStepPlan: z.boolean(),
  requestVersion: z.number(),
  requests: z.number(),
  queuedAt: z.number(),
  startBy: z.number().optional(),
  startedAt: z.number().optional(),
  finishBy: z.number().optional(),
  endedAt: z.number().optional(),
  singletonKey: z.string().optional(),
  output: json.optional(),
  error: errorSchema.optional(),
});

export const stepSchema = z.object({
  runId: z.string(),
  id: z.string(),
  order: z.number(),
  name: z.string(),
  memo: json,
});

export const jobSchema = z.object({
  id: z.string(),
  runId: z.string(),
  /** The planned step to execute; null re-enters the function. */
  stepId: z.string().nullable(),
  attempt: z.number(),
  maxAttempts: z.number(),
  /** Grows with every dispatch, so that a checkpoint of an earlier dispatch can be told apart. */
  generation: z.number(),
  at: z.number(),
  /** The sleep that this job ends. */
  sleeping: z.string().optional(),
  /** Start of the current outage of the app, as far as it is not yet counted as an attempt. */
  awaySince: z.number().optional(),
});

export const pauseSchema = z.object({
  id: z.string(),
  kind: z.enum(["wait", "cancel", "invoke"]),
  runId: z.string(),
  stepId: z.string().optional(),
  /** Event name waited for; empty for `invoke`, whose id is the correlation id. */
  event: z.string(),
  expression: z.string().optional(),
  expiresAt: z.number().optional(),
});

export const debounceSchema = z.object({
  id: z.string(),
  key: z.string(),
  functionId: z.string(),
  received: receivedEventSchema,
  /** Latest end of the quiet period; null without a timeout. */
  deadline: z.number().nullable(),
  quietUntil: z.number(),
});

export const batchSchema = z.object({
  key: z.string(),
  functionId: z.string(),
  received: z.array(receivedEventSchema),
  flushAt: z.number(),
});

export const rateSchema = z.object({ key: z.string(), tat: z.number() });
export const seenSchema = z.object({ key: z.string(), expiresAt: z.number() });
export const cronSchema = z.object({ key: z.string(), nextAt: z.number() });
export const appSchema = z.object({ id: z.string(), url: z.string(), functions: z.array(json) });
export const offsetSchema = z.number();

export type InngestEvent = z.infer<typeof eventSchema>;
export type ReceivedEvent = z.infer<typeof receivedEventSchema>;
export type RunError = z.infer<typeof errorSchema>;
export type RunRecord = z.infer<typeof runSchema>;
export type StepRecord = z.infer<typeof stepSchema>;
export type JobRecord = z.infer<typeof jobSchema>;
export type PauseRecord = z.infer<typeof pauseSchema>;
export type DebounceRecord = z.infer<typeof debounceSchema>;
export type BatchRecord = z.infer<typeof batchSchema>;
export type RateRecord = z.infer<typeof rateSchema>;
export type SeenRecord = z.infer<typeof seenSchema>;
export type CronRecord = z.infer<typeof cronSchema>;
export type AppRecord = z.infer<typeof appSchema>;

/** Every kind of record by the name it is stored under. */
interface Records {
  app: AppRecord;
  batch: BatchRecord;
  cron: CronRecord;
  debounce: DebounceRecord;
  event: ReceivedEvent;
  held: ReceivedEvent;
  job: JobRecord;
  offset: number;
  pause: PauseRecord;
  rate: RateRecord;
  run: RunRecord;
  seen: SeenRecord;
  step: StepRecord;
}

export type RecordKind = keyof Records;
export type RecordOf<K extends RecordKind> = Records[K];
