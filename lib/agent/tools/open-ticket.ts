import "server-only";
import { openedTicket } from "@/lib/agent/tools/ticket-fields";
import type { ToolCall } from "@/lib/agent/tools/tool";
import { ToolStop } from "@/lib/agent/tools/tool-stop";
import { callFunction } from "@/lib/supabase/call-function";
import type { Json } from "@/lib/supabase/database.types";
import { serviceClient } from "@/lib/supabase/service";

/** Opens the ticket of this turn; a turn that runs again finds the one it opened. */
export async function openTicket(call: ToolCall, ticket: { [name: string]: Json }) {
  const opened = await callFunction(
    serviceClient(),
    "open_ticket",
    { p_turn_id: call.turnId, p_ticket: ticket },
    openedTicket,
  );
  return opened ?? turnOver();
}

/** @throws ToolStop always: what the turn wanted is not done in its name any more. */
export function turnOver(): never {
  throw new ToolStop("refused", "turn_over", "The conversation has moved on. Nothing was done.");
}
