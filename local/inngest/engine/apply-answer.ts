import { parseRetryAfter } from "../protocol/durations";
import type { HttpAnswer } from "../protocol/http-request";
import { operationsSchema } from "../protocol/operations";
import { parseJson } from "../protocol/unwrap-streamed";
import { applyOperations } from "./apply-operations";
import type { Engine } from "./engine";
import { errorSchema, type RunError } from "./records";
import type { Job } from "./state";

/** How the app wants a failure to be retried. */
export interface RetryWish {
  never: boolean;
  at: number | undefined;
}

/** Acts on the app's answer to a call: result, operations, or an error. */
export function applyAnswer(engine: Engine, job: Job, answer: HttpAnswer): void {
  const fromSdk = answer.headers["x-inngest-sdk"] !== undefined;
  const wish = {
    never: answer.headers["x-inngest-no-retry"] === "true",
    at: parseRetryAfter(answer.headers["retry-after"], engine.clock.now()),
  };
  const content = parseJson(answer.body);
  if (fromSdk && answer.status === 200) {
    engine.queue.drop(job);
    engine.runs.finalize(job.run, "Completed", { output: content });
    return;
  }
  if (fromSdk && answer.status === 206) {
    const operations = operationsSchema.safeParse(content);
    if (operations.success) {
      const version = Number(answer.headers["x-inngest-req-version"] ?? -1);
      if (job.run.record.requestVersion === -1) job.run.record.requestVersion = version;
      applyOperations(engine, job, operations.data, wish);
      return;
    }
  }
  failAttempt(engine, job, errorOf(answer, fromSdk, content), wish.never, wish.at);
}

/** An error of the function itself (not of one step): another attempt of the job, or the run fails. */
export function failAttempt(
  engine: Engine,
  job: Job,
  error: RunError,
  never: boolean,
  retryAt: number | undefined,
): void {
  if (!never && job.record.attempt + 1 < job.record.maxAttempts) {
    engine.queue.retry(job, retryAt);
    return;
  }
  engine.queue.drop(job);
  engine.runs.finalize(job.run, "Failed", { error });
}

function errorOf(answer: HttpAnswer, fromSdk: boolean, content: unknown): RunError {
  const given = errorSchema.safeParse(content);
  if (given.success && (fromSdk || answer.status === 0)) return given.data;
  const who = fromSdk ? "The app answered" : "Not an Inngest SDK answer:";
  return { name: "Error", message: `${who} HTTP ${answer.status} ${answer.body.slice(0, 200)}` };
}
