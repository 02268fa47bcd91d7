import "server-only";
import { Middleware } from "inngest";
import { log } from "@/lib/log";
import { RunReport } from "@/lib/operations/run-report";
import { failureEvent, runSubject } from "@/lib/operations/run-subject";
import { saveRunReport } from "@/lib/operations/save-run-report";
import { waitMs } from "@/lib/operations/wait-until";
import { version } from "@/package.json";

/**
 * Writes what every job does to `job_runs`: a row when a run starts, and one report when a request of the
 * engine is over. Only the SDK's hooks are used, so any Inngest will do; one instance serves one request.
 * A hook of ours that fails is logged and changes nothing for the job.
 */
export class RecordJobRuns extends Middleware.BaseMiddleware {
  readonly id = "record-job-runs";
  private report: RunReport | undefined;
  private written: Promise<void> = Promise.resolve();

  override transformFunctionInput(arg: Middleware.TransformFunctionInputArgs) {
    harmless(() => {
      const { ctx, fn } = arg;
      const isFailureHandler = ctx.event.name === failureEvent;
      this.report = new RunReport(
        {
          runId: ctx.runId,
          functionId: isFailureHandler ? `${fn.id()}-failure` : fn.id(),
          eventName: ctx.event.name,
          subject: runSubject(ctx.event.name, ctx.event.data),
          attempt: ctx.attempt + 1,
          maxAttempts: ctx.maxAttempts ?? null,
        },
        version,
        Date.now(),
      );
    });
    return arg;
  }

  /** Once a run, before its first step. Not waited for: the job goes on meanwhile. */
  override onRunStart() {
    if (this.report) this.written = saveRunReport(this.report.start());
  }

  override transformStepInput(arg: Middleware.TransformStepInputArgs) {
    harmless(() => {
      const { memoized, stepType } = arg.stepInfo;
      if (memoized) return;
      if (stepType === "sleep") this.report?.sleeps(waitMs(arg.input[0], Date.now()));
      else if (/^(waitFor|invoke)/.test(stepType)) this.report?.sleeps(null);
    });
    return arg;
  }

  override onStepStart({ stepInfo }: Middleware.OnStepStartArgs) {
    this.report?.stepStarted(stepInfo.hashedId, stepInfo.options.id, Date.now());
  }

  override onStepComplete({ stepInfo }: Middleware.OnStepCompleteArgs) {
    this.report?.stepEnded(stepInfo.hashedId, Date.now());
  }

  override onStepError({ stepInfo, error, isFinalAttempt }: Middleware.OnStepErrorArgs) {
    this.report?.stepEnded(stepInfo.hashedId, Date.now(), { error, isFinal: isFinalAttempt });
  }

  override onRunComplete({ output }: Middleware.OnRunCompleteArgs) {
    this.report?.completed(output);
  }

  override onRunError({ error, isFinalAttempt }: Middleware.OnRunErrorArgs) {
    this.report?.failed(error, isFinalAttempt, Date.now());
  }

  override async wrapRequest({ next }: Middleware.WrapRequestArgs) {
    try {
      return await next();
    } finally {
      // In order, and before the answer: a host that freezes after answering would lose it.
      await this.written;
      if (this.report) await saveRunReport(this.report.end(Date.now()));
    }
  }
}

/** The SDK guards the hooks that only listen; those that hand arguments on would fail the job. */
function harmless(note: () => void): void {
  try {
    note();
  } catch (error) {
    log.warn("Job run not noted", { error });
  }
}
