import { Fragment } from "react";
import { jobsCopy } from "@/components/copy/jobs";
import { formatMs } from "@/components/operations/format-ms";
import { classNames } from "@/components/ui/class-names";
import type { JobRequest } from "@/lib/operations/console-schemas";

/** Ids inside a step's name say nothing to a reader; the run has its subject above. */
const stepName = (name: string) => name.replace(/-?[0-9a-f]{8}-[0-9a-f-]{27}-?/g, " ").trim();

type Span = { start: number; ms: number };
const place = ({ start, ms }: Span, all: number) => ({
  left: `${(start / all) * 100}%`,
  width: `${Math.max((ms / all) * 100, 0.8)}%`,
});

/** Every request of a run on one axis, its steps below it on the same: where the time went, and what failed. */
export function AttemptsTimeline({ requests }: { requests: readonly JobRequest[] }) {
  const words = jobsCopy.run;
  const first = requests[0];
  if (!first) return <p className="text-xs text-muted">{words.noRequests}</p>;
  const zero = Date.parse(first.at);
  const all = Math.max(1, ...requests.map((request) => Date.parse(request.at) - zero + request.ms));
  return (
    <div className="grid grid-cols-[128px_minmax(0,1fr)_56px] items-center gap-x-2.5 gap-y-1 text-2xs">
      {requests.map((request) => {
        const start = Date.parse(request.at) - zero;
        return (
          <Fragment key={request.at}>
            <span className="font-medium text-ink">{words.attempt(request.attempt)}</span>
            <Bar span={{ start, ms: request.ms }} all={all} tone={request.error ? "bad" : "ink"} />
            <span className="text-right text-muted tabular-nums">{formatMs(request.ms)}</span>
            {request.steps.map((step) => (
              <Fragment key={`${step.name} ${step.at}`}>
                <span title={step.name} className="truncate pl-2.5 font-mono text-muted">
                  {stepName(step.name)}
                </span>
                <Bar
                  span={{ start: start + step.at, ms: step.ms ?? request.ms - step.at }}
                  all={all}
                  tone={step.error ? "bad" : "info"}
                />
                <span className="text-right text-muted tabular-nums">
                  {step.ms === null ? "–" : formatMs(step.ms)}
                </span>
              </Fragment>
            ))}
          </Fragment>
        );
      })}
      <p className="col-span-3 pt-1 text-muted">{words.waits}</p>
    </div>
  );
}

const tones = { ink: "bg-control", info: "bg-info-solid", bad: "bg-bad-solid" };

function Bar({ span, all, tone }: { span: Span; all: number; tone: keyof typeof tones }) {
  return (
    <span
      aria-hidden="true"
      className="relative h-2.5 rounded-xs bg-[linear-gradient(to_right,var(--line)_1px,transparent_1px)] bg-[length:25%_100%]"
    >
      <span
        className={classNames("absolute top-0.5 h-1.5 rounded-[2px]", tones[tone])}
        style={place(span, all)}
      />
    </span>
  );
}
