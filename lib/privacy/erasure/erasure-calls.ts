import "server-only";
import { z } from "zod";
import { env } from "@/lib/env";
import { type ErasureStore, erasureStores, servedStores } from "@/lib/privacy/erasure/policy";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

const store = z.enum(erasureStores as [ErasureStore, ...ErasureStore[]]);

const begun = z.enum(["running", "awaiting_second", "held", "over"]);

/** Whether a second person has to agree: as configured, else in production only. */
export const needsSecondPerson = (): boolean =>
  env().ERASURE_NEEDS_SECOND_PERSON ?? env().ENVIRONMENT === "production";

/** Starts an approved erasure, or goes on with one. */
export const beginErasure = (erasureId: string) =>
  callFunction(
    serviceClient(),
    "begin_erasure",
    {
      p_run_id: erasureId,
      p_needs_second: needsSecondPerson(),
      p_stores: [...erasureStores],
    },
    begun,
  );

/** Rows a batch: well inside a hosted database's 8 s a statement, also on a small machine. */
const rowsPerBatch = 1_000;
/** 4 MB of a table. */
const blocksPerScan = 512;

const reached = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("step"), store: z.enum(servedStores) }),
  z.object({ kind: z.literal("failed"), store, code: z.string() }),
  z.object({ kind: z.literal("wait"), until: z.iso.datetime({ offset: true }) }),
  z.object({ kind: z.enum(["more", "held"]) }),
  z.object({ kind: z.enum(["over", "done"]) }),
]);

/** Lets the database empty the stores that it can by itself, for so long; names the one that it cannot. */
export const advanceInDatabase = (erasureId: string, milliseconds: number) =>
  callFunction(
    serviceClient(),
    "advance_erasure",
    {
      p_run_id: erasureId,
      p_limit: rowsPerBatch,
      p_blocks: blocksPerScan,
      p_milliseconds: milliseconds,
    },
    reached,
  );

/** Says that a store holds nothing of the person any more. */
export const finishErasureStep = (erasureId: string, done: ErasureStore) =>
  callFunction(
    serviceClient(),
    "finish_erasure_step",
    { p_run_id: erasureId, p_store: done },
    z.unknown(),
  );

/** Records why a store could not be emptied; final: nobody tries again without being asked. */
export const failErasure = (
  erasureId: string,
  failed: ErasureStore | null,
  code: string,
  isFinal: boolean,
) =>
  callFunction(
    serviceClient(),
    "fail_erasure",
    {
      p_run_id: erasureId,
      p_store: failed ?? "",
      p_error_code: code,
      p_is_final: isFinal,
    },
    z.unknown(),
  );

/** Erasures that nobody seems to work on, to be announced again. */
export const findErasureWork = () =>
  callFunction(serviceClient(), "find_unfinished_erasures", {}, z.array(z.uuid()));
