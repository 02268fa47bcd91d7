import "server-only";
import { z } from "zod";
import { turnOver } from "@/lib/agent/tools/open-ticket";
import { defineTool } from "@/lib/agent/tools/tool";
import { problemResult } from "@/lib/agent/tools/tool-stop";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

const added = z.object({
  kind: z.enum(["added", "closed", "not_found", "turn_over"]),
  id: z.uuid().optional(),
  reference: z.string().optional(),
  status: z.string().optional(),
});

export const replyTicket = defineTool({
  name: "reply_ticket",
  description:
    "Adds what the customer says about one of their tickets to it, with the files they just sent, and puts it before a colleague again.",
  parameters: z.strictObject({
    ticket: z.string().max(20).describe("Reference such as T-1042."),
    message: z.string().trim().min(1).max(4_000).describe("The customer's words, not yours."),
  }),
  writes: true,
  async run({ ticket, message }, call) {
    const answer = await callFunction(
      serviceClient(),
      "reply_to_own_ticket",
      { p_turn_id: call.turnId, p_reference: ticket, p_body: message },
      added,
    );
    switch (answer.kind) {
      case "turn_over":
        return turnOver();
      case "not_found":
        return problemResult(
          "not_found",
          "not_found",
          "This customer has no ticket with that reference.",
        );
      case "closed":
        return problemResult("refused", "ticket_closed", "That ticket is closed. Open a new one.");
      case "added":
        return {
          outcome: "done",
          data: { ticket: answer.reference ?? null, status: answer.status ?? null },
          targets: answer.id === undefined ? [] : [answer.id],
        };
    }
  },
});
