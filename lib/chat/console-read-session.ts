import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import {
  type Activity,
  type SessionChanges,
  type SessionHeader,
  sessionChanges,
  sessionHeader,
  type TranscriptPage,
  type TranscriptPlace,
  transcriptPage,
} from "@/lib/chat/conversation-schemas";
import { callRpc } from "@/lib/http/call-rpc";

/** @throws ApiError `not_found` */
export function readSessionHeader(
  supabase: SupabaseClient,
  sessionId: string,
): Promise<SessionHeader> {
  return callRpc(supabase, "session_header", { p_session_id: sessionId }, sessionHeader);
}

/** Fifty bubbles of a stretch, oldest first, with the notes that stand among them. */
export function readTranscript(
  supabase: SupabaseClient,
  sessionId: string,
  place: TranscriptPlace,
): Promise<TranscriptPage> {
  const from = Object.fromEntries(
    Object.entries(place ?? {}).map(([name, seq]) => [`p_${name}`, seq]),
  );
  return callRpc(
    supabase,
    "session_transcript",
    { p_session_id: sessionId, p_limit: 50, ...from },
    transcriptPage,
  );
}

/**
 * Says what the caller does in a conversation, and reads the header, every bubble and note that is new
 * or changed since `as_of` of the last answer, and who else is there: one call for all.
 */
export function pollSession(
  supabase: SupabaseClient,
  sessionId: string,
  { since, activity }: { since: string; activity: Activity },
): Promise<SessionChanges> {
  return callRpc(
    supabase,
    "poll_session",
    { p_session_id: sessionId, p_since: since, p_activity: activity },
    sessionChanges,
  );
}
