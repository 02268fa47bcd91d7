import { canonicalJson } from "../protocol/canonical-json";
import { functionUuid } from "../protocol/function-uuid";
import type { HttpRequest } from "../protocol/http-request";
import { signBody } from "../protocol/signature";
import type { EngineOptions, Job } from "./state";

/** Above this the SDK is told to fetch events and steps from the API instead. */
const MAX_BODY_CHARACTERS = 4 * 1024 * 1024;

function body(job: Job, checkpointing: boolean, useApi: boolean) {
  const { record: run, steps } = job.run;
  const { record } = job;
  const events = run.received.map((r) => r.event);
  const stack = [...steps.keys()];
  return {
    event: events[0],
    events: useApi ? [] : events,
    steps: useApi ? {} : Object.fromEntries([...steps].map(([id, step]) => [id, step.memo])),
    defers: {},
    version: run.requestVersion,
    use_api: useApi,
    ctx: {
      run_id: run.id,
      ...(checkpointing && { fn_id: functionUuid(run.functionId) }),
      env: "local",
      step_id: record.stepId ?? "step",
      attempt: record.attempt,
      max_attempts: record.maxAttempts,
      stack: { stack, current: stack.length },
      qi_id: record.id,
      request_id: `${record.id}:${record.generation}`,
      generation_id: record.generation,
      disable_immediate_execution: run.forceStepPlan,
      use_api: useApi,
    },
  };
}

/** The request that makes the app execute a job: the run's events, its memoised steps, its context. */
export function callRequest(job: Job, url: string, options: EngineOptions): HttpRequest {
  const { record } = job;
  const encode = options.signingKey ? canonicalJson : JSON.stringify;
  let text = encode(body(job, options.checkpointing, false));
  if (text.length > MAX_BODY_CHARACTERS) text = encode(body(job, options.checkpointing, true));
  const target = new URL(url);
  target.searchParams.set("stepId", record.stepId ?? "step");
  return {
    url: target.href,
    method: "POST",
    body: text,
    timeoutMs: options.requestTimeoutMs,
    headers: {
      "x-inngest-server-kind": options.signingKey ? "cloud" : "dev",
      "x-run-id": job.run.record.id,
      "x-request-id": `${record.id}:${record.generation}`,
      "x-inngest-generation-id": String(record.generation),
      "x-inngest-job-id": record.id,
      "x-inngest-req-version": String(job.run.record.requestVersion),
      "x-inngest-step-id": record.stepId ?? "step",
      ...(options.signingKey && {
        "x-inngest-signature": signBody(text, options.signingKey, Date.now()),
      }),
    },
  };
}
