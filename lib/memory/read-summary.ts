import "server-only";
import { type SessionMemory, sessionMemory } from "@/lib/memory/session-memory";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

/**
 * The newest notes on a session, or as they were at message `uptoSeq`; the customer's previous
 * session's while this one has none.
 */
export function readSummary(sessionId: string, uptoSeq?: number): Promise<SessionMemory | null> {
  return callFunction(
    serviceClient(),
    "session_memory",
    { p_session_id: sessionId, ...(uptoSeq !== undefined && { p_upto_seq: uptoSeq }) },
    sessionMemory.nullable(),
  );
}
