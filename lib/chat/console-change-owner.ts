import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import type { z } from "zod";
import { handedBack, type SessionHeader, sessionHeader } from "@/lib/chat/console-schemas";
import { callRpc } from "@/lib/http/call-rpc";

/** The caller answers from now on; again by the same person changes nothing. */
export function takeOverSession(
  supabase: SupabaseClient,
  sessionId: string,
): Promise<SessionHeader> {
  return callRpc(supabase, "take_over_session", { p_session_id: sessionId }, sessionHeader);
}

/** The bot answers from now on. `turn_wanted`: the customer waits, so a turn must be announced. */
export function handBackSession(
  supabase: SupabaseClient,
  sessionId: string,
): Promise<z.infer<typeof handedBack>> {
  return callRpc(supabase, "hand_back_session", { p_session_id: sessionId }, handedBack);
}
