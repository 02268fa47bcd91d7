"use client";

import { RotateCw } from "lucide-react";
import { jobsCopy } from "@/components/copy/jobs";
import { useShortcut } from "@/components/frame/shortcuts";
import { ListPage } from "@/components/list/list-page";
import { SelectionBar } from "@/components/list/selection-bar";
import type { JobsTabProps } from "@/components/operations/jobs-page";
import { RunsFilters } from "@/components/operations/runs-filters";
import { RunsList } from "@/components/operations/runs-list";
import { noFilter } from "@/components/operations/use-jobs-view";
import { useRetry } from "@/components/operations/use-retry";
import { useRuns } from "@/components/operations/use-runs";
import { errorSentence } from "@/components/query/error-sentence";
import { Button } from "@/components/ui/button";
import { Key } from "@/components/ui/key";

/** Every run, newest first, narrowed by what the address says. X chooses, R retries the failed ones chosen. */
export function RunsPage({
  view,
  onView,
  overview,
  note,
  tabs,
  detail,
  openId,
  open,
}: JobsTabProps) {
  const { list, selection, retryableIds, isFiltered } = useRuns(view);
  const { retryRuns, error } = useRetry();
  const retry = () => {
    if (retryableIds.length === 0 || retryRuns.isPending) return;
    retryRuns.mutate(retryableIds, { onSuccess: selection.clear });
  };
  useShortcut("r", retry);
  return (
    <ListPage
      title={jobsCopy.title}
      note={note}
      detail={detail}
      toolbar={
        <>
          {tabs}
          <RunsFilters
            view={view}
            functions={overview.data?.figures.functions ?? []}
            onView={onView}
          />
        </>
      }
      selectionBar={
        selection.ids.size > 0 ? (
          <SelectionBar selection={selection}>
            <Button
              variant="primary"
              disabled={retryableIds.length === 0 || retryRuns.isPending}
              onClick={retry}
            >
              <RotateCw aria-hidden="true" className="size-3.5" />
              {jobsCopy.runs.retrySelected(retryableIds.length)}
              <Key>R</Key>
            </Button>
          </SelectionBar>
        ) : undefined
      }
    >
      {error && (
        <p role="alert" className="border-bad-line border-b bg-bad-soft px-5 py-2 text-bad text-xs">
          {jobsCopy.said.failed}. {errorSentence(error)}
        </p>
      )}
      <RunsList
        list={list}
        selection={selection}
        openId={openId}
        isFiltered={isFiltered}
        onClear={() => onView(noFilter)}
        onOpen={open}
      />
    </ListPage>
  );
}
