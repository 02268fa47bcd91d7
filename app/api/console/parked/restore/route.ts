import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { restoreParkedEvents } from "@/lib/operations/console-parked";
import { eventIds } from "@/lib/operations/parked-schemas";

/** POST /api/console/parked/restore: takes a dismissal back. */
export const POST = staffRoute({
  body: z.object({ event_ids: eventIds }),
  result: z.object({ restored: z.int() }),
  run: async ({ supabase, body }) => ({
    restored: await restoreParkedEvents(supabase, body.event_ids),
  }),
});
