import type { ReactNode } from "react";
import { jobsCopy } from "@/components/copy/jobs";
import { Facts } from "@/components/detail/facts";
import { AttemptsTimeline } from "@/components/operations/attempts-timeline";
import { causeText } from "@/components/operations/cause-text";
import { formatMs } from "@/components/operations/format-ms";
import { StateChip } from "@/components/operations/state-chip";
import { ClockTime } from "@/components/time/clock-time";
import type { JobRun } from "@/lib/operations/console-schemas";

type RunDetailProps = { run: JobRun; onOpen: (runId: string) => void };

/** The facts of a run, its attempts on a time line, and what else belongs to it. */
export function RunDetail({ run, onOpen }: RunDetailProps) {
  const words = jobsCopy.run;
  const subject =
    run.subject_id === null
      ? jobsCopy.noSubject
      : `${jobsCopy.subjects[run.subject_kind ?? ""] ?? run.subject_kind} ${run.subject_id}`;
  return (
    <>
      <div className="border-line border-b py-3">
        <Facts
          facts={[
            { label: words.subject, value: <Mono>{subject}</Mono> },
            { label: words.outcome, value: run.outcome?.replaceAll("_", " ") },
            { label: words.error, value: run.error_class && <ErrorText run={run} /> },
            { label: words.step, value: run.failed_step && <Mono>{run.failed_step}</Mono> },
            { label: words.started, value: <ClockTime iso={run.started_at} kind="row" /> },
            {
              label: words.took,
              value: run.duration_ms === null ? null : formatMs(run.duration_ms),
            },
            { label: words.event, value: run.event_name && <Mono>{run.event_name}</Mono> },
            { label: words.run, value: <Mono>{run.run_id}</Mono> },
            { label: words.version, value: run.app_version },
          ]}
        />
      </div>
      {run.retried_at && (
        <Acted text={words.retriedBy(run.retried_by ?? "–")} at={run.retried_at} />
      )}
      {run.seen_at && <Acted text={words.seenBy(run.seen_by ?? "–")} at={run.seen_at} />}
      {run.later && (
        <Part title={words.later}>
          <button
            type="button"
            onClick={() => run.later && onOpen(run.later.run_id)}
            className="flex items-center gap-2 text-xs text-link hover:underline"
          >
            <StateChip state={run.later.state} />
            <ClockTime iso={run.later.started_at} kind="row" />
          </button>
        </Part>
      )}
      <Part title={words.attempts} note={words.request}>
        <AttemptsTimeline requests={run.requests} />
      </Part>
      {run.same_cause && run.same_cause.runs > 0 && (
        <Part title={words.sameCause}>
          <p className="text-xs">
            {words.sameCauseText(
              jobsCopy.capped(run.same_cause.runs, 1000),
              run.same_cause.subjects,
            )}
            {run.same_cause.first_at && (
              <>
                {" "}
                {words.since} <ClockTime iso={run.same_cause.first_at} kind="row" />
              </>
            )}
          </p>
        </Part>
      )}
    </>
  );
}

function ErrorText({ run }: { run: JobRun }) {
  const { title, note } = causeText(run.error_class ?? "", run.error_code);
  return (
    <span title={jobsCopy.run.errorNote}>
      {title}
      {note && <span className="block font-mono text-2xs text-muted">{note}</span>}
    </span>
  );
}

function Acted({ text, at }: { text: string; at: string }) {
  return (
    <p className="border-b border-line py-2.5 text-xs">
      {text}, <ClockTime iso={at} kind="row" />
    </p>
  );
}

function Part({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <section className="border-b border-line py-3">
      <h3 className="mb-2 text-xs font-semibold text-ink">
        {title} {note && <span className="font-normal text-muted">{note}</span>}
      </h3>
      {children}
    </section>
  );
}

const Mono = ({ children }: { children: ReactNode }) => (
  <span className="font-mono text-2xs break-all">{children}</span>
);
