"use client";

import { jobsCopy } from "@/components/copy/jobs";
import { FilterSelect } from "@/components/list/filter-select";
import { ListPage } from "@/components/list/list-page";
import { FailuresTab } from "@/components/operations/failures-tab";
import type { JobsTabProps } from "@/components/operations/jobs-page";
import { noFilter } from "@/components/operations/use-jobs-view";
import { failureSpan, type JobFailure } from "@/lib/operations/console-schemas";

/** Open failures by cause; opening one shows its runs, with the newest beside them. */
export function FailuresPage({
  view,
  onView,
  overview,
  note,
  tabs,
  detail,
  openId,
  open,
}: JobsTabProps) {
  const showRuns = (failure: JobFailure) => {
    const { function_id, error_class, error_code } = failure;
    const cause = error_class === "lost" ? { state: "lost" as const } : { error_class, error_code };
    onView({ ...noFilter, tab: "runs", function: function_id, ...cause });
    open(failure.sample_run_id);
  };
  return (
    <ListPage
      title={jobsCopy.title}
      note={note}
      detail={detail}
      toolbar={
        <>
          {tabs}
          <FilterSelect
            label={jobsCopy.failures.span}
            value={view.span}
            options={failureSpan.options.map((span) => ({
              value: span,
              label: jobsCopy.failures.spans[span],
            }))}
            onChange={(span) => onView({ span: span ?? "24h" })}
          />
        </>
      }
    >
      <FailuresTab
        overview={overview}
        span={view.span}
        openId={openId}
        onOpen={showRuns}
        onLonger={() => onView({ span: "30d" })}
      />
    </ListPage>
  );
}
