"use client";

import type { ReactNode } from "react";
import { jobsCopy } from "@/components/copy/jobs";
import { useOpenId } from "@/components/detail/use-open-id";
import { FailuresPage } from "@/components/operations/failures-page";
import { RunDrawer } from "@/components/operations/run-drawer";
import { RunsPage } from "@/components/operations/runs-page";
import { useJobOverview } from "@/components/operations/use-job-overview";
import { type JobsView, useJobsView } from "@/components/operations/use-jobs-view";
import { Tabs } from "@/components/ui/tabs";

/** What both tabs share. */
export type JobsTabProps = {
  view: JobsView;
  onView: (change: Partial<JobsView>) => void;
  overview: ReturnType<typeof useJobOverview>;
  note: ReactNode;
  tabs: ReactNode;
  detail: ReactNode;
  openId: string | null;
  open: (runId: string) => void;
};

/** Failures by cause or all runs, and one run beside them. */
export function JobsPage() {
  const [view, set] = useJobsView();
  const { openId, open, close } = useOpenId();
  const overview = useJobOverview(view.span);
  const figures = overview.data?.figures;
  const openFailures = figures ? figures.failures + figures.lost : 0;
  const onView = (change: Partial<JobsView>) => void set(change);
  const shared: JobsTabProps = {
    view,
    onView,
    overview,
    openId,
    open,
    note: figures && (
      <span className="tabular-nums max-tablet:hidden">
        {jobsCopy.figures(figures.running, jobsCopy.capped(figures.completed_in_24h, 10_000))}
      </span>
    ),
    tabs: (
      <Tabs
        label={jobsCopy.title}
        value={view.tab}
        onChange={(tab) => onView({ tab })}
        tabs={[
          {
            value: "failures",
            label: jobsCopy.tabs.failures,
            count: openFailures > 0 ? jobsCopy.capped(openFailures, 1000) : undefined,
          },
          { value: "runs", label: jobsCopy.tabs.runs },
        ]}
      />
    ),
    detail: openId && <RunDrawer key={openId} runId={openId} onClose={close} onOpen={open} />,
  };
  return view.tab === "runs" ? <RunsPage {...shared} /> : <FailuresPage {...shared} />;
}
