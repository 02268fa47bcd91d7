import { z } from "zod";
import { readSessionChanges } from "@/lib/chat/console-read-session";
import { sessionChanges } from "@/lib/chat/console-schemas";
import { staffRoute } from "@/lib/http/staff-route";

/** GET /api/console/sessions/:id/changes: what changed in a conversation since its last answer. */
export const GET = staffRoute({
  params: z.object({ id: z.uuid() }),
  query: z.object({ since: z.iso.datetime({ offset: true }) }),
  result: sessionChanges,
  run: ({ supabase, params, query }) => readSessionChanges(supabase, params.id, query.since),
});
