"use client";

import { mediaCopy } from "@/components/copy/media";
import { hoursLeft } from "@/components/media/hours-left";
import { formatExact } from "@/components/time/format-time";
import { useViewerTime } from "@/components/time/viewer-time";

/** How long a file is still kept, with the exact instant on hover. */
export function GoesTime({ iso, className }: { iso: string; className?: string }) {
  const { zone, now } = useViewerTime();
  return (
    <time dateTime={iso} title={formatExact(iso, zone)} className={className}>
      {mediaCopy.keptFor(hoursLeft(iso, now) ?? 0)}
    </time>
  );
}
