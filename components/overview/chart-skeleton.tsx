import { Skeleton } from "@/components/ui/skeleton";

const heights = ["h-24", "h-36", "h-20", "h-28", "h-40", "h-32", "h-16", "h-30"];

/** As tall as a chart, so that nothing moves when the drawing arrives. */
export function ChartSkeleton() {
  return (
    <div className="flex h-53 items-end gap-2 px-3 pb-6">
      {heights.map((height) => (
        <Skeleton key={height} className={`grow ${height}`} />
      ))}
    </div>
  );
}
