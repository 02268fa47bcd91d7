import { announceAgain } from "@/inngest/announce-again";
import { staffRoute } from "@/lib/http/staff-route";
import { claimRetries } from "@/lib/operations/console-retry-jobs";
import { retryRequest, retryResult } from "@/lib/operations/console-schemas";

/** POST /api/console/jobs/retry: wakes the work of failed runs, each claimed once however often it is asked. */
export const POST = staffRoute({
  body: retryRequest,
  result: retryResult,
  run: async ({ supabase, body }) => {
    const { claimed, ...counts } = await claimRetries(supabase, body);
    await announceAgain(claimed);
    return counts;
  },
});
