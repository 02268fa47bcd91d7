import "server-only";
import { errorCause } from "@/lib/operations/error-cause";
import { eraseStore } from "@/lib/privacy/erasure/erase-store";
import {
  claimErasureStep,
  failErasure,
  finishErasureStep,
} from "@/lib/privacy/erasure/erasure-calls";

/** How long one step of the job works before it hands its place back to the engine. */
const workMs = 4_000;

export type Advanced =
  | { kind: "more" }
  | { kind: "wait"; until: string; sendMessageId?: string | undefined }
  | { kind: "over" | "held" };

/**
 * Goes on with an erasure for a few seconds, store after store. Killed at any moment, the next call goes
 * on where this one was.
 * @throws what the store threw, after its code was recorded with the store.
 */
export async function advanceErasure(erasureId: string): Promise<Advanced> {
  const until = performance.now() + workMs;
  while (performance.now() < until) {
    const claimed = await claimErasureStep(erasureId);
    if (claimed.kind === "held") return { kind: "held" };
    if (claimed.kind !== "step") return { kind: "over" };
    try {
      const erased = await eraseStore(erasureId, claimed.store);
      if (erased.kind === "wait") return erased;
      if (erased.kind === "stop") return { kind: "over" };
      if (erased.kind === "done") await finishErasureStep(erasureId, claimed.store);
    } catch (error) {
      const { code } = errorCause(error);
      // What the check found does not go away by looking again: a person decides.
      const isFinal = code === "person_still_found";
      await failErasure(erasureId, claimed.store, code ?? "failed", isFinal);
      if (isFinal) return { kind: "over" };
      throw error;
    }
  }
  return { kind: "more" };
}
