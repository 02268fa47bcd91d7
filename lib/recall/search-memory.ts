import "server-only";
import type { z } from "zod";
import type { Embedded } from "@/lib/recall/embed-texts";
import { type RecallSettings, recallSettings } from "@/lib/recall/recall-settings";
import { recallAnswer } from "@/lib/recall/recalled-hit";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

export type MemorySearch = {
  sessionId: string;
  queries: readonly string[];
  embedded: readonly Embedded[] | null;
  uptoSeq: number;
  windowSize: number;
  limit: number;
  settings?: RecallSettings;
};

/** The search itself: both arms, fused and floored, in one round trip. */
export function searchMemory(search: MemorySearch): Promise<z.infer<typeof recallAnswer>> {
  const vectors = search.embedded?.flatMap(({ model, vectors: of }) =>
    of.map((embedding) => ({ model, embedding })),
  );
  return callFunction(
    serviceClient(),
    "recall_messages",
    {
      p_session_id: search.sessionId,
      p_queries: [...search.queries],
      ...(vectors ? { p_vectors: vectors } : {}),
      p_upto_seq: search.uptoSeq,
      p_window_size: search.windowSize,
      p_limit: search.limit,
      p_settings: search.settings ?? recallSettings(),
    },
    recallAnswer,
  );
}
