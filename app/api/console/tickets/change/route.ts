import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { ticketChanges, ticketRow } from "@/lib/tickets/console-schemas";
import { changeTickets } from "@/lib/tickets/console-ticket-acts";

/** POST /api/console/tickets/change: status, priority and assignee of one or many tickets, all or none. */
export const POST = staffRoute({
  body: z.object({ changes: ticketChanges }),
  result: z.array(ticketRow),
  run: ({ supabase, body }) => changeTickets(supabase, body.changes),
});
