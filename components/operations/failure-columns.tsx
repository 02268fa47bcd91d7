import { Check, RotateCw } from "lucide-react";
import { jobsCopy } from "@/components/copy/jobs";
import type { Column } from "@/components/list/data-list";
import { causeText } from "@/components/operations/cause-text";
import { SpreadBars } from "@/components/operations/spread-bars";
import { ClockTime } from "@/components/time/clock-time";
import { Button } from "@/components/ui/button";
import { Key } from "@/components/ui/key";
import type { JobFailure } from "@/lib/operations/console-schemas";

type Acts = {
  busy: boolean;
  onRetry: (failure: JobFailure) => void;
  onSeen: (failure: JobFailure) => void;
};

/** Same job, same error: one line, with what can be done about it. */
export function failureColumns({ busy, onRetry, onSeen }: Acts): Column<JobFailure>[] {
  const words = jobsCopy.failures;
  return [
    { key: "cause", head: words.cause, width: "minmax(0,2.2fr)", cell: causeCell },
    {
      key: "function",
      head: words.function,
      width: "minmax(0,1fr)",
      cell: (failure) => <span className="font-mono text-2xs">{failure.function_id}</span>,
    },
    {
      key: "runs",
      head: words.runs,
      width: "48px",
      align: "end",
      cell: (failure) => (
        <span className="font-semibold text-ink">{failure.runs.toLocaleString("en")}</span>
      ),
    },
    {
      key: "subjects",
      head: words.subjects,
      width: "52px",
      align: "end",
      phone: "hide",
      cell: (failure) => words.affected(failure.subjects),
    },
    {
      key: "spread",
      head: words.spread,
      width: "80px",
      phone: "hide",
      cell: (failure) => <SpreadBars counts={failure.by_time} />,
    },
    {
      key: "last",
      head: words.last,
      width: "64px",
      align: "end",
      cell: (failure) => <ClockTime iso={failure.last_at} kind="row" className="relative z-1" />,
    },
    {
      key: "act",
      head: words.act,
      width: "216px",
      align: "end",
      cell: (failure) => (
        <span className="relative z-1 flex justify-end gap-1.5">
          {failure.can_retry && (
            <Button disabled={busy} onClick={() => onRetry(failure)}>
              <RotateCw aria-hidden="true" className="size-3.5" />
              {words.retry(failure.runs)}
              <Key>R</Key>
            </Button>
          )}
          <Button
            variant="ghost"
            disabled={busy}
            title={failure.can_retry ? undefined : words.bySchedule}
            onClick={() => onSeen(failure)}
          >
            <Check aria-hidden="true" className="size-3.5" />
            {words.seen}
          </Button>
        </span>
      ),
    },
  ];
}

function causeCell(failure: JobFailure) {
  const { title, note } = causeText(failure.error_class, failure.error_code);
  const details = [
    note,
    failure.failed_step && jobsCopy.failures.step(failure.failed_step),
    failure.went_on && jobsCopy.wentOn,
  ];
  return (
    <>
      <span className="block truncate font-medium text-ink">{title}</span>
      <span className="block truncate text-2xs text-muted">
        {details.filter(Boolean).join(" · ")}
      </span>
    </>
  );
}
