"use client";

import { formatClock, formatExact, formatRowTime } from "@/components/time/format-time";
import { useViewerTime } from "@/components/time/viewer-time";

type ClockTimeProps = { iso: string; kind?: "clock" | "row"; className?: string };

/** A time in the viewer's zone, with the exact instant on hover. */
export function ClockTime({ iso, kind = "clock", className }: ClockTimeProps) {
  const { zone, now } = useViewerTime();
  return (
    <time dateTime={iso} title={formatExact(iso, zone)} className={className}>
      {kind === "row" ? formatRowTime(iso, now, zone) : formatClock(iso, zone)}
    </time>
  );
}
