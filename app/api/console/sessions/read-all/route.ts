import { z } from "zod";
import { markAllRead, markedAllRead } from "@/lib/chat/console-mark-read";
import { staffRoute } from "@/lib/http/staff-route";

/** POST /api/console/sessions/read-all: everything counts as read, or everything up to a message (to undo it). */
export const POST = staffRoute({
  body: z.object({ upto_seq: z.int().min(0).nullable().default(null) }),
  result: markedAllRead,
  run: ({ supabase, body }) => markAllRead(supabase, body.upto_seq),
});
