import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { getCountryCallingCode, isSupportedCountry } from "libphonenumber-js/min";
import {
  type SessionCursor,
  type SessionFilter,
  type SessionListChanges,
  type SessionPage,
  sessionListChanges,
  sessionPage,
} from "@/lib/chat/console-schemas";
import { env } from "@/lib/env";
import { callRpc } from "@/lib/http/call-rpc";

type ListRequest = { filter: SessionFilter; search: string };

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
function listArguments({ filter, search }: ListRequest) {
  const region = env().DEFAULT_PHONE_REGION;
  return {
    p_filter: filter,
    p_query: search.trim() || null,
    p_calling_code: isSupportedCountry(region) ? getCountryCallingCode(region) : "",
  };
}
