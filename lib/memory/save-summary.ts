import "server-only";
import { z } from "zod";
import type { Notes } from "@/lib/memory/notes";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

export type SummaryRecord = {
  message_count: number;
  cut_count: number;
  left_out_count: number;
  dropped_count: number;
  evicted_count: number;
  model: string;
  input_tokens: number;
  cached_tokens: number;
  output_tokens: number;
  cost_usd: number | null;
  latency_ms: number;
};

const saved = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("superseded") }),
  z.object({ kind: z.literal("saved"), is_more: z.boolean() }),
]);

/** Writes a version of the notes and moves the cursor, unless another claim or a changed message came between. */
export function saveSummary(save: {
  sessionId: string;
  fence: number;
  afterSeq: number;
  uptoSeq: number;
  notes: { base_id: string | null; content: Notes; rendered_text: string };
  record: SummaryRecord;
}) {
  return callFunction(
    serviceClient(),
    "save_summary",
    {
      p_session_id: save.sessionId,
      p_fence: save.fence,
      p_after_seq: save.afterSeq,
      p_upto_seq: save.uptoSeq,
      p_notes: save.notes,
      p_record: save.record,
    },
    saved,
  );
}
