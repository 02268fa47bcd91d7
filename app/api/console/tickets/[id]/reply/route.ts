import { z } from "zod";
import { announce } from "@/inngest/announce";
import { staffRoute } from "@/lib/http/staff-route";
import { replyToTicket } from "@/lib/tickets/console-reply-ticket";
import { queuedTicketReply, ticketReply } from "@/lib/tickets/console-schemas";
import { splitText } from "@/lib/whatsapp/split-text";

/** POST /api/console/tickets/:id/reply: queues a reply; the same client_key again sends nothing twice. */
export const POST = staffRoute({
  params: z.object({ id: z.uuid() }),
  body: ticketReply,
  result: queuedTicketReply,
  run: async ({ supabase, params, body }) => {
    const reply = { parts: splitText(body.text), clientKey: body.client_key };
    const queued = await replyToTicket(supabase, params.id, reply);
    await announce({ sendMessageIds: queued.message_ids });
    return queued;
  },
});
