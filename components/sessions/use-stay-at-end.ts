"use client";

import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";

const nearPx = 80;

const isNearEnd = (frame: HTMLElement) =>
  frame.scrollHeight - frame.scrollTop - frame.clientHeight < nearPx;

/**
 * Who reads the newest goes on reading it, whatever grows or shrinks: new bubbles, measured heights, a
 * banner, the field. Only scrolling upward lets go; coming back to the end holds on again.
 */
export function useStayAtEnd(frameRef: RefObject<HTMLElement | null>, contentHeight: number): void {
  const holds = useRef(true);
  const lastTop = useRef(0);

  useLayoutEffect(() => {
    const frame = frameRef.current;
    if (frame && contentHeight > 0 && holds.current) frame.scrollTop = frame.scrollHeight;
  }, [frameRef, contentHeight]);

  useEffect(() => {
    const frame = frameRef.current;
    if (!frame) return;
    const onScroll = () => {
      if (isNearEnd(frame)) holds.current = true;
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
