"use client";

import { CircleCheck } from "lucide-react";
import { undoLast } from "@/components/conversation/say-with-undo";
import { jobsCopy } from "@/components/copy/jobs";
import { useShortcut } from "@/components/frame/shortcuts";
import { DataList } from "@/components/list/data-list";
import { wholeList } from "@/components/list/whole-list";
import { causeText } from "@/components/operations/cause-text";
import { failureColumns } from "@/components/operations/failure-columns";
import { focusedRow } from "@/components/operations/focused-row";
import { QueueStrip } from "@/components/operations/queue-strip";
import type { useJobOverview } from "@/components/operations/use-job-overview";
import { useRetry } from "@/components/operations/use-retry";
import { errorSentence } from "@/components/query/error-sentence";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { FailureSpan, JobFailure } from "@/lib/operations/console-schemas";

type FailuresTabProps = {
  overview: ReturnType<typeof useJobOverview>;
  span: FailureSpan;
  openId: string | null;
  onOpen: (failure: JobFailure) => void;
  onLonger: () => void;
};

/** What failed and is still open, by cause, under the age of every queue. R retries the line in focus. */
export function FailuresTab({ overview, span, openId, onOpen, onLonger }: FailuresTabProps) {
  const words = jobsCopy.failures;
  const { retryCause, markSeen, progress, busy, error } = useRetry();
  const { data } = overview;
  const failures = data?.failures ?? [];
  // The figures on the tab and in the navigation know no span: what they count must be found from here.
  const shown = failures.reduce((sum, { runs }) => sum + runs, 0);
  const older = data && span !== "30d" ? data.figures.failures + data.figures.lost - shown : 0;
  const showOlder = older > 0 && (
    <Button onClick={onLonger}>{words.older(jobsCopy.capped(older, 1000))}</Button>
  );
  const causeOf = ({ function_id, error_class, error_code }: JobFailure) => ({
    cause: { function_id, error_class, error_code },
    since: data?.since ?? "",
  });
  const retry = (failure: JobFailure) =>
    retryCause.mutate({ ...causeOf(failure), runs: failure.runs });
  useShortcut("z", undoLast);
  useShortcut("r", () => {
    const failure = failures.find((each) => each.sample_run_id === focusedRow());
    if (failure?.can_retry && !busy) retry(failure);
  });
  return (
    <>
      <div className="px-5 pt-3.5 pb-3 max-tablet:px-3">
        {data ? <QueueStrip queues={data.queues} /> : <Skeleton className="h-24" />}
      </div>
      {error && (
        <p role="alert" className="border-bad-line border-y bg-bad-soft px-5 py-2 text-bad text-xs">
          {jobsCopy.said.failed}. {errorSentence(error)}
        </p>
      )}
      <p role="status" className="px-5 text-muted text-xs tabular-nums">
        {progress && jobsCopy.said.progress(progress.done, progress.all)}
      </p>
      {showOlder && failures.length > 0 && (
        <div className="px-5 pb-2 max-tablet:px-3">{showOlder}</div>
      )}
      <DataList
        label={jobsCopy.tabs.failures}
        list={wholeList(overview, failures)}
        columns={failureColumns({
          busy,
          onRetry: retry,
          onSeen: (failure) => markSeen.mutate(causeOf(failure)),
        })}
        rowId={(failure) => failure.sample_run_id}
        rowName={(failure) =>
          `${causeText(failure.error_class, failure.error_code).title}, ${failure.function_id}`
        }
        openId={openId}
        onOpen={onOpen}
        rowHeight={48}
        empty={{
          icon: CircleCheck,
          tone: "good",
          title: words.empty,
          body: words.emptyBody(words.spans[span]),
          action: showOlder,
        }}
        failed={{ title: words.loadFailed, body: "" }}
      />
    </>
  );
}
