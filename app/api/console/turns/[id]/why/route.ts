import { z } from "zod";
import { turnWhy } from "@/lib/agent/console-schemas";
import { readTurnWhy } from "@/lib/agent/console-why";
import { staffRoute } from "@/lib/http/staff-route";

/** GET /api/console/turns/:id/why: the record of one turn. */
export const GET = staffRoute({
  params: z.object({ id: z.uuid() }),
  result: turnWhy,
  run: ({ supabase, staff, params }) => readTurnWhy(supabase, staff, params.id),
});
