import { z } from "zod";
import { acknowledgeAlert } from "@/lib/alerts/console-alerts";
import { acknowledgement } from "@/lib/alerts/console-schemas";
import { staffRoute } from "@/lib/http/staff-route";

/** POST /api/console/alerts/:id/acknowledge: the signed-in person deals with it. */
export const POST = staffRoute({
  params: z.object({ id: z.uuid() }),
  body: acknowledgement,
  result: z.object({ acknowledged: z.boolean() }),
  run: async ({ supabase, params, body }) => ({
    acknowledged: await acknowledgeAlert(supabase, params.id, body.note),
  }),
});
