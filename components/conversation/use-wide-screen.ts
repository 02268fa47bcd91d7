"use client";

import { useSyncExternalStore } from "react";

const query = "(min-width: 1200px)";

function subscribe(onChange: () => void) {
  const media = window.matchMedia(query);
  media.addEventListener("change", onChange);
  return () => media.removeEventListener("change", onChange);
}

/** True where the side pane stands beside the talk. The server, which cannot know, renders without it. */
export function useWideScreen(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
    () => false,
  );
}
