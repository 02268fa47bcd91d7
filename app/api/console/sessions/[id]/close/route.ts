import { z } from "zod";
import { closeSession } from "@/lib/chat/console-change-owner";
import { sessionHeader } from "@/lib/chat/conversation-schemas";
import { staffRoute } from "@/lib/http/staff-route";

/** POST /api/console/sessions/:id/close: ends the conversation. */
export const POST = staffRoute({
  params: z.object({ id: z.uuid() }),
  result: sessionHeader,
  run: ({ supabase, params }) => closeSession(supabase, params.id),
});
