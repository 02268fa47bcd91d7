"use client";

import { useKeysetList } from "@/components/list/use-keyset-list";
import { useSelection } from "@/components/list/use-selection";
import { isOpenFailure } from "@/components/operations/is-open-failure";
import { fetchRuns, operationKeys } from "@/components/operations/operations-queries";
import { type JobsView, runFilterOf, sinceInstant } from "@/components/operations/use-jobs-view";
import { useViewerTime } from "@/components/time/viewer-time";
import type { JobRunPage, JobRunRow, RunCursor } from "@/lib/operations/console-schemas";

/** The runs that the address asks for, and those of them that are chosen for a retry. */
export function useRuns(view: JobsView) {
  const { now } = useViewerTime();
  const filter = runFilterOf(view, sinceInstant(view.since, now));
  const list = useKeysetList<JobRunRow, RunCursor, JobRunPage>({
    queryKey: operationKeys.runs(filter),
    fetchPage: (cursor, signal) => fetchRuns(filter, cursor, signal),
    pollMs: 10_000,
  });
  const selection = useSelection(list.rows.map((run) => run.run_id));
  const retryable = list.rows.filter((run) => selection.has(run.run_id) && isOpenFailure(run));
  return {
    list,
    selection,
    retryableIds: retryable.map((run) => run.run_id),
    isFiltered: Object.keys(filter).length > 0,
  };
}
