"use client";

import { parseAsInteger, useQueryState } from "nuqs";
import { useState } from "react";

/** The bubble to show; `wish` grows with each wish to go to it, also a second time. */
export type Goal = { seq: number; wish: number };

/**
 * Where in a conversation the reader wants to be. `?at=<seq>` in the address loads around a bubble; one
 * that is at hand already is gone to without loading.
 */
export function useGoal() {
  const [at, setAt] = useQueryState("at", parseAsInteger.withOptions({ history: "push" }));
  const [near, setNear] = useState<(Goal & { at: number | null }) | null>(null);
  const wished = near?.at === at ? near : null;
  const goal: Goal | null = wished ?? (at === null ? null : { seq: at, wish: 0 });
  return {
    at,
    goal,
    goFar: (seq: number | null) => void setAt(seq),
    goNear: (seq: number) => setNear({ at, seq, wish: (near?.wish ?? 0) + 1 }),
  };
}
