import { z } from "zod";
import { announce } from "@/inngest/announce";
import { staffRoute } from "@/lib/http/staff-route";
import { queueTemplate } from "@/lib/whatsapp/console-templates";
import { templateOrder } from "@/lib/whatsapp/template-choice";

/** POST /api/console/sessions/:id/template: queues an approved template; the same client_key again sends nothing twice. */
export const POST = staffRoute({
  params: z.object({ id: z.uuid() }),
  body: templateOrder,
  result: z.object({ message_id: z.uuid() }),
  run: async ({ supabase, params, body }) => {
    const messageId = await queueTemplate(supabase, params.id, body);
    await announce({ sendMessageIds: [messageId] });
    return { message_id: messageId };
  },
});
