"use client";

import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";

const nearPx = 80;

const isNearEnd = (frame: HTMLElement) =>
  frame.scrollHeight - frame.scrollTop - frame.clientHeight < nearPx;

type Hold = {
  contentHeight: number;
  /** The newest bubble is at hand; the foot of what is loaded is the foot of the talk. */
  reachesEnd: boolean;
  /** Opened at the newest, not at a bubble further up. */
  startsAtEnd: boolean;
};

/**
 * Who reads the newest goes on reading it, whatever grows or shrinks: new bubbles, measured heights, a
 * banner, the field. Only scrolling upward lets go; coming back to the end holds on again.
 */
export function useStayAtEnd(
  frameRef: RefObject<HTMLElement | null>,
  { contentHeight, reachesEnd, startsAtEnd }: Hold,
): void {
  const holds = useRef(startsAtEnd);
  const lastTop = useRef(0);
  const reaches = useRef(reachesEnd);
  useEffect(() => {
    reaches.current = reachesEnd;
  });

  useLayoutEffect(() => {
    const frame = frameRef.current;
    if (frame && contentHeight > 0 && holds.current) frame.scrollTop = frame.scrollHeight;
  }, [frameRef, contentHeight]);

  useEffect(() => {
    const frame = frameRef.current;
    if (!frame) return;
    const onScroll = () => {
      if (isNearEnd(frame)) holds.current = reaches.current;
      else if (frame.scrollTop < lastTop.current) holds.current = false;
      lastTop.current = frame.scrollTop;
    };
    const observer = new ResizeObserver(() => {
      if (holds.current) frame.scrollTop = frame.scrollHeight;
    });
    frame.addEventListener("scroll", onScroll, { passive: true });
    observer.observe(frame);
    return () => {
      frame.removeEventListener("scroll", onScroll);
      observer.disconnect();
    };
  }, [frameRef]);
}
