import { cursorParam } from "@/lib/http/cursor-param";
import { staffRoute } from "@/lib/http/staff-route";
import { listTickets } from "@/lib/tickets/console-list-tickets";
import { ticketCursor, ticketFilter, ticketPage } from "@/lib/tickets/console-schemas";

/** GET /api/console/tickets: a page of the queue, the most urgent first. */
export const GET = staffRoute({
  query: ticketFilter.extend({ cursor: cursorParam(ticketCursor) }),
  result: ticketPage,
  lists: ["tickets"],
  run: ({ supabase, query: { cursor, ...filter } }) => listTickets(supabase, filter, cursor),
});
