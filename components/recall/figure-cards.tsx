"use client";

import dynamic from "next/dynamic";
import { recallCopy } from "@/components/copy/recall";
import { ChartCard } from "@/components/overview/chart-card";
import { ChartSkeleton } from "@/components/overview/chart-skeleton";
import { formatCompact, formatCount } from "@/components/overview/figure-format";
import { spanLabel } from "@/components/overview/span-label";
import { similaritySteps } from "@/components/recall/similarity-steps";
import type { RecallFigures } from "@/lib/recall/console-schemas";

const BarsOverTime = dynamic(() => import("@/components/overview/bars-over-time"), {
  ssr: false,
  loading: ChartSkeleton,
});

const hits = recallCopy.hits;
const hitSeries = [
  {
    key: "injected",
    label: hits.injected,
    color: "var(--good-solid)",
    fill: "solid",
    stack: "hits",
  },
  {
    key: "cut",
    label: hits.cut,
    color: "var(--warn-solid)",
    fill: "hatched",
    stack: "hits",
  },
  {
    key: "without_hits",
    label: hits.without,
    color: "var(--customer-solid)",
    fill: "dotted",
    stack: "without",
  },
] as const;

/** What was recalled over time, beside the turns that recalled nothing. */
export function HitsCard({ figures }: { figures: RecallFigures }) {
  const { spans, by, zone } = figures;
  const points = spans.map((span) => ({ ...span, label: spanLabel(span.at, by, zone) }));
  const sum = (key: (typeof hitSeries)[number]["key"]) =>
    spans.reduce((so, span) => so + span[key], 0);
  return (
    <ChartCard
      title={hits.title[by]}
      series={hitSeries}
      summary={hitSeries.map((mark) => `${mark.label}: ${formatCount(sum(mark.key))}`).join(", ")}
      table={{
        head: [hits.span[by], ...hitSeries.map((mark) => mark.label), hits.turns],
        rows: points.map((point) => ({
          key: point.at,
          cells: [
            point.label,
            ...hitSeries.map((mark) => formatCount(point[mark.key])),
            formatCount(point.turns),
          ],
        })),
      }}
    >
      <BarsOverTime
        scope="recall-hits"
        points={points}
        series={hitSeries}
        format={formatCount}
        formatAxis={formatCompact}
      />
    </ChartCard>
  );
}

const nearness = recallCopy.similarity;
const nearSeries = [
  {
    key: "above",
    label: nearness.above,
    color: "var(--good-solid)",
    fill: "solid",
    stack: "all",
  },
  {
    key: "below",
    label: nearness.below,
    color: "var(--warn-solid)",
    fill: "hatched",
    stack: "all",
  },
] as const;

/** How near the recalled messages were, against the floor. */
export function SimilarityCard({ figures, floor }: { figures: RecallFigures; floor: number }) {
  const points = similaritySteps(figures.similarities, floor);
  return (
    <ChartCard
      title={nearness.title}
      subtitle={nearness.subtitle(floor.toFixed(2))}
      series={nearSeries}
      aside={nearness.wordsAlone(formatCount(figures.by_words_alone))}
      summary={points.map(({ label, above, below }) => `${label}: ${above + below}`).join(", ")}
      table={{
        head: [nearness.step, ...nearSeries.map((mark) => mark.label)],
        rows: points.map((point) => ({
          key: point.label,
          cells: [point.label, formatCount(point.above), formatCount(point.below)],
        })),
      }}
    >
      <BarsOverTime
        scope="recall-similarity"
        points={points}
        series={nearSeries}
        format={formatCount}
        formatAxis={formatCompact}
      />
      <figcaption className="px-2 pt-1 text-2xs text-muted">{nearness.note}</figcaption>
    </ChartCard>
  );
}
