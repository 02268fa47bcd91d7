"use client";

import dynamic from "next/dynamic";
import { overviewCopy } from "@/components/copy/overview";
import { ChartCard } from "@/components/overview/chart-card";
import { ChartSkeleton } from "@/components/overview/chart-skeleton";
import { formatCompact, formatCount } from "@/components/overview/figure-format";
import { spanLabel } from "@/components/overview/span-label";
import { sumSpans } from "@/components/overview/sum-spans";
import type { Overview } from "@/lib/overview/console-schemas";

const BarsOverTime = dynamic(() => import("@/components/overview/bars-over-time"), {
  ssr: false,
  loading: ChartSkeleton,
});

const words = overviewCopy.messages;
const series = [
  {
    key: "received",
    label: words.received,
    color: "var(--customer-solid)",
    fill: "solid",
    stack: "in",
  },
  {
    key: "bot_messages",
    label: words.bot,
    color: "var(--bot-solid)",
    fill: "dotted",
    stack: "out",
  },
  {
    key: "staff_messages",
    label: words.staff,
    color: "var(--human-solid)",
    fill: "hatched",
    stack: "out",
  },
] as const;

/** What came in beside what went out. */
export function MessagesCard({ overview }: { overview: Overview }) {
  const { spans, by, zone } = overview;
  const points = spans.map((span) => ({ ...span, label: spanLabel(span.at, by, zone) }));
  const title = words.title[by];
  return (
    <ChartCard
      title={title}
      series={series}
      summary={series
        .map((mark) => `${mark.label}: ${formatCount(sumSpans(spans, mark.key))}`)
        .join(", ")}
      table={{
        head: [overviewCopy.span[by], ...series.map((mark) => mark.label)],
        rows: points.map((point) => ({
          key: point.at,
          cells: [point.label, ...series.map((mark) => formatCount(point[mark.key]))],
        })),
      }}
      className="wide:col-span-3"
    >
      <BarsOverTime
        scope="messages"
        points={points}
        series={series}
        format={formatCount}
        formatAxis={formatCompact}
      />
    </ChartCard>
  );
}
