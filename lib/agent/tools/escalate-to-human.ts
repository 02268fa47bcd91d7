import "server-only";
import { z } from "zod";
import { openTicket } from "@/lib/agent/tools/open-ticket";
import { ticketFields } from "@/lib/agent/tools/ticket-fields";
import { defineTool } from "@/lib/agent/tools/tool";

/**
 * Opens a ticket and ends the bot's part. The session changes hands when the reply has left: before,
 * the gate would keep the reply that says so from leaving (P9).
 */
export const escalateToHuman = defineTool({
  name: "escalate_to_human",
  description:
    "Hands this conversation to a colleague at Parcelo. Use it whenever the customer asks for a person, is upset, or needs what no other tool can do. Your reply then tells them that a colleague takes over here and gives the ticket reference. Promise no time.",
  parameters: z.strictObject(ticketFields),
  writes: true,
  async run(args, call) {
    const ticket = await openTicket(call, { ...args, escalated: true });
    return {
      outcome: "done",
      data: { ticket: ticket.reference, conversation_goes_to: "a colleague, after this reply" },
      endsTurn: "handed_off",
      targets: [ticket.id],
    };
  },
});
