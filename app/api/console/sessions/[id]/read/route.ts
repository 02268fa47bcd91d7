import { z } from "zod";
import { markedRead, markSessionRead } from "@/lib/chat/console-mark-read";
import { staffRoute } from "@/lib/http/staff-route";

/** POST /api/console/sessions/:id/read: the caller has seen the conversation up to a message. */
export const POST = staffRoute({
  params: z.object({ id: z.uuid() }),
  body: z.object({ upto_seq: z.int().min(0) }),
  result: markedRead,
  run: ({ supabase, params, body }) => markSessionRead(supabase, params.id, body.upto_seq),
});
