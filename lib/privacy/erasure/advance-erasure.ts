import "server-only";
import { errorCause } from "@/lib/operations/error-cause";
import { eraseStore } from "@/lib/privacy/erasure/erase-store";
import {
  advanceInDatabase,
  failErasure,
  finishErasureStep,
} from "@/lib/privacy/erasure/erasure-calls";
import type { ErasureStore } from "@/lib/privacy/erasure/policy";
import { DatabaseError } from "@/lib/supabase/database-error";

/** How long one step of the job works before it hands its place back to the engine. */
const workMs = 4_000;
/** How long the database goes from store to store in one call: others wait for the same connection. */
const callMs = 250;

export type Advanced =
  | { kind: "more" }
  | { kind: "wait"; until: string; sendMessageId?: string | undefined }
  | { kind: "over" | "held" };

/**
 * Goes on with an erasure for a few seconds, store after store. Killed at any moment, the next call goes
 * on where this one was. `databaseMs` 0: a call of the database does one piece of one store.
 * @throws what the store threw, after its code was recorded with the store.
 */
export async function advanceErasure(erasureId: string, databaseMs = callMs): Promise<Advanced> {
  const until = performance.now() + workMs;
  while (performance.now() < until) {
    const reached = await advanceInDatabase(erasureId, databaseMs);
    switch (reached.kind) {
      case "more":
        continue;
      case "wait":
        return reached;
      case "held":
        return { kind: "held" };
      case "over":
      case "done":
        return { kind: "over" };
      case "failed":
        // What the check found does not go away by looking again: a person decides.
        if (reached.code === "person_still_found") {
          await failErasure(erasureId, reached.store, reached.code, true);
          return { kind: "over" };
        }
        return recordAndThrow(
          erasureId,
          reached.store,
          new DatabaseError("advance_erasure", reached.code, 400),
        );
      case "step": {
        const erased = await eraseStore(erasureId, reached.store).catch((error) =>
          recordAndThrow(erasureId, reached.store, error),
        );
        if (erased.kind === "wait") return erased;
        if (erased.kind === "stop") return { kind: "over" };
        if (erased.kind === "done") await finishErasureStep(erasureId, reached.store);
      }
    }
  }
  return { kind: "more" };
}

async function recordAndThrow(
  erasureId: string,
  store: ErasureStore,
  error: unknown,
): Promise<never> {
  await failErasure(erasureId, store, errorCause(error).code ?? "failed", false);
  throw error;
}
