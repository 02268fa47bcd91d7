"use client";

import { formatClock } from "@/components/time/format-time";
import { useViewerTime } from "@/components/time/viewer-time";

/** The nightly run's hour, 23:00 UTC, in the viewer's zone. */
export function useNightTime(): string {
  const { now, zone } = useViewerTime();
  const night = new Date(now);
  night.setUTCHours(23, 0, 0, 0);
  return formatClock(night.toISOString(), zone);
}
