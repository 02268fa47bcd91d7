"use client";

import dynamic from "next/dynamic";
import { overviewCopy } from "@/components/copy/overview";
import { ChartCard } from "@/components/overview/chart-card";
import { ChartSkeleton } from "@/components/overview/chart-skeleton";
import { formatCompact, formatCount, formatUsd } from "@/components/overview/figure-format";
import { spanLabel } from "@/components/overview/span-label";
import { sumSpans } from "@/components/overview/sum-spans";
import type { Overview } from "@/lib/overview/console-schemas";

const BarsOverTime = dynamic(() => import("@/components/overview/bars-over-time"), {
  ssr: false,
  loading: ChartSkeleton,
});

const words = overviewCopy.cost;
const costSeries = [
  {
    key: "cost_usd",
    label: words.cost,
    color: "var(--info-solid)",
    fill: "solid",
    stack: "cost",
  },
] as const;
const tokenSeries = [
  {
    key: "input_tokens",
    label: words.input,
    color: "var(--info-solid)",
    fill: "solid",
    stack: "tokens",
  },
  {
    key: "output_tokens",
    label: words.output,
    color: "var(--brand)",
    fill: "hatched",
    stack: "tokens",
  },
] as const;

/** What the model cost; tokens while no prices are configured. */
export function CostCard({ overview }: { overview: Overview }) {
  const { spans, by, zone } = overview;
  const total = sumSpans(spans, "cost_usd");
  const tokens = sumSpans(spans, "input_tokens") + sumSpans(spans, "output_tokens");
  const isPriced = total > 0 || tokens === 0;
  const points = spans.map((span) => ({ ...span, label: spanLabel(span.at, by, zone) }));
  const summary = `${formatUsd(total)} · ${formatCompact(tokens)} tokens`;
  return (
    <ChartCard
      title={words.title}
      subtitle={isPriced ? undefined : words.unpriced}
      series={isPriced ? costSeries : tokenSeries}
      summary={summary}
      aside={<span className="font-medium text-ink tabular-nums">{summary}</span>}
      table={{
        head: [overviewCopy.span[by], words.cost, words.input, words.cached, words.output],
        rows: points.map((point) => ({
          key: point.at,
          cells: [
            point.label,
            formatUsd(point.cost_usd),
            formatCount(point.input_tokens),
            formatCount(point.cached_tokens),
            formatCount(point.output_tokens),
          ],
        })),
      }}
      className="wide:col-span-3"
    >
      <BarsOverTime
        scope="cost"
        points={points}
        series={isPriced ? costSeries : tokenSeries}
        format={isPriced ? formatUsd : formatCount}
        formatAxis={isPriced ? formatUsd : formatCompact}
        hasFractions={isPriced}
      />
    </ChartCard>
  );
}
