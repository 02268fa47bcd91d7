import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import type { z } from "zod";
import { handedBack, type SessionHeader, sessionHeader } from "@/lib/chat/conversation-schemas";
import { callRpc } from "@/lib/http/call-rpc";

type HandedBack = z.infer<typeof handedBack>;

/** The caller answers from now on; again by the same person changes nothing. */
export function takeOverSession(
  supabase: SupabaseClient,
  sessionId: string,
): Promise<SessionHeader> {
  return callRpc(supabase, "take_over_session", { p_session_id: sessionId }, sessionHeader);
}

/** The bot answers from now on. `turn_wanted`: the customer waits, so a turn must be announced. */
export function handBackSession(supabase: SupabaseClient, sessionId: string): Promise<HandedBack> {
  return callRpc(supabase, "hand_back_session", { p_session_id: sessionId }, handedBack);
}

/**
 * A colleague answers from now on; null: any person, nobody yet.
 * @throws ApiError `not_assignable`, `session_closed`
 */
export function assignSession(
  supabase: SupabaseClient,
  sessionId: string,
  staffId: string | null,
): Promise<SessionHeader> {
  const args = { p_session_id: sessionId, p_staff_id: staffId };
  return callRpc(supabase, "assign_session", args, sessionHeader);
}

/** Ends the conversation; the bot's unsent words stay unsent. Again: no change. */
export function closeSession(supabase: SupabaseClient, sessionId: string): Promise<SessionHeader> {
  return callRpc(supabase, "close_session", { p_session_id: sessionId }, sessionHeader);
}

/** @throws ApiError `newer_session` when the customer has opened another since. */
export function reopenSession(supabase: SupabaseClient, sessionId: string): Promise<HandedBack> {
  return callRpc(supabase, "reopen_session", { p_session_id: sessionId }, handedBack);
}
