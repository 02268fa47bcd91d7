import type { HandOffReason } from "@/lib/agent/hand-off-reason";
import type { FaultKind, ModelFault } from "@/lib/agent/model-fault";

/** How the next call is made. `brief`: ask for a shorter answer and leave it more room. */
export type Attempt = {
  model: "main" | "fallback";
  waitMs: number;
  promptShare: number;
  brief: boolean;
};
export type Plan = Attempt | { giveUp: HandOffReason };

export const firstAttempt: Attempt = { model: "main", waitMs: 0, promptShare: 1, brief: false };

/** Waits of a model before each further call, by fault; when the list is used up the fault lasts. */
const waits: Record<FaultKind, readonly number[]> = {
  rate_limited: [2_000, 6_000],
  unavailable: [1_000, 4_000],
  timed_out: [0],
  truncated: [0],
  empty: [0],
  too_long: [0],
  rejected: [],
  refused: [],
};
/** Calls of one model for one answer, whatever the faults: it ends what would never end. */
const mostCalls = 4;
/** Longer than that no customer waits for a rate limit: the other model, or a person. */
const longestWaitMs = 45_000;

const reasons: Record<FaultKind, HandOffReason> = {
  rate_limited: "model_failed",
  unavailable: "model_failed",
  timed_out: "model_failed",
  too_long: "model_failed",
  rejected: "model_failed",
  truncated: "model_incomplete",
  empty: "model_empty",
  refused: "model_refused",
};

export type Failed = ModelFault & { model: Attempt["model"] };

/**
 * What to do after the faults so far of one answer: try again (how, and when), use the fallback model
 * once the fault lasts, or give up and hand over. A refusal is an answer: no other model is asked to
 * get around it.
 */
export function planAttempt(failed: readonly Failed[], hasFallback: boolean): Plan {
  const last = failed.at(-1);
  if (!last) return firstAttempt;
  const same = failed.filter((each) => each.model === last.model && each.fault === last.fault);
  const wait = waits[last.fault][same.length - 1];
  const waitMs = last.fault === "rate_limited" ? (last.waitMs ?? wait ?? 0) : (wait ?? 0);
  const shape = {
    promptShare: failed.some((each) => each.fault === "too_long") ? 0.5 : 1,
    brief: failed.some((each) => each.fault === "truncated"),
  };
  const calls = failed.filter((each) => each.model === last.model).length;
  if (wait !== undefined && waitMs <= longestWaitMs && calls < mostCalls)
    return { model: last.model, waitMs, ...shape };
  if (last.model === "main" && hasFallback && last.fault !== "refused") {
    return { model: "fallback", waitMs: 0, ...shape };
  }
  return { giveUp: reasons[last.fault] };
}
