import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { readSessionSummary } from "@/lib/memory/console-summary";
import { sessionMemory } from "@/lib/memory/session-memory";

/** GET /api/console/sessions/:id/summary: what the bot remembers of a conversation. */
export const GET = staffRoute({
  params: z.object({ id: z.uuid() }),
  result: sessionMemory.nullable(),
  run: ({ supabase, params }) => readSessionSummary(supabase, params.id),
});
