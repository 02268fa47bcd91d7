import { z } from "zod";
import { pollSession } from "@/lib/chat/console-read-session";
import { activities, sessionChanges } from "@/lib/chat/conversation-schemas";
import { staffRoute } from "@/lib/http/staff-route";

/**
 * POST /api/console/sessions/:id/changes: what changed in a conversation since its last answer, and who
 * else is there. It notes what the caller does there, so it is no GET.
 */
export const POST = staffRoute({
  params: z.object({ id: z.uuid() }),
  body: z.object({ since: z.iso.datetime({ offset: true }), activity: z.enum(activities) }),
  result: sessionChanges,
  run: ({ supabase, params, body }) => pollSession(supabase, params.id, body),
});
