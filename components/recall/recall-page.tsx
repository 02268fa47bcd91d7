"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { CloudOff } from "lucide-react";
import { parseAsNumberLiteral, parseAsStringLiteral, useQueryState } from "nuqs";
import { commonCopy } from "@/components/copy/common";
import { recallCopy } from "@/components/copy/recall";
import { errorSentence } from "@/components/query/error-sentence";
import { pollInterval } from "@/components/query/poll-interval";
import { FailedList } from "@/components/recall/failed-list";
import { HitsCard, SimilarityCard } from "@/components/recall/figure-cards";
import { HealthCard } from "@/components/recall/health-card";
import { MostRecalledList } from "@/components/recall/most-recalled-list";
import { fetchFigures, fetchHealth, recallKeys } from "@/components/recall/recall-queries";
import { WithoutHitsList } from "@/components/recall/without-hits-list";
import { useViewerTime } from "@/components/time/viewer-time";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { StatePanel } from "@/components/ui/state-panel";
import { Tabs } from "@/components/ui/tabs";
import { recallDays } from "@/lib/recall/console-schemas";

const tabs = ["most", "none", "failed"] as const;
/** While messages wait or a run is open the figures move. */
const busyMs = 3_000;
const quietMs = 30_000;

/** What the bot can remember: the index, how recall fares, what it finds most and what it does not. */
export function RecallPage() {
  const { zone } = useViewerTime();
  const [days, setDays] = useQueryState("days", parseAsNumberLiteral(recallDays).withDefault(7));
  const [tab, setTab] = useQueryState("tab", parseAsStringLiteral(tabs).withDefault("most"));
  const health = useQuery({
    queryKey: recallKeys.health,
    queryFn: ({ signal }) => fetchHealth(signal),
    refetchInterval: ({ state }) => {
      const seen = state.data?.health;
      const isBusy = seen?.run?.state === "running" || (seen?.messages.pending ?? 0) > 0;
      return pollInterval(isBusy ? busyMs : quietMs, false);
    },
  });
  const figures = useQuery({
    queryKey: recallKeys.figures({ days, zone }),
    queryFn: ({ signal }) => fetchFigures({ days, zone }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: () => pollInterval(60_000, false),
    staleTime: 30_000,
  });
  const error = health.error ?? figures.error;
  return (
    <div className="min-h-0 grow overflow-y-auto">
      <header className="flex min-h-(--bar) flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-5 py-1.5 max-tablet:px-3">
        <h1 className="font-semibold text-ink text-lg">{recallCopy.title}</h1>
        <p className="text-muted text-xs">{recallCopy.zone(zone)}</p>
        <fieldset className="ml-auto flex rounded-sm border border-line-strong p-0.5">
          <legend className="sr-only">{recallCopy.range}</legend>
          {recallDays.map((choice) => (
            <Button
              key={choice}
              variant={choice === days ? "secondary" : "ghost"}
              aria-pressed={choice === days}
              className={choice === days ? "border-transparent bg-selected text-ink" : ""}
              onClick={() => void setDays(choice)}
            >
              {recallCopy.ranges[choice]}
            </Button>
          ))}
        </fieldset>
      </header>
      <div className="grid max-w-360 gap-3.5 p-5 max-tablet:p-3">
        {error && !(health.data && figures.data) && (
          <StatePanel
            icon={CloudOff}
            tone="bad"
            title={recallCopy.failedTitle}
            action={
              <Button
                onClick={() => {
                  void health.refetch();
                  void figures.refetch();
                }}
              >
                {commonCopy.tryAgain}
              </Button>
            }
          >
            {errorSentence(error)}
          </StatePanel>
        )}
        {health.data && !health.data.is_on && <Banner tone="warn">{recallCopy.off}</Banner>}
        {health.data && <HealthCard recall={health.data} />}
        {figures.data && health.data && (
          <div
            aria-busy={figures.isPlaceholderData}
            className="grid gap-3.5 aria-busy:opacity-60 wide:grid-cols-2"
          >
            <HitsCard figures={figures.data} />
            <SimilarityCard figures={figures.data} floor={health.data.floors.similarity} />
          </div>
        )}
        <section className="flex h-110 flex-col overflow-hidden rounded-md border border-line bg-raised">
          <div className="flex items-center border-line border-b px-2 py-1.5">
            <Tabs
              label={recallCopy.title}
              value={tab}
              onChange={(value) => void setTab(value)}
              tabs={tabs.map((value) => ({
                value,
                label: recallCopy.tabs[value],
                count: value === "failed" ? health.data?.health.messages.failed : undefined,
              }))}
            />
          </div>
          {tab === "most" && <MostRecalledList days={days} />}
          {tab === "none" && <WithoutHitsList />}
          {tab === "failed" && <FailedList />}
        </section>
      </div>
    </div>
  );
}
