import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { readRecallFigures } from "@/lib/recall/console-figures";
import { recallDays, recallFigures } from "@/lib/recall/console-schemas";

/** GET /api/console/recall/figures: recall over the last days. */
export const GET = staffRoute({
  query: z.object({
    days: z.coerce.number().pipe(z.literal(recallDays)),
    zone: z.string().min(1).max(64),
  }),
  result: recallFigures,
  run: ({ supabase, query }) => readRecallFigures(supabase, query),
});
