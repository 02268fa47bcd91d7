import { jobsCopy } from "@/components/copy/jobs";
import type { Column } from "@/components/list/data-list";
import { causeText } from "@/components/operations/cause-text";
import { formatMs } from "@/components/operations/format-ms";
import { shortId } from "@/components/operations/short-id";
import { StateChip } from "@/components/operations/state-chip";
import { ClockTime } from "@/components/time/clock-time";
import type { JobRunRow } from "@/lib/operations/console-schemas";

const words = jobsCopy.runs;

/** One run a line: what it came to, what it was about, how long it took. */
export const runColumns: Column<JobRunRow>[] = [
  {
    key: "state",
    head: words.columns.state,
    width: "minmax(0,1.3fr)",
    cell: (run) => (
      <span className="flex min-w-0 items-center gap-2">
        <StateChip state={run.state} />
        <span className="truncate text-2xs text-muted">{result(run)}</span>
      </span>
    ),
  },
  {
    key: "function",
    head: words.columns.function,
    width: "minmax(0,1.3fr)",
    cell: (run) => (
      <span className="block truncate">
        <span className="text-ink">{jobsCopy.functions[run.function_id] ?? run.function_id}</span>{" "}
        <span className="font-mono text-2xs text-muted max-tablet:hidden">{run.function_id}</span>
      </span>
    ),
  },
  {
    key: "subject",
    head: words.columns.subject,
    width: "minmax(0,0.9fr)",
    cell: (run) => (
      <span className="block truncate font-mono text-2xs text-muted">{subjectText(run)}</span>
    ),
  },
  {
    key: "attempts",
    head: words.columns.attempts,
    width: "56px",
    align: "end",
    phone: "hide",
    cell: (run) => words.attempts(run.attempts, run.max_attempts),
  },
  {
    key: "took",
    head: words.columns.took,
    width: "72px",
    align: "end",
    cell: (run) => (run.duration_ms === null ? "–" : formatMs(run.duration_ms)),
  },
  {
    key: "started",
    head: words.columns.started,
    width: "64px",
    align: "end",
    cell: (run) => (
      <ClockTime iso={run.started_at} kind="row" className="relative z-1 text-muted" />
    ),
  },
];

/** What was done about a failure, else its cause, else what the job says it came to. */
function result(run: JobRunRow): string {
  if (run.retried_at !== null) return words.retried;
  if (run.seen_at !== null) return words.seen;
  if (run.error_class !== null) return causeText(run.error_class, run.error_code).title;
  return run.outcome?.replaceAll("_", " ") ?? "";
}

const subjectText = (run: JobRunRow) =>
  run.subject_id === null
    ? jobsCopy.noSubject
    : `${jobsCopy.subjects[run.subject_kind ?? ""] ?? run.subject_kind} ${shortId(run.subject_id)}`;
