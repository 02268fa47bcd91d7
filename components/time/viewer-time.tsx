"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { zoneCookie } from "@/components/time/zone-cookie";

type ViewerTime = { zone: string; now: number };

const Context = createContext<ViewerTime>({ zone: "UTC", now: 0 });

type ViewerTimeProviderProps = { initialZone: string; serverNow: number; children: ReactNode };

/**
 * The viewer's zone and a clock that ticks every 10 s. The server renders with the zone of the cookie and
 * its own clock, so that the first client render agrees with it; the browser's own values follow at once.
 */
export function ViewerTimeProvider({ initialZone, serverNow, children }: ViewerTimeProviderProps) {
  const [zone, setZone] = useState(initialZone);
  const [now, setNow] = useState(serverNow);

  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    setZone(own);
    // Who reads the privacy policy is no user of the console: nothing is kept on their device.
    if (window.location.pathname !== "/privacy")
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Safari and Firefox ESR
      document.cookie = `${zoneCookie}=${encodeURIComponent(own)}; path=/; max-age=31536000; samesite=lax`;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 10_000);
    return () => clearInterval(timer);
  }, []);

  return <Context value={{ zone, now }}>{children}</Context>;
}

export function useViewerTime(): ViewerTime {
  return useContext(Context);
}
