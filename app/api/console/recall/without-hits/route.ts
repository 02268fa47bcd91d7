import { z } from "zod";
import { cursorParam } from "@/lib/http/cursor-param";
import { staffRoute } from "@/lib/http/staff-route";
import { listWithoutHits } from "@/lib/recall/console-figures";
import { withoutHitsCursor, withoutHitsPage } from "@/lib/recall/console-schemas";

/** GET /api/console/recall/without-hits: a page of questions whose recall found nothing. */
export const GET = staffRoute({
  query: z.object({ cursor: cursorParam(withoutHitsCursor) }),
  result: withoutHitsPage,
  run: ({ supabase, query }) => listWithoutHits(supabase, query.cursor),
});
