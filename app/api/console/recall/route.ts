import { staffRoute } from "@/lib/http/staff-route";
import { readRecallHealth } from "@/lib/recall/console-figures";
import { recallHealth } from "@/lib/recall/console-schemas";

/** GET /api/console/recall: the state of the index. */
export const GET = staffRoute({
  result: recallHealth,
  run: ({ supabase }) => readRecallHealth(supabase),
});
