import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { assignRequests } from "@/lib/privacy/requests/console-requests";

/** POST /api/console/requests/assign: gives requests to a colleague of the privacy team, or to nobody. */
export const POST = staffRoute({
  body: z.object({ ids: z.array(z.uuid()).min(1).max(100), staff_id: z.uuid().nullable() }),
  result: z.object({ changed: z.int() }),
  run: async ({ supabase, body }) => ({
    changed: await assignRequests(supabase, body.ids, body.staff_id),
  }),
});
