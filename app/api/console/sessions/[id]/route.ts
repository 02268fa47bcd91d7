import { z } from "zod";
import { readSessionHeader } from "@/lib/chat/console-read-session";
import { sessionHeader } from "@/lib/chat/conversation-schemas";
import { staffRoute } from "@/lib/http/staff-route";

/** GET /api/console/sessions/:id: the head of a conversation. */
export const GET = staffRoute({
  params: z.object({ id: z.uuid() }),
  result: sessionHeader,
  run: ({ supabase, params }) => readSessionHeader(supabase, params.id),
});
