"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useStayAtEnd } from "@/components/transcript/use-stay-at-end";

type TranscriptScroll = {
  frameRef: RefObject<HTMLElement | null>;
  count: number;
  keyOf: (index: number) => string;
  heightOf: (index: number) => number;
  /** Place of the bubble at which the conversation was opened; null: at the newest. */
  openAt: number | null;
  older: { has: boolean; loading: boolean; load: () => unknown };
  newer: { has: boolean; loading: boolean; load: () => unknown };
};

const loadWithin = 10;

/**
 * Only what is near the screen is in the page. Stretches load at both ends without moving what is read;
 * opened at a bubble, that bubble stands in the middle first.
 */
export function useTranscriptScroll({
  frameRef,
  count,
  keyOf,
  heightOf,
  openAt,
  older,
  newer,
}: TranscriptScroll) {
  "use no memo"; // The virtualizer changes inside one object, which the compiler would take for unchanged.
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => frameRef.current,
    estimateSize: heightOf,
    getItemKey: keyOf,
    anchorTo: "end",
    followOnAppend: !newer.has,
    scrollEndThreshold: 80,
    overscan: 12,
    paddingStart: 12,
    paddingEnd: 12,
    initialRect: { width: 640, height: 900 },
    initialOffset: openAt === null ? () => Number.MAX_SAFE_INTEGER : 0,
  });
  useStayAtEnd(frameRef, {
    contentHeight: virtual.getTotalSize(),
    reachesEnd: !newer.has,
    startsAtEnd: openAt === null,
  });

  const isScrolled = virtual.scrollElement !== null;
  const [placed, setPlaced] = useState(openAt === null);
  const target = useRef(openAt);
  useEffect(() => {
    if (!isScrolled || target.current === null) return;
    virtual.scrollToIndex(target.current, { align: "center" });
    target.current = null;
    // What loads before the bubble stands in its place would move it; a frame is enough to measure.
    const frame = requestAnimationFrame(() => requestAnimationFrame(() => setPlaced(true)));
    return () => cancelAnimationFrame(frame);
  }, [isScrolled, virtual]);

  const places = virtual.getVirtualItems();
  const first = places[0]?.index ?? 0;
  const last = places.at(-1)?.index ?? 0;
  const ready = isScrolled && placed;
  useEffect(() => {
    if (ready && first < loadWithin && older.has && !older.loading) older.load();
    else if (ready && last >= count - loadWithin && newer.has && !newer.loading) newer.load();
  });

  return {
    virtual,
    places,
    atEnd: !newer.has && virtual.isAtEnd(),
    show: (index: number) => virtual.scrollToIndex(index, { align: "center" }),
  };
}
