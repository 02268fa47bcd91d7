import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { unmarkFailuresSeen } from "@/lib/operations/console-retry-jobs";
import { jobCause } from "@/lib/operations/console-schemas";

/** POST /api/console/jobs/unseen: takes one's own "seen" of a cause back. */
export const POST = staffRoute({
  body: z.object({ cause: jobCause, since: z.iso.datetime({ offset: true }) }),
  result: z.object({ reopened: z.int() }),
  run: async ({ supabase, body }) => ({
    reopened: await unmarkFailuresSeen(supabase, body.cause, body.since),
  }),
});
