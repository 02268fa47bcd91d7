"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CloudOff } from "lucide-react";
import dynamic from "next/dynamic";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useEffect, useState } from "react";
import { commonCopy } from "@/components/copy/common";
import { retentionCopy } from "@/components/copy/retention";
import { useOpenId } from "@/components/detail/use-open-id";
import { useKeysetList } from "@/components/list/use-keyset-list";
import { errorSentence } from "@/components/query/error-sentence";
import { pollInterval } from "@/components/query/poll-interval";
import { NowCard } from "@/components/retention/now-card";
import { PreviewCard } from "@/components/retention/preview-card";
import {
  fetchPreview,
  fetchProgress,
  fetchRuns,
  retentionKeys,
} from "@/components/retention/retention-queries";
import { RunDrawer } from "@/components/retention/run-drawer";
import { MediaRunList, RunList } from "@/components/retention/run-lists";
import { useNightTime } from "@/components/retention/use-night-time";
import { Button } from "@/components/ui/button";
import { StatePanel } from "@/components/ui/state-panel";
import { Tabs } from "@/components/ui/tabs";
import type {
  RetentionRun,
  RetentionRunPage,
  RunCursor,
} from "@/lib/privacy/retention/console-schemas";

const ApplyDialog = dynamic(() =>
  import("@/components/retention/apply-dialog").then((module) => module.ApplyDialog),
);
const tabs = ["runs", "media"] as const;

/** What is kept how long, what the next run removes, and what past runs did. */
export function RetentionPage({ mayAct }: { mayAct: boolean }) {
  const [tab, setTab] = useQueryState("tab", parseAsStringLiteral(tabs).withDefault("runs"));
  const [isAsked, setAsked] = useState(false);
  const { openId, open, close } = useOpenId();
  const night = useNightTime();
  const progress = useQuery({
    queryKey: retentionKeys.progress,
    queryFn: ({ signal }) => fetchProgress(signal),
    refetchInterval: ({ state }) =>
      pollInterval(state.data?.run && state.data.run.state !== "finished" ? 1_500 : 15_000, false),
  });
  const isOpen = progress.data?.run != null && progress.data.run.state !== "finished";
  const preview = useQuery({
    queryKey: retentionKeys.preview,
    queryFn: ({ signal }) => fetchPreview(signal),
    refetchInterval: () => pollInterval(isOpen ? 3_000 : 60_000, false),
  });
  const runs = useKeysetList<RetentionRun, RunCursor, RetentionRunPage>({
    queryKey: retentionKeys.runs,
    fetchPage: fetchRuns,
    pollMs: isOpen ? 3_000 : 15_000,
  });
  // Another run has ended: what was due is not due any more.
  const client = useQueryClient();
  const endedAt = progress.data?.run?.finished_at;
  useEffect(() => {
    if (!endedAt) return;
    void client.invalidateQueries({ queryKey: retentionKeys.preview });
    void client.invalidateQueries({ queryKey: retentionKeys.runs });
  }, [client, endedAt]);
  const opened = runs.rows.find((run) => run.id === openId);
  return (
    <div className="relative flex min-h-0 grow">
      <div className="min-h-0 min-w-0 grow overflow-y-auto">
        <header className="flex min-h-(--bar) flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-5 py-1.5 max-tablet:px-3">
          <h1 className="font-semibold text-ink text-lg">{retentionCopy.title}</h1>
          <p className="text-muted text-xs max-tablet:hidden">{retentionCopy.about(night)}</p>
          {mayAct && (
            <Button
              className="ml-auto"
              disabled={isOpen || !preview.data}
              onClick={() => setAsked(true)}
            >
              {retentionCopy.apply.open}
            </Button>
          )}
        </header>
        <div className="grid max-w-300 gap-3.5 p-5 max-tablet:p-3">
          {progress.data && <NowCard progress={progress.data} />}
          {preview.data && <PreviewCard preview={preview.data} />}
          {preview.error && !preview.data && (
            <StatePanel
              icon={CloudOff}
              tone="bad"
              title={retentionCopy.preview.loadFailed}
              action={<Button onClick={() => void preview.refetch()}>{commonCopy.tryAgain}</Button>}
            >
              {errorSentence(preview.error)}
            </StatePanel>
          )}
          <section
            aria-label={retentionCopy.history.title}
            className="flex h-90 flex-col overflow-hidden rounded-md border border-line bg-raised"
          >
            <div className="flex items-center border-line border-b px-2 py-1.5">
              <Tabs
                label={retentionCopy.history.title}
                value={tab}
                onChange={(value) => void setTab(value)}
                tabs={tabs.map((value) => ({ value, label: retentionCopy.history.tabs[value] }))}
              />
            </div>
            {tab === "runs" && <RunList list={runs} openId={openId} onOpen={open} />}
            {tab === "media" && <MediaRunList />}
          </section>
        </div>
      </div>
      {opened && <RunDrawer key={opened.id} run={opened} onClose={close} />}
      {isAsked && preview.data && (
        <ApplyDialog preview={preview.data} onClose={() => setAsked(false)} />
      )}
    </div>
  );
}
