import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import {
  type SessionCursor,
  type SessionListChanges,
  type SessionPage,
  sessionListChanges,
  sessionPage,
} from "@/lib/chat/console-schemas";
import type { ListRequest } from "@/lib/chat/list-request";
import { callRpc } from "@/lib/http/call-rpc";
import { regionCallingCode } from "@/lib/whatsapp/region-calling-code";

/** A page of the list; without a cursor the first. */
export function listSessions(
  supabase: SupabaseClient,
  request: ListRequest & { cursor: SessionCursor | null },
): Promise<SessionPage> {
  return callRpc(
    supabase,
    "list_sessions",
    { ...listArguments(request), p_cursor: request.cursor, p_limit: 50 },
    sessionPage,
  );
}

/** What changed in the list since `as_of` of the last answer. */
export function listSessionChanges(
  supabase: SupabaseClient,
  request: ListRequest & { since: string },
): Promise<SessionListChanges> {
  return callRpc(
    supabase,
    "session_list_changes",
    { ...listArguments(request), p_since: request.since },
    sessionListChanges,
  );
}

/** Staff type national numbers, so the region's calling code goes along. */
function listArguments({ filter, search, assignee, unread }: ListRequest) {
  return {
    p_filter: filter,
    p_query: search.trim() || null,
    p_calling_code: regionCallingCode(),
    p_assignee: assignee,
    p_unread: unread,
  };
}
