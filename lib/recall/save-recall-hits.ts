import "server-only";
import { z } from "zod";
import type { RecalledHit } from "@/lib/recall/recalled-hit";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

export type JudgedHit = Pick<
  RecalledHit,
  "message_id" | "chunk_index" | "chunk_count" | "similarity" | "lexical" | "score" | "rank"
> & {
  /** What kept the hit out of the prompt; null when it went in. */
  cut_reason: "budget" | null;
};

/** Records what was recalled for a turn; a generation that is repeated replaces the record. */
export async function saveRecallHits(turnId: string, hits: readonly JudgedHit[]): Promise<void> {
  await callFunction(
    serviceClient(),
    "save_recall_hits",
    {
      p_turn_id: turnId,
      p_hits: hits.map(
        ({
          message_id,
          chunk_index,
          chunk_count,
          similarity,
          lexical,
          score,
          rank,
          cut_reason,
        }) => ({
          message_id,
          chunk_index,
          chunk_count,
          similarity,
          lexical,
          score,
          rank,
          cut_reason,
        }),
      ),
    },
    z.number().int(),
  );
}
