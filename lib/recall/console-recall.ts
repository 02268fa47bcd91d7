import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import type { z } from "zod";
import { env } from "@/lib/env";
import { callRpc } from "@/lib/http/call-rpc";
import { embedQuestions } from "@/lib/recall/embed-questions";
import { recallSettings } from "@/lib/recall/recall-settings";
import { type ArmState, recallAnswer } from "@/lib/recall/recalled-hit";

export type ConsoleQuestion = {
  sessionId: string;
  /** The customer's words, and where triage named one the search query. */
  queries: readonly string[];
  /** As of which message; null for now. */
  uptoSeq: number | null;
  /** How many messages up to there the prompt holds anyway. */
  windowSize: number;
  limit: number;
};

/**
 * What the bot would recall for a question at a moment, as a member of staff may ask; nothing is kept.
 * @throws ApiError `not_found`, or when the role may not.
 */
export async function consoleRecall(
  supabase: SupabaseClient,
  { sessionId, queries, uptoSeq, windowSize, limit }: ConsoleQuestion,
): Promise<z.infer<typeof recallAnswer>> {
  if (!env().ENABLE_VECTOR_RECALL || limit === 0) {
    return {
      hits: [],
      arms: { vector: "off", lexical: "off" },
      best_similarity: null,
      best_coverage: null,
      chunk_count: 0,
    };
  }
  const embedded = await embedQuestions(queries);
  const vectors = embedded?.flatMap(({ model, vectors: of }) =>
    of.map((embedding) => ({ model, embedding })),
  );
  const answer = await callRpc(
    supabase,
    "console_recall_messages",
    {
      p_session_id: sessionId,
      p_queries: queries,
      p_vectors: vectors ?? null,
      p_upto_seq: uptoSeq,
      p_window_size: windowSize,
      p_limit: limit,
      p_settings: recallSettings(),
    },
    recallAnswer,
  );
  const vector: ArmState = embedded ? answer.arms.vector : "failed";
  return { ...answer, arms: { ...answer.arms, vector } };
}
