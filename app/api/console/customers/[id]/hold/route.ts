import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { customerHold } from "@/lib/privacy/holds/console-holds";
import { standingHold } from "@/lib/privacy/holds/console-schemas";

/** GET /api/console/customers/:id/hold: whether a legal hold stands, for all staff and without its reason. */
export const GET = staffRoute({
  params: z.object({ id: z.uuid() }),
  result: standingHold,
  run: ({ supabase, params }) => customerHold(supabase, params.id),
});
