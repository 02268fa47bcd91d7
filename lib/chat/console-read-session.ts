import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import {
  type SessionChanges,
  type SessionHeader,
  sessionChanges,
  sessionHeader,
  type TranscriptPage,
  transcriptPage,
} from "@/lib/chat/console-schemas";
import { callRpc } from "@/lib/http/call-rpc";

/** @throws ApiError `not_found` */
export function readSessionHeader(
  supabase: SupabaseClient,
  sessionId: string,
): Promise<SessionHeader> {
  return callRpc(supabase, "session_header", { p_session_id: sessionId }, sessionHeader);
}

/** Fifty bubbles before the given seq, or the newest; oldest first. */
export function readTranscript(
  supabase: SupabaseClient,
  sessionId: string,
  before: number | null,
): Promise<TranscriptPage> {
  return callRpc(
    supabase,
    "session_transcript",
    { p_session_id: sessionId, p_before: before, p_limit: 50 },
    transcriptPage,
  );
}

/** Header and every bubble that is new or moved since `as_of` of the last answer. */
export function readSessionChanges(
  supabase: SupabaseClient,
  sessionId: string,
  since: string,
): Promise<SessionChanges> {
  return callRpc(
    supabase,
    "session_changes",
    { p_session_id: sessionId, p_since: since },
    sessionChanges,
  );
}
