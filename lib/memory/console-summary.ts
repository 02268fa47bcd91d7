import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { callRpc } from "@/lib/http/call-rpc";
import { type SessionMemory, sessionMemory } from "@/lib/memory/session-memory";

/** What the bot remembers of a conversation, as staff read it; null when nothing was summed up yet. */
export function readSessionSummary(
  supabase: SupabaseClient,
  sessionId: string,
): Promise<SessionMemory | null> {
  return callRpc(supabase, "session_memory", { p_session_id: sessionId }, sessionMemory.nullable());
}
