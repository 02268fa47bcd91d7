import "server-only";
import { z } from "zod";
import { defineTool } from "@/lib/agent/tools/tool";
import { problemResult } from "@/lib/agent/tools/tool-stop";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

const tickets = z.array(
  z.object({
    id: z.uuid(),
    reference: z.string(),
    subject: z.string(),
    status: z.string(),
    priority: z.string(),
    created_at: z.string(),
    last_activity_at: z.string(),
    messages: z.array(z.object({ from: z.string(), text: z.string(), at: z.string() })),
  }),
);

export const getTickets = defineTool({
  name: "get_tickets",
  description:
    "The customer's own support tickets and how they stand: the newest ones, or one by its reference with its messages.",
  parameters: z.strictObject({
    ticket: z
      .string()
      .max(20)
      .nullable()
      .describe("Reference such as T-1042; null for the newest."),
  }),
  writes: false,
  async run({ ticket }, call) {
    const found = await callFunction(
      serviceClient(),
      "own_tickets",
      { p_customer_id: call.customerId, ...(ticket !== null && { p_reference: ticket }) },
      tickets,
    );
    if (ticket !== null && found.length === 0) {
      return problemResult(
        "not_found",
        "not_found",
        "This customer has no ticket with that reference.",
      );
    }
    return {
      outcome: "done",
      data: { tickets: found.map(({ id: _, ...shown }) => shown) },
      targets: found.map(({ id }) => id),
    };
  },
});
