import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { dismissParkedEvents } from "@/lib/operations/console-parked";
import { dismissRequest } from "@/lib/operations/parked-schemas";

/** POST /api/console/parked/dismiss: puts events away with a note. */
export const POST = staffRoute({
  body: dismissRequest,
  result: z.object({ dismissed: z.int() }),
  run: async ({ supabase, body }) => ({
    dismissed: await dismissParkedEvents(supabase, body.event_ids, body.note),
  }),
});
