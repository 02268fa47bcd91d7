import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { type MessageHits, messageHits } from "@/lib/chat/search-schemas";
import { callRpc } from "@/lib/http/call-rpc";

/** A page of messages with these words, newest first, below `before`. */
export function searchMessages(
  supabase: SupabaseClient,
  request: { search: string; before: number | null },
): Promise<MessageHits> {
  return callRpc(
    supabase,
    "search_messages",
    { p_query: request.search, p_before: request.before, p_limit: 20 },
    messageHits,
  );
}
