import { staffRoute } from "@/lib/http/staff-route";
import { readOverviewNow } from "@/lib/overview/console-read-overview";
import { overviewNow } from "@/lib/overview/now-schemas";

/** GET /api/console/overview/now: what waits for somebody. */
export const GET = staffRoute({
  result: overviewNow,
  run: ({ supabase }) => readOverviewNow(supabase),
});
