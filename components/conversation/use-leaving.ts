"use client";

import { useEffect } from "react";
import { pollChanges } from "@/components/conversation/conversation-queries";

/** Tells colleagues at once that the viewer has left; who cannot say so is forgotten after 20 seconds. */
export function useLeaving(id: string): void {
  useEffect(
    () => () => {
      const since = new Date().toISOString();
      const said = pollChanges(id, { since, activity: "left" }, new AbortController().signal);
      // Not being heard is no error: the presence of who says nothing ends by itself.
      said.catch(() => undefined);
    },
    [id],
  );
}
