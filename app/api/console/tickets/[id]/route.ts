import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { readTicket } from "@/lib/tickets/console-read-ticket";
import { ticketDetail } from "@/lib/tickets/console-schemas";

/** GET /api/console/tickets/:id: a ticket with its thread. */
export const GET = staffRoute({
  params: z.object({ id: z.uuid() }),
  result: ticketDetail,
  run: ({ supabase, params }) => readTicket(supabase, params.id),
});
