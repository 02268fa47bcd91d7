import { z } from "zod";
import { announce } from "@/inngest/announce";
import { handBackSession } from "@/lib/chat/console-change-owner";
import { sessionHeader } from "@/lib/chat/conversation-schemas";
import { staffRoute } from "@/lib/http/staff-route";

/** POST /api/console/sessions/:id/hand-back: the bot answers from now on, also what waits already. */
export const POST = staffRoute({
  params: z.object({ id: z.uuid() }),
  result: sessionHeader,
  run: async ({ supabase, params }) => {
    const { session, turn_wanted } = await handBackSession(supabase, params.id);
    if (turn_wanted) await announce({ turnSessionIds: [params.id] });
    return session;
  },
});
