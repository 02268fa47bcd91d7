"use client";

import { type ComponentType, useEffect, useState, useSyncExternalStore } from "react";
import { toastWaits } from "@/components/ui/toast";

const retryMs = 3_000;

/** The place of toasts; empty until something is said for the first time. */
export function Toaster() {
  const isWanted = useSyncExternalStore(toastWaits.subscribe, toastWaits.read, () => false);
  const [Shown, setShown] = useState<ComponentType | null>(null);
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a failed load is tried again
  useEffect(() => {
    if (!isWanted || Shown) return;
    let timer: ReturnType<typeof setTimeout>;
    import("@/components/ui/shown-toasts").then(
      (found) => setShown(() => found.ShownToasts),
      () => {
        timer = setTimeout(() => setTries((done) => done + 1), retryMs);
      },
    );
    return () => clearTimeout(timer);
  }, [isWanted, Shown, tries]);
  return Shown && <Shown />;
}
