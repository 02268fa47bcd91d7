import { z } from "zod";
import { announce } from "@/inngest/announce";
import { staffRoute } from "@/lib/http/staff-route";
import { requestReprocessing } from "@/lib/operations/console-parked";
import { eventIds } from "@/lib/operations/parked-schemas";

/** POST /api/console/parked/reprocess: handles events again; those already asked for are left alone. */
export const POST = staffRoute({
  body: z.object({ event_ids: eventIds }),
  result: z.object({ requested: z.int() }),
  run: async ({ supabase, body }) => {
    const ids = await requestReprocessing(supabase, body.event_ids);
    await announce({ reprocessEventIds: ids });
    return { requested: ids.length };
  },
});
