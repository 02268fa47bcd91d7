"use client";

import { useEffect, useState } from "react";
import { useViewerTime } from "@/components/time/viewer-time";

/** From here on the window is counted in seconds. */
export const lastStretchMs = 10 * 60_000;

/** The viewer's clock, which ticks every second while the window is about to close. */
export function useWindowClock(expiresAt: string | null): number {
  const { now } = useViewerTime();
  const [second, setSecond] = useState(now);
  const left = expiresAt === null ? 0 : Date.parse(expiresAt) - now;
  const counts = left > 0 && left < lastStretchMs;
  useEffect(() => {
    if (!counts) return;
    const timer = setInterval(() => setSecond(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [counts]);
  return counts ? Math.max(now, second) : now;
}
