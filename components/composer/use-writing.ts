"use client";

import { useEffect, useRef } from "react";

/** A pause longer than this is no writing any more. */
const pauseMs = 8_000;

/** Says whether the viewer is writing: from a keystroke on, until they pause, send or leave the field empty. */
export function useWriting(onWriting: (writing: boolean) => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stop = () => {
    clearTimeout(timer.current);
    onWriting(false);
  };
  const latest = useRef(onWriting);
  useEffect(() => {
    latest.current = onWriting;
  });
  // The field goes when a colleague takes over, the window closes or a note is written.
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      latest.current(false);
    },
    [],
  );
  return {
    stop,
    note: (text: string) => {
      if (!text.trim()) return stop();
      clearTimeout(timer.current);
      onWriting(true);
      timer.current = setTimeout(() => onWriting(false), pauseMs);
    },
  };
}
