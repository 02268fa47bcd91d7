import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import type { z } from "zod";
import {
  queuedReply,
  type TranscriptMessage,
  transcriptMessage,
} from "@/lib/chat/conversation-schemas";
import { callRpc } from "@/lib/http/call-rpc";

type Reply = { sessionId: string; parts: string[]; clientKey: string };

/**
 * Queues one reply of the caller, a row a part. The same `clientKey` again returns the first result.
 * @throws ApiError `not_owner`, `session_closed`, or `not_allowed` with the gate's word as detail.
 */
export function queueStaffReply(
  supabase: SupabaseClient,
  { sessionId, parts, clientKey }: Reply,
): Promise<z.infer<typeof queuedReply>> {
  return callRpc(
    supabase,
    "queue_staff_reply",
    { p_session_id: sessionId, p_parts: parts, p_client_key: clientKey },
    queuedReply,
  );
}

/**
 * Queues a failed reply or template of staff for a new attempt.
 * @throws ApiError `not_failed`, `not_owner`, `session_closed`, or `not_allowed` with the gate's word.
 */
export function retryMessage(
  supabase: SupabaseClient,
  messageId: string,
): Promise<TranscriptMessage> {
  return callRpc(supabase, "retry_message", { p_message_id: messageId }, transcriptMessage);
}
