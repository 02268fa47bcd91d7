import { commonCopy } from "@/components/copy/common";
import { Skeleton } from "@/components/ui/skeleton";

const widths = ["w-28", "w-36", "w-24", "w-32", "w-30", "w-40", "w-26", "w-34"];

export function SessionListSkeleton() {
  return (
    <div role="status" className="min-h-0 grow overflow-hidden">
      <span className="sr-only">{commonCopy.loading}</span>
      {widths.map((width) => (
        <div
          key={width}
          className="flex h-(--row-session) gap-2.5 border-b border-line px-3.5 pt-3"
        >
          <Skeleton className="size-7 rounded-full" />
          <div className="grid grow content-start gap-2 pt-1">
            <Skeleton className={`h-2.5 ${width}`} />
            <Skeleton className="h-2.5 w-4/5" />
          </div>
        </div>
      ))}
    </div>
  );
}
