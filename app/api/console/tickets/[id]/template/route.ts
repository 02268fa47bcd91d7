import { z } from "zod";
import { announce } from "@/inngest/announce";
import { staffRoute } from "@/lib/http/staff-route";
import { replyToTicketByTemplate } from "@/lib/tickets/console-reply-ticket";
import { queuedTicketReply } from "@/lib/tickets/console-schemas";
import { templateOrder } from "@/lib/whatsapp/template-choice";

/** POST /api/console/tickets/:id/template: the same by an approved template. */
export const POST = staffRoute({
  params: z.object({ id: z.uuid() }),
  body: templateOrder,
  result: queuedTicketReply,
  run: async ({ supabase, params, body }) => {
    const queued = await replyToTicketByTemplate(supabase, params.id, body);
    await announce({ sendMessageIds: queued.message_ids });
    return queued;
  },
});
