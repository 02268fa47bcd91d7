import { z } from "zod";
import { assignSession } from "@/lib/chat/console-change-owner";
import { sessionHeader } from "@/lib/chat/conversation-schemas";
import { staffRoute } from "@/lib/http/staff-route";

/** POST /api/console/sessions/:id/assign: a colleague answers from now on; null: any person. */
export const POST = staffRoute({
  params: z.object({ id: z.uuid() }),
  body: z.object({ staff_id: z.uuid().nullable() }),
  result: sessionHeader,
  run: ({ supabase, params, body }) => assignSession(supabase, params.id, body.staff_id),
});
