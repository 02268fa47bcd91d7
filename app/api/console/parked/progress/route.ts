import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { readParkedProgress } from "@/lib/operations/console-parked";
import { eventIds, parkedProgress } from "@/lib/operations/parked-schemas";

/** POST /api/console/parked/progress: how far a bulk act is. A POST, since 500 ids do not fit an address. */
export const POST = staffRoute({
  body: z.object({ event_ids: eventIds }),
  result: parkedProgress,
  run: ({ supabase, body }) => readParkedProgress(supabase, body.event_ids),
});
