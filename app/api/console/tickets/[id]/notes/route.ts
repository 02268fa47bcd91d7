import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { ticketNote } from "@/lib/tickets/console-schemas";
import { addTicketNote } from "@/lib/tickets/console-ticket-acts";

/** POST /api/console/tickets/:id/notes: a note for colleagues; the same client_key again adds no second one. */
export const POST = staffRoute({
  params: z.object({ id: z.uuid() }),
  body: ticketNote,
  result: z.object({}),
  run: async ({ supabase, params, body }) => {
    await addTicketNote(supabase, params.id, body.body, body.client_key);
    return {};
  },
});
