"use client";

import dynamic from "next/dynamic";
import { partsCopy } from "@/components/copy/parts";
import { ChartCard } from "@/components/overview/chart-card";
import { ChartSkeleton } from "@/components/overview/chart-skeleton";
import { Part } from "@/components/parts/part";

const BarsOverTime = dynamic(() => import("@/components/overview/bars-over-time"), {
  ssr: false,
  loading: ChartSkeleton,
});

const words = partsCopy.chart;
const series = [
  {
    key: "customers",
    label: words.customers,
    color: "var(--customer-solid)",
    fill: "solid",
    stack: "in",
  },
  { key: "bot", label: words.bot, color: "var(--bot-solid)", fill: "dotted", stack: "out" },
] as const;
const points = [810, 940, 1010, 990, 1100, 760, 540].map((customers, index) => ({
  label: `${9 + index} Nov`,
  customers,
  bot: Math.round(customers * 0.8),
}));
const format = (value: number) => String(value);

/** A chart as the overview draws them. */
export function ChartPart() {
  return (
    <Part {...partsCopy.charts}>
      <div className="p-3.5">
        <ChartCard
          title={words.title}
          series={series}
          summary={words.summary}
          table={{
            head: [words.day, words.customers, words.bot],
            rows: points.map(({ label, customers, bot }) => ({
              key: label,
              cells: [label, format(customers), format(bot)],
            })),
          }}
        >
          <BarsOverTime
            scope="parts"
            points={points}
            series={series}
            format={format}
            formatAxis={format}
          />
        </ChartCard>
      </div>
    </Part>
  );
}
