import { z } from "zod";
import { readTranscript } from "@/lib/chat/console-read-session";
import { transcriptPage } from "@/lib/chat/console-schemas";
import { staffRoute } from "@/lib/http/staff-route";

/** GET /api/console/sessions/:id/messages: a page of bubbles, the newest or those before a seq. */
export const GET = staffRoute({
  params: z.object({ id: z.uuid() }),
  query: z.object({ before: z.coerce.number().int().positive().nullable().default(null) }),
  result: transcriptPage,
  run: ({ supabase, params, query }) => readTranscript(supabase, params.id, query.before),
});
