import type { ToolRun } from "@/lib/agent/tools/tool";
import type { BegunStep, Turn } from "@/lib/chat/begin-turn-step";

/** Whose turn tools act for: read from the claimed turn, never from what a model wrote. */
export function toolRunOf(turn: Turn, begun: BegunStep): ToolRun {
  return {
    sessionId: begun.session_id,
    customerId: begun.customer_id,
    turnId: turn.turnId,
    uptoSeq: begun.upto_seq,
    locale: begun.last_language ?? begun.locale,
  };
}
