import type { ToolResult } from "@/lib/agent/tools/tool";
import { problemResult } from "@/lib/agent/tools/tool-stop";

/**
 * How a call ended whose yes an earlier execution used up, the answer lost on the way. What the lookups
 * see now (an empty cart, an order that is paid) may be that execution's own work, so "nothing was done"
 * would be a guess; only a repetition that the backend answers is known. Pure.
 */
export function afterLostAnswer(result: ToolResult): ToolResult {
  if (result.outcome === "done") return result;
  return problemResult(
    "failed",
    "answer_lost",
    "The customer's yes was acted on, but the answer was lost: it is not known whether it was done. Look at their orders or payments before you say anything about it, do not ask for another yes, and offer a ticket or a person.",
  );
}
