"use client";

import { formatExact } from "@/components/time/format-time";
import { useViewerTime } from "@/components/time/viewer-time";

/** A time to the second with its zone: on paper nobody can hover. */
export function ExactTime({ iso }: { iso: string }) {
  const { zone } = useViewerTime();
  return <time dateTime={iso}>{formatExact(iso, zone)}</time>;
}
