import { type HttpAnswer, RequestTimeout, sendRequest } from "../protocol/http-request";
import { unwrapStreamed } from "../protocol/unwrap-streamed";
import { applyAnswer, failAttempt } from "./apply-answer";
import { callRequest } from "./call-request";
import type { Engine } from "./engine";
import type { Job } from "./state";
import { ABSENT_STATUS } from "./sync-app";

/** Sends jobs to their apps and hands the answers on. */
export class Dispatcher {
  private readonly aborter = new AbortController();
  private readonly active = new Set<Promise<void>>();

  constructor(private readonly engine: Engine) {}

  /** Executes a job that holds its places; gives them back afterwards. Never rejects. */
  execute(job: Job): Promise<void> {
    const work = this.run(job).finally(() => this.active.delete(work));
    this.active.add(work);
    return work;
  }

  /** Breaks off all requests; their jobs stay stored and are dispatched again by the next engine. */
  async stop(): Promise<void> {
    this.aborter.abort();
    await Promise.all(this.active);
  }

  private async run(job: Job): Promise<void> {
    const { queue, options } = this.engine;
    try {
      const answer = this.prepare(job) ? await this.call(job) : undefined;
      if (this.aborter.signal.aborted) return;
      if (options.adversarial) this.release(job);
      if (answer) this.act(job, answer);
      queue.drain(); // the run's own next job gets in line before its place is given away
      if (!options.adversarial) this.release(job);
    } catch (error) {
      if (this.aborter.signal.aborted) return;
      // Only a broken store or a bug here: leave the job in the store, where a restart finds it.
      options.log(
        `job ${job.record.id} stopped: ${error instanceof Error ? error.message : error}`,
      );
    }
  }

  /** A malformed wish of the app (a bad duration, say) must fail its run and not hold its places. */
  private act(job: Job, answer: () => void): void {
    try {
      answer();
    } catch (cause) {
      const message = `invalid answer: ${cause instanceof Error ? cause.message : cause}`;
      failAttempt(this.engine, job, { name: "Error", message }, true, undefined);
    }
  }

  private release(job: Job): void {
    this.engine.queue.release(job);
    this.engine.queue.drain();
  }

  /** Ends the sleep that the job stands for. False when the function must not be entered yet. */
  private prepare(job: Job): boolean {
    const { record, run } = job;
    if (record.sleeping === undefined) return true;
    const id = record.sleeping;
    const name = run.record.planned[id] ?? id;
    delete record.sleeping;
    const enter = this.engine.steps.memoise(run, { id, name, memo: null });
    if (enter) run.record.forceStepPlan = false;
    else this.engine.queue.drop(job);
    return enter;
  }

  /** Resolves to what is to be done with the outcome, once the places have been dealt with. */
  private async call(job: Job): Promise<(() => void) | undefined> {
    const { record, run } = job;
    const fn = this.engine.registry.functions.get(run.record.functionId);
    if (!fn) {
      const message = `function ${run.record.functionId} no longer exists`;
      return () => failAttempt(this.engine, job, { name: "Error", message }, true, undefined);
    }
    record.generation++;
    run.record.requests++;
    this.engine.runs.begin(run);
    this.engine.runs.save(run);
    this.engine.queue.save(record);
    await this.engine.store.committed(); // what the app is told must not be undone by a crash
    if (job.state !== "running") return undefined; // cancelled meanwhile
    const request = callRequest(job, fn.steps.step.runtime.url, this.engine.options);
    const outcome = await this.send(request);
    if (job.state !== "running" || run.record.endedAt !== undefined) return undefined;
    if (outcome === "unreachable") return () => this.engine.away.failed(job, request.url);
    delete record.awaySince;
    this.engine.away.answered(fn.appId);
    return () => applyAnswer(this.engine, job, outcome);
  }

  private async send(
    request: Parameters<typeof sendRequest>[0],
  ): Promise<HttpAnswer | "unreachable"> {
    try {
      const answer = await sendRequest({ ...request, signal: this.aborter.signal });
      const fromSdk = answer.headers["x-inngest-sdk"] !== undefined;
      if (!fromSdk && ABSENT_STATUS.has(answer.status)) return "unreachable";
      return unwrapStreamed(answer);
    } catch (error) {
      if (!(error instanceof RequestTimeout)) return "unreachable";
      const timedOut = { name: "Error", message: `The app gave ${error.message}` };
      return { status: 0, headers: {}, body: JSON.stringify(timedOut) };
    }
  }
}
