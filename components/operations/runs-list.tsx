"use client";

import { ListX } from "lucide-react";
import { jobsCopy } from "@/components/copy/jobs";
import { DataList } from "@/components/list/data-list";
import type { KeysetList } from "@/components/list/use-keyset-list";
import type { Selection } from "@/components/list/use-selection";
import { runColumns } from "@/components/operations/run-columns";
import type { JobRunRow } from "@/lib/operations/console-schemas";

type RunsListProps = {
  list: KeysetList<JobRunRow>;
  selection: Selection;
  openId: string | null;
  isFiltered: boolean;
  onClear: () => void;
  onOpen: (runId: string) => void;
};

export function RunsList({ list, selection, openId, isFiltered, onClear, onOpen }: RunsListProps) {
  const words = jobsCopy.runs;
  return (
    <DataList
      label={jobsCopy.tabs.runs}
      list={list}
      columns={runColumns}
      rowId={(run) => run.run_id}
      rowName={(run) =>
        `${jobsCopy.states[run.state]}, ${jobsCopy.functions[run.function_id] ?? run.function_id}`
      }
      openId={openId}
      onOpen={(run) => onOpen(run.run_id)}
      selection={selection}
      rowHeight={38}
      isFiltered={isFiltered}
      onClearFilters={onClear}
      empty={{ icon: ListX, title: words.none, body: words.noneBody }}
      failed={{ title: words.loadFailed, body: "" }}
    />
  );
}
