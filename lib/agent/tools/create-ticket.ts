import "server-only";
import { z } from "zod";
import { openTicket } from "@/lib/agent/tools/open-ticket";
import { ticketFields } from "@/lib/agent/tools/ticket-fields";
import { defineTool } from "@/lib/agent/tools/tool";

export const createTicket = defineTool({
  name: "create_ticket",
  description:
    "Opens a support ticket for something a colleague must look into later, while you go on helping. Files the customer just sent are attached. Gives the reference to tell the customer.",
  parameters: z.strictObject(ticketFields),
  writes: true,
  async run(args, call) {
    const ticket = await openTicket(call, { ...args, escalated: false });
    return {
      outcome: "done",
      data: { ticket: ticket.reference, status: ticket.status },
      targets: [ticket.id],
    };
  },
});
