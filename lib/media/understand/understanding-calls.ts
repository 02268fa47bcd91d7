import "server-only";
import { z } from "zod";
import type { Understanding } from "@/lib/media/understand/understanding";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

/** Longer than the slowest look: a second job must not pay for the same answer. */
const leaseMs = 120_000;
/** With pauses of 5, 10, 20 and 40 seconds between them, or what the provider asks for. */
const mostAttempts = 5;
const firstPauseMs = 5_000;
/** What the announcement is given before redrive takes a file up. */
const graceMs = 20_000;

const moment = z.iso.datetime({ offset: true });
const claimed = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("nothing") }),
  z.object({ kind: z.literal("wait"), until: moment }),
  z.object({
    kind: z.literal("claimed"),
    claim: z.uuid(),
    attempt: z.number().int(),
    customer_id: z.uuid(),
    message_type: z.string(),
    mime_type: z.string().nullable(),
    file_size: z.number().int().nullable(),
    storage_path: z.string(),
    locale: z.string().nullable(),
  }),
]);
export type ClaimedFile = Extract<z.infer<typeof claimed>, { kind: "claimed" }>;

/** The right to look into one stored file; `nothing` when it has a final answer or is gone. */
export function claimUnderstanding(mediaId: string) {
  return callFunction(
    serviceClient(),
    "claim_understanding",
    { p_media_id: mediaId, p_lease_ms: leaseMs },
    claimed,
  );
}

/** Keeps a final answer beside the file and in the message's words; false when the claim is no longer ours. */
export function saveUnderstanding(
  mediaId: string,
  claim: string,
  result: Exclude<Understanding, { status: "again" }>,
): Promise<boolean> {
  return callFunction(
    serviceClient(),
    "save_understanding",
    { p_media_id: mediaId, p_claim: claim, p_result: result },
    z.boolean(),
  );
}

const postponed = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("postponed"), until: moment }),
  z.object({ kind: z.literal("failed") }),
  z.object({ kind: z.literal("superseded") }),
]);

/** Gives a file back for a later attempt, or up after the last one. */
export function postponeUnderstanding(
  mediaId: string,
  claim: string,
  fault: Extract<Understanding, { status: "again" }>,
) {
  return callFunction(
    serviceClient(),
    "postpone_understanding",
    {
      p_media_id: mediaId,
      p_claim: claim,
      p_settings: {
        reason: fault.reason,
        max_attempts: mostAttempts,
        backoff_ms: firstPauseMs,
        retry_after_ms: fault.waitMs,
        usage: fault.usage ?? null,
      },
    },
    postponed,
  );
}

/** Stored files that wait and that nobody seems to be looking into. */
export function findUnderstandingWork(): Promise<string[]> {
  return callFunction(
    serviceClient(),
    "find_understanding_work",
    { p_grace_ms: graceMs },
    z.array(z.uuid()),
  );
}
