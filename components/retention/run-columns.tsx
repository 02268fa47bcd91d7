import { Check, Hourglass, LoaderCircle } from "lucide-react";
import { retentionCopy } from "@/components/copy/retention";
import type { Column } from "@/components/list/data-list";
import { formatMs } from "@/components/operations/format-ms";
import { somethingOf } from "@/components/retention/run-sums";
import { ClockTime } from "@/components/time/clock-time";
import { Chip } from "@/components/ui/chip";
import type { MediaRun, RetentionRun } from "@/lib/privacy/retention/console-schemas";

const { columns: heads, states, nothing, mediaResult } = retentionCopy.history;

const looks = {
  queued: { icon: Hourglass, tone: "neutral" },
  running: { icon: LoaderCircle, tone: "info" },
  finished: { icon: Check, tone: "good" },
} as const;

type AnyRun = Pick<RetentionRun | MediaRun, "state" | "trigger" | "started_at" | "finished_at">;

function commonColumns<Run extends AnyRun>(result: (run: Run) => string): Column<Run>[] {
  return [
    {
      key: "state",
      head: heads.state,
      width: "100px",
      cell: (run) => <Chip {...looks[run.state]}>{states[run.state]}</Chip>,
    },
    {
      key: "result",
      head: heads.result,
      width: "minmax(0,3fr)",
      cell: (run) => <span className="block truncate">{result(run)}</span>,
    },
    {
      key: "by",
      head: heads.by,
      width: "minmax(0,1fr)",
      cell: (run) => (
        <span className="block truncate text-muted">{retentionCopy.triggers(run.trigger)}</span>
      ),
    },
    {
      key: "took",
      head: heads.took,
      width: "72px",
      align: "end",
      cell: (run) => tookText(run),
    },
  ];
}

/** From its start until its end; a dash while it runs. */
export function tookText({ started_at, finished_at }: AnyRun): string {
  if (started_at === null || finished_at === null) return "–";
  return formatMs(Date.parse(finished_at) - Date.parse(started_at));
}

export function runResult(run: RetentionRun): string {
  const parts = Object.values(run.removed).flatMap((counts) =>
    somethingOf(counts).map(([name, count]) => retentionCopy.things(name, count)),
  );
  return parts.length > 0 ? parts.join(", ") : nothing;
}

export const runColumns: Column<RetentionRun>[] = [
  ...commonColumns<RetentionRun>(runResult),
  {
    key: "when",
    head: heads.when,
    width: "96px",
    align: "end",
    cell: (run) => (
      <ClockTime iso={run.requested_at} kind="row" className="relative z-1 text-muted" />
    ),
  },
];

export const mediaColumns: Column<MediaRun>[] = [
  ...commonColumns<MediaRun>(mediaResult),
  {
    key: "when",
    head: heads.when,
    width: "96px",
    align: "end",
    cell: (run) => <ClockTime iso={run.started_at} kind="row" className="text-muted" />,
  },
];
