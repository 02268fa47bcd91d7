"use client";

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { ChartTooltip } from "@/components/overview/chart-tooltip";
import type { SeriesMark } from "@/components/overview/series-mark";
import { SeriesPattern, seriesFill } from "@/components/overview/series-pattern";

type BarsOverTimeProps = {
  /** Names the patterns of this drawing apart from those of the others on the page. */
  scope: string;
  points: { label: string; [series: string]: string | number | null }[];
  /** Series with the same stack stand on one another. */
  series: readonly (SeriesMark & { stack: string })[];
  format: (value: number) => string;
  formatAxis: (value: number) => string;
  /** Money has places after the point; counts have not. */
  hasFractions?: boolean;
};

/** Counts of each span as bars. */
export default function BarsOverTime({ scope, points, series, ...rest }: BarsOverTimeProps) {
  return (
    <ResponsiveContainer width="100%" height={212}>
      <BarChart data={points} barGap={1} barCategoryGap="28%" margin={{ top: 4, right: 8 }}>
        <defs>
          {series.map((mark) => (
            <SeriesPattern key={mark.key} mark={mark} scope={scope} />
          ))}
        </defs>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="label"
          tickLine={false}
          axisLine={{ stroke: "var(--line-strong)" }}
          tick={{ fill: "var(--muted)", fontSize: 11 }}
          minTickGap={14}
        />
        <YAxis
          width={56}
          allowDecimals={rest.hasFractions ?? false}
          tickLine={false}
          axisLine={false}
          tick={{ fill: "var(--muted)", fontSize: 11 }}
          tickFormatter={rest.formatAxis}
        />
        <Tooltip
          cursor={{ fill: "var(--hover)" }}
          content={({ active, label, payload }) =>
            active && (
              <ChartTooltip
                title={String(label)}
                series={series}
                values={payload}
                format={rest.format}
              />
            )
          }
        />
        {series.map((mark) => (
          <Bar
            key={mark.key}
            dataKey={mark.key}
            stackId={mark.stack}
            fill={seriesFill(mark, scope)}
            stroke={mark.color}
            strokeWidth={mark.fill === "solid" ? 0 : 1}
            maxBarSize={22}
            isAnimationActive={false}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}
