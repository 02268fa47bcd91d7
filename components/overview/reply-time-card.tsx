"use client";

import { Timer } from "lucide-react";
import dynamic from "next/dynamic";
import { overviewCopy } from "@/components/copy/overview";
import { ChartCard } from "@/components/overview/chart-card";
import { ChartSkeleton } from "@/components/overview/chart-skeleton";
import { formatWait } from "@/components/overview/figure-format";
import { spanLabel } from "@/components/overview/span-label";
import { StatePanel } from "@/components/ui/state-panel";
import type { Overview } from "@/lib/overview/console-schemas";

const LinesOverTime = dynamic(() => import("@/components/overview/lines-over-time"), {
  ssr: false,
  loading: ChartSkeleton,
});

const words = overviewCopy.replyTime;
const series = [
  { key: "reply_p95_ms", label: words.p95, color: "var(--info-solid)", fill: "line" },
  { key: "reply_p50_ms", label: words.p50, color: "var(--info-solid)", fill: "dashed" },
] as const;

/** How long customers waited for the bot. */
export function ReplyTimeCard({ overview }: { overview: Overview }) {
  const { spans, by, zone, reply_ms: whole } = overview;
  const points = spans.map((span) => ({ ...span, label: spanLabel(span.at, by, zone) }));
  const wait = (ms: number | null) => (ms === null ? "–" : formatWait(ms));
  const summary = whole
    ? `${words.p95} ${formatWait(whole.p95)} · ${words.p50} ${formatWait(whole.p50)}`
    : words.none;
  return (
    <ChartCard
      title={words.title}
      subtitle={words.subtitle}
      series={series}
      summary={summary}
      aside={whole && <span className="font-medium text-ink tabular-nums">{summary}</span>}
      table={{
        head: [overviewCopy.span[by], words.p50, words.p95],
        rows: points.map((point) => ({
          key: point.at,
          cells: [point.label, wait(point.reply_p50_ms), wait(point.reply_p95_ms)],
        })),
      }}
      className="wide:col-span-2"
    >
      {whole ? (
        <LinesOverTime points={points} series={series} format={formatWait} />
      ) : (
        <div className="h-53">
          <StatePanel icon={Timer} title={words.none} />
        </div>
      )}
    </ChartCard>
  );
}
