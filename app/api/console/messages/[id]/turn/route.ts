import { z } from "zod";
import { findTurnBehindEvent } from "@/lib/agent/console-why";
import { staffRoute } from "@/lib/http/staff-route";

/** GET /api/console/messages/:id/turn: the turn whose hand-over a line of the transcript tells. */
export const GET = staffRoute({
  params: z.object({ id: z.uuid() }),
  result: z.object({ turn_id: z.uuid() }),
  run: async ({ supabase, params }) => ({
    turn_id: await findTurnBehindEvent(supabase, params.id),
  }),
});
