import { z } from "zod";
import { takeOverSession } from "@/lib/chat/console-change-owner";
import { sessionHeader } from "@/lib/chat/conversation-schemas";
import { staffRoute } from "@/lib/http/staff-route";

/** POST /api/console/sessions/:id/take-over: the caller answers from now on. */
export const POST = staffRoute({
  params: z.object({ id: z.uuid() }),
  result: sessionHeader,
  run: ({ supabase, params }) => takeOverSession(supabase, params.id),
});
