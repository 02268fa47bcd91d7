import "server-only";
import { z } from "zod";
import { fenceErasure } from "@/lib/privacy/erasure/fence-erasure";
import { hashEvents, hashWamids } from "@/lib/privacy/erasure/hash-traces";
import type { ErasureStore } from "@/lib/privacy/erasure/policy";
import { removeErasedObjects } from "@/lib/privacy/erasure/remove-erased-objects";
import { SafeError } from "@/lib/safe-error";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

/** One batch: well inside a hosted database's 8 s a statement, also on a small machine. */
const rowsPerBatch = 1_000;
/** 4 MB of a table. */
const blocksPerScan = 512;

export type Erased =
  | { kind: "more" }
  | { kind: "done" }
  /** `sendMessageId`: what the person is still to be told, to be announced. */
  | { kind: "wait"; until: string; sendMessageId?: string | undefined }
  | { kind: "stop" };

const batch = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("erased"), count: z.number().int(), more: z.boolean() }),
  z.object({ kind: z.literal("wait"), until: z.iso.datetime({ offset: true }) }),
  z.object({ kind: z.enum(["over", "held"]) }),
]);
const scanned = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("scanned"), more: z.boolean(), findings: z.number().int() }),
  z.object({ kind: z.literal("over") }),
]);

const moreOrDone = (more: boolean): Erased => (more ? { kind: "more" } : { kind: "done" });

/**
 * One bounded piece of one store of a running erasure. Repeating it is safe: what is gone counts as done.
 * @throws SafeError `person_still_found` when the check finds the person after all.
 */
export async function eraseStore(erasureId: string, store: ErasureStore): Promise<Erased> {
  switch (store) {
    case "fence":
      return fenceErasure(erasureId);
    case "wamids":
      return moreOrDone(await hashWamids(erasureId, rowsPerBatch));
    case "events":
      return moreOrDone(await hashEvents(erasureId, rowsPerBatch));
    case "objects":
      return moreOrDone(await removeErasedObjects(erasureId));
    case "mentions":
      return moreOrDone(await eraseMentions(erasureId));
    case "check":
      return check(erasureId);
    case "certificate":
      await callFunction(serviceClient(), "certify_erasure", { p_run_id: erasureId }, z.string());
      return { kind: "done" };
    default:
      return eraseBatch(erasureId, store);
  }
}

async function eraseBatch(erasureId: string, store: ErasureStore): Promise<Erased> {
  const args = { p_run_id: erasureId, p_store: store, p_limit: rowsPerBatch };
  const erased = await callFunction(serviceClient(), "erase_batch", args, batch);
  if (erased.kind === "wait") return erased;
  return erased.kind === "erased" ? moreOrDone(erased.more) : { kind: "stop" };
}

async function eraseMentions(erasureId: string): Promise<boolean> {
  const result = z.object({ more: z.boolean() });
  return (await callFunction(serviceClient(), "erase_mentions", { p_run_id: erasureId }, result))
    .more;
}

async function check(erasureId: string): Promise<Erased> {
  const args = { p_run_id: erasureId, p_blocks: blocksPerScan };
  const found = await callFunction(serviceClient(), "scan_for_erased", args, scanned);
  if (found.kind === "over") return { kind: "stop" };
  if (found.more) return { kind: "more" };
  if (found.findings > 0) {
    throw new SafeError(
      "person_still_found",
      `The check found the person in ${found.findings} places`,
    );
  }
  return { kind: "done" };
}
