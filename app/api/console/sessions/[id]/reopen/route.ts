import { z } from "zod";
import { announce } from "@/inngest/announce";
import { reopenSession } from "@/lib/chat/console-change-owner";
import { sessionHeader } from "@/lib/chat/conversation-schemas";
import { staffRoute } from "@/lib/http/staff-route";

/** POST /api/console/sessions/:id/reopen: takes a closing back, also what the bot still owes. */
export const POST = staffRoute({
  params: z.object({ id: z.uuid() }),
  result: sessionHeader,
  run: async ({ supabase, params }) => {
    const { session, turn_wanted } = await reopenSession(supabase, params.id);
    if (turn_wanted) await announce({ turnSessionIds: [params.id] });
    return session;
  },
});
