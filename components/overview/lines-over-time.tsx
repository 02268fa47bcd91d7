"use client";

import {
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { ChartTooltip } from "@/components/overview/chart-tooltip";
import type { SeriesMark } from "@/components/overview/series-mark";

type LinesOverTimeProps = {
  points: { label: string; [series: string]: string | number | null }[];
  series: readonly SeriesMark[];
  format: (value: number) => string;
};

/** Measures of each span as lines; a span without a measure leaves a gap. */
export default function LinesOverTime({ points, series, format }: LinesOverTimeProps) {
  return (
    <ResponsiveContainer width="100%" height={212}>
      <LineChart data={points} margin={{ top: 4, right: 16 }}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="label"
          tickLine={false}
          axisLine={{ stroke: "var(--line-strong)" }}
          tick={{ fill: "var(--muted)", fontSize: 11 }}
          minTickGap={24}
        />
        <YAxis
          width={52}
          tickLine={false}
          axisLine={false}
          tick={{ fill: "var(--muted)", fontSize: 11 }}
          tickFormatter={format}
        />
        <Tooltip
          cursor={{ stroke: "var(--line-strong)" }}
          content={({ active, label, payload }) =>
            active && (
              <ChartTooltip
                title={String(label)}
                series={series}
                values={payload}
                format={format}
              />
            )
          }
        />
        {series.map((mark) => (
          <Line
            key={mark.key}
            dataKey={mark.key}
            stroke={mark.color}
            strokeWidth={1.8}
            strokeDasharray={mark.fill === "dashed" ? "5 3" : ""}
            dot={{ r: 1.8, strokeWidth: 0, fill: mark.color }}
            isAnimationActive={false}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}
