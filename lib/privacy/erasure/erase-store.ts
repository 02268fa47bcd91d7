import "server-only";
import { fenceErasure } from "@/lib/privacy/erasure/fence-erasure";
import { hashEvents, hashWamids } from "@/lib/privacy/erasure/hash-traces";
import type { ServedStore } from "@/lib/privacy/erasure/policy";
import { removeErasedObjects } from "@/lib/privacy/erasure/remove-erased-objects";

/** One batch: well inside a hosted database's 8 s a statement, also on a small machine. */
const rowsPerBatch = 1_000;

export type Erased =
  | { kind: "more" }
  | { kind: "done" }
  /** `sendMessageId`: what the person is still to be told, to be announced. */
  | { kind: "wait"; until: string; sendMessageId?: string | undefined }
  | { kind: "stop" };

const moreOrDone = (more: boolean): Erased => (more ? { kind: "more" } : { kind: "done" });

/**
 * One bounded piece of a store that the database cannot empty alone: it has neither the key of the hashes
 * nor the files. Repeating it is safe: what is gone counts as done.
 */
export async function eraseStore(erasureId: string, store: ServedStore): Promise<Erased> {
  switch (store) {
    case "fence":
      return fenceErasure(erasureId);
    case "wamids":
      return moreOrDone(await hashWamids(erasureId, rowsPerBatch));
    case "events":
      return moreOrDone(await hashEvents(erasureId, rowsPerBatch));
    case "objects":
      return moreOrDone(await removeErasedObjects(erasureId));
  }
}
