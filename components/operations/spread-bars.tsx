import { jobsCopy } from "@/components/copy/jobs";

/** Twelve small bars: when the failures of a cause happened. The figures are read out as text. */
export function SpreadBars({ counts }: { counts: readonly number[] }) {
  const most = Math.max(1, ...counts);
  const label = jobsCopy.failures.spreadLabel(counts);
  return (
    <svg role="img" aria-label={label} viewBox="0 0 72 20" className="h-5 w-18">
      <title>{label}</title>
      {counts.map((count, place) => {
        const height = count === 0 ? 1 : Math.max(3, (count / most) * 20);
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place in time
            key={place}
            x={place * 6}
            y={20 - height}
            width={5}
            height={height}
            rx={1}
            className={count === 0 ? "fill-line-strong" : "fill-bad-solid"}
          />
        );
      })}
    </svg>
  );
}
