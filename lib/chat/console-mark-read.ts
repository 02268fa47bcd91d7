import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { callRpc } from "@/lib/http/call-rpc";

export const markedRead = z.object({ ok: z.literal(true) });
export const markedAllRead = z.object({ before: z.int() });

/** The caller has seen a conversation up to this message. */
export function markSessionRead(supabase: SupabaseClient, sessionId: string, uptoSeq: number) {
  return callRpc(
    supabase,
    "mark_session_read",
    { p_session_id: sessionId, p_upto_seq: uptoSeq },
    markedRead,
  );
}

/** Everything, or everything up to a message, counts as read; where the mark stood before. */
export function markAllRead(supabase: SupabaseClient, uptoSeq: number | null) {
  return callRpc(supabase, "mark_all_read", { p_upto_seq: uptoSeq }, markedAllRead);
}
