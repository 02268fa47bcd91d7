import { z } from "zod";
import { announce } from "@/inngest/announce";
import { retryMessage } from "@/lib/chat/console-queue-reply";
import { transcriptMessage } from "@/lib/chat/conversation-schemas";
import { staffRoute } from "@/lib/http/staff-route";

/** POST /api/console/messages/:id/retry: a failed reply of staff is sent again, as a new attempt. */
export const POST = staffRoute({
  params: z.object({ id: z.uuid() }),
  result: transcriptMessage,
  run: async ({ supabase, params }) => {
    const message = await retryMessage(supabase, params.id);
    await announce({ sendMessageIds: [message.id] });
    return message;
  },
});
