import { commonCopy } from "@/components/copy/common";
import { Skeleton } from "@/components/ui/skeleton";

const widths = ["w-40", "w-56", "w-32", "w-48", "w-44", "w-36", "w-52", "w-40"];

/** Rows in the shape of what will stand there, after 200 ms. */
export function ListSkeleton({ rowHeight }: { rowHeight: number }) {
  return (
    <div role="status" className="min-h-0 grow overflow-hidden">
      <span className="sr-only">{commonCopy.loading}</span>
      {widths.map((width, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows never change
          key={index}
          className="flex items-center gap-6 border-line border-b px-5"
          style={{ height: rowHeight }}
        >
          <Skeleton className={`h-3 ${width}`} />
          <Skeleton className="h-3 w-20" />
          <Skeleton className="ml-auto h-3 w-14" />
        </div>
      ))}
    </div>
  );
}
