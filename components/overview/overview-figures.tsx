"use client";

import { CloudOff, Download } from "lucide-react";
import { parseAsNumberLiteral, useQueryState } from "nuqs";
import { commonCopy } from "@/components/copy/common";
import { overviewCopy } from "@/components/copy/overview";
import { CostCard } from "@/components/overview/cost-card";
import { HandOverCard } from "@/components/overview/hand-over-card";
import { MessagesCard } from "@/components/overview/messages-card";
import { overviewCsv } from "@/components/overview/overview-csv";
import { ReplyTimeCard } from "@/components/overview/reply-time-card";
import { TotalsStrip } from "@/components/overview/totals-strip";
import { useOverview } from "@/components/overview/use-overview";
import { errorSentence } from "@/components/query/error-sentence";
import { ClockTime } from "@/components/time/clock-time";
import { useViewerTime } from "@/components/time/viewer-time";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { StatePanel } from "@/components/ui/state-panel";
import { type Overview, overviewRanges } from "@/lib/overview/console-schemas";

export const rangeParam = parseAsNumberLiteral(overviewRanges).withDefault(14);

/** Figures over time for the range in the address, in the viewer's own days. */
export function OverviewFigures() {
  const [days, setDays] = useQueryState("days", rangeParam);
  const { zone } = useViewerTime();
  const { data, error, refetch, isPlaceholderData } = useOverview({ days, zone });
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <fieldset className="flex min-w-0 rounded-sm border border-line-strong p-0.5 max-tablet:w-full">
          <legend className="sr-only">{overviewCopy.range}</legend>
          {overviewRanges.map((range) => (
            <Button
              key={range}
              variant={range === days ? "secondary" : "ghost"}
              aria-pressed={range === days}
              className={classNames(
                "max-tablet:grow max-tablet:px-1.5",
                range === days && "border-transparent bg-selected text-ink",
              )}
              onClick={() => setDays(range)}
            >
              {overviewCopy.ranges[range]}
            </Button>
          ))}
        </fieldset>
        <p className="text-muted text-xs">
          {overviewCopy.zone(zone)}
          {data && (
            <>
              {" · "}
              {overviewCopy.asOf} <ClockTime iso={data.as_of} />
            </>
          )}
        </p>
        {data && (
          <Button className="ml-auto" title={overviewCopy.csvTitle} onClick={() => download(data)}>
            <Download aria-hidden="true" className="size-3.5" />
            {overviewCopy.csv}
          </Button>
        )}
      </div>
      {!data && error && (
        <StatePanel
          icon={CloudOff}
          tone="bad"
          title={overviewCopy.loadFailed}
          action={<Button onClick={() => refetch()}>{commonCopy.tryAgain}</Button>}
        >
          {errorSentence(error)} {overviewCopy.loadFailedBody}
        </StatePanel>
      )}
      {data && (
        <div
          aria-busy={isPlaceholderData}
          className="grid grid-cols-[minmax(0,1fr)] gap-3.5 aria-busy:opacity-60"
        >
          <TotalsStrip overview={data} />
          <div className="grid gap-3.5 wide:grid-cols-5">
            <MessagesCard overview={data} />
            <ReplyTimeCard overview={data} />
            <CostCard overview={data} />
            <HandOverCard reasons={data.hand_over_reasons} />
          </div>
        </div>
      )}
    </>
  );
}

function download(overview: Overview) {
  const address = URL.createObjectURL(new Blob([overviewCsv(overview)], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = `parcelo-overview-${overview.from.slice(0, 10)}.csv`;
  link.click();
  URL.revokeObjectURL(address);
}
