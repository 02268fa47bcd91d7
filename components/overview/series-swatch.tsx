import type { SeriesMark } from "@/components/overview/series-mark";
import { SeriesPattern, seriesFill } from "@/components/overview/series-pattern";

/** The sample of a series in a legend: the same fill or dash as in the drawing. */
export function SeriesSwatch({ mark }: { mark: SeriesMark }) {
  const scope = `legend-${mark.key}`;
  const isLine = mark.fill === "line" || mark.fill === "dashed";
  return (
    <svg aria-hidden="true" className="size-3" viewBox="0 0 12 12">
      {isLine ? (
        <line
          x1="0"
          x2="12"
          y1="6"
          y2="6"
          stroke={mark.color}
          strokeWidth="2"
          strokeDasharray={mark.fill === "dashed" ? "3 2" : undefined}
        />
      ) : (
        <>
          <defs>
            <SeriesPattern mark={mark} scope={scope} />
          </defs>
          <rect width="12" height="12" rx="2" fill={seriesFill(mark, scope)} />
        </>
      )}
    </svg>
  );
}
