import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { listMostRecalled } from "@/lib/recall/console-figures";
import { recallDays, recalledOften } from "@/lib/recall/console-schemas";

/** GET /api/console/recall/most: the messages recalled most in the last days. */
export const GET = staffRoute({
  query: z.object({ days: z.coerce.number().pipe(z.literal(recallDays)) }),
  result: z.array(recalledOften),
  run: ({ supabase, query }) => listMostRecalled(supabase, query.days),
});
