import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { newTicket, ticketRow } from "@/lib/tickets/console-schemas";
import { openTicketByStaff } from "@/lib/tickets/console-ticket-acts";

/** POST /api/console/sessions/:id/tickets: opens a ticket; the same client_key again opens no second one. */
export const POST = staffRoute({
  params: z.object({ id: z.uuid() }),
  body: newTicket.extend({ client_key: z.uuid() }),
  result: ticketRow,
  run: ({ supabase, params, body: { client_key, ...ticket } }) =>
    openTicketByStaff(supabase, params.id, ticket, client_key),
});
