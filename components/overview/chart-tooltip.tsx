import type { SeriesMark } from "@/components/overview/series-mark";
import { SeriesSwatch } from "@/components/overview/series-swatch";

type ChartTooltipProps = {
  title: string;
  series: readonly SeriesMark[];
  values: readonly { dataKey?: unknown; value?: unknown }[];
  format: (value: number) => string;
};

/** The exact figures of one span beside the pointer. */
export function ChartTooltip({ title, series, values, format }: ChartTooltipProps) {
  return (
    <div className="rounded-sm bg-raised px-2.5 py-2 text-text text-xs shadow-raised">
      <p className="mb-1 font-semibold text-ink">{title}</p>
      {series.map((mark) => {
        const value = values.find(({ dataKey }) => dataKey === mark.key)?.value;
        return (
          <p key={mark.key} className="flex items-center gap-1.5">
            <SeriesSwatch mark={mark} />
            {mark.label}
            <span className="ml-auto pl-4 tabular-nums">
              {typeof value === "number" ? format(value) : "–"}
            </span>
          </p>
        );
      })}
    </div>
  );
}
