import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { markFailuresSeen } from "@/lib/operations/console-retry-jobs";
import { retryRequest } from "@/lib/operations/console-schemas";

/** POST /api/console/jobs/seen: puts failures away that need no retry. */
export const POST = staffRoute({
  body: retryRequest,
  result: z.object({ marked: z.int() }),
  run: async ({ supabase, body }) => ({ marked: await markFailuresSeen(supabase, body) }),
});
