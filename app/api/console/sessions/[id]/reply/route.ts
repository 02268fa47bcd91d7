import { z } from "zod";
import { announce } from "@/inngest/announce";
import { queueStaffReply } from "@/lib/chat/console-queue-reply";
import { transcriptMessage } from "@/lib/chat/conversation-schemas";
import { staffRoute } from "@/lib/http/staff-route";
import { splitText } from "@/lib/whatsapp/split-text";

/** POST /api/console/sessions/:id/reply: queues a reply; the same client_key again sends nothing twice. */
export const POST = staffRoute({
  params: z.object({ id: z.uuid() }),
  body: z.object({ text: z.string().trim().min(1).max(20_000), client_key: z.uuid() }),
  result: z.object({ messages: z.array(transcriptMessage) }),
  run: async ({ supabase, params, body }) => {
    const { message_ids, messages } = await queueStaffReply(supabase, {
      sessionId: params.id,
      parts: splitText(body.text),
      clientKey: body.client_key,
    });
    await announce({ sendMessageIds: message_ids });
    return { messages };
  },
});
