import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import {
  type PromptAsSent,
  sentPrompt,
  type TurnWhy,
  turnRecord,
} from "@/lib/agent/console-schemas";
import { callRpc } from "@/lib/http/call-rpc";
import { recallSettings } from "@/lib/recall/recall-settings";
import type { Staff } from "@/lib/staff/current-staff";

/**
 * Why the bot answered as it did in one turn.
 * @throws ApiError `not_found`, or when the caller is not staff
 */
export async function readTurnWhy(
  supabase: SupabaseClient,
  staff: Staff,
  turnId: string,
): Promise<TurnWhy> {
  const record = await callRpc(supabase, "turn_why", { p_turn_id: turnId }, turnRecord);
  const { min_similarity: similarity, min_coverage: coverage } = recallSettings();
  return {
    ...record,
    floors: { similarity, coverage },
    may_read_prompts: staff.role === "admin" && record.prompt_count > 0,
  };
}

/** The turn whose hand-over a line of the transcript tells. */
export function findTurnBehindEvent(supabase: SupabaseClient, messageId: string): Promise<string> {
  return callRpc(supabase, "turn_behind_event", { p_message_id: messageId }, z.uuid());
}

/** The prompts of a turn word for word; admins only, and each look is audited. */
export function readTurnPrompts(supabase: SupabaseClient, turnId: string): Promise<PromptAsSent[]> {
  return callRpc(supabase, "read_turn_prompts", { p_turn_id: turnId }, z.array(sentPrompt));
}
