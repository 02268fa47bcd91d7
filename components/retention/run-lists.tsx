"use client";

import { History } from "lucide-react";
import { retentionCopy } from "@/components/copy/retention";
import { DataList } from "@/components/list/data-list";
import type { KeysetList } from "@/components/list/use-keyset-list";
import { useKeysetList } from "@/components/list/use-keyset-list";
import { fetchMediaRuns, retentionKeys } from "@/components/retention/retention-queries";
import { mediaColumns, runColumns, runResult } from "@/components/retention/run-columns";
import type {
  MediaRun,
  MediaRunPage,
  RetentionRun,
  RunCursor,
} from "@/lib/privacy/retention/console-schemas";

const words = retentionCopy.history;

type RunListProps = {
  list: KeysetList<RetentionRun>;
  openId: string | null;
  onOpen: (id: string) => void;
};

/** Past runs of retention. */
export function RunList({ list, openId, onOpen }: RunListProps) {
  return (
    <DataList
      label={words.title}
      list={list}
      columns={runColumns}
      rowId={(run) => run.id}
      rowName={(run) => `${words.states[run.state]}, ${runResult(run)}`}
      openId={openId}
      onOpen={(run) => onOpen(run.id)}
      rowHeight={38}
      empty={{ icon: History, title: words.none, body: words.noneBody }}
      failed={{ title: words.loadFailed, body: "" }}
    />
  );
}

/** Past clean-ups of files. */
export function MediaRunList() {
  const list = useKeysetList<MediaRun, RunCursor, MediaRunPage>({
    queryKey: retentionKeys.mediaRuns,
    fetchPage: fetchMediaRuns,
  });
  return (
    <DataList
      label={words.tabs.media}
      list={list}
      columns={mediaColumns}
      rowId={(run) => run.id}
      rowName={(run) => words.mediaResult(run)}
      rowHeight={38}
      empty={{ icon: History, title: words.noMedia, body: words.noMediaBody }}
      failed={{ title: words.loadFailed, body: "" }}
    />
  );
}
