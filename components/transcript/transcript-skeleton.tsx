import { commonCopy } from "@/components/copy/common";
import { Skeleton } from "@/components/ui/skeleton";

const bubbles = ["w-56", "ml-auto w-72", "w-40", "ml-auto w-64", "w-72", "ml-auto w-48"];

export function TranscriptSkeleton({ withoutHeader = false }: { withoutHeader?: boolean }) {
  return (
    <div role="status" className="flex min-h-0 grow flex-col">
      <span className="sr-only">{commonCopy.loading}</span>
      {!withoutHeader && (
        <div className="flex h-(--bar) items-center gap-2.5 border-b border-line px-4">
          <Skeleton className="size-7 rounded-full" />
          <Skeleton className="h-3 w-36" />
        </div>
      )}
      <div className="grid grow content-end gap-4 bg-canvas p-5">
        {bubbles.map((place) => (
          <Skeleton key={place} className={`h-10 rounded-bubble ${place}`} />
        ))}
      </div>
    </div>
  );
}
