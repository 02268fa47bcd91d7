import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { postponeReview } from "@/lib/privacy/holds/console-holds";
import { legalHold, reviewHoldRequest } from "@/lib/privacy/holds/console-schemas";

/** POST /api/console/holds/:id/review: it was looked at and stays until the next review. */
export const POST = staffRoute({
  params: z.object({ id: z.uuid() }),
  body: reviewHoldRequest,
  result: legalHold,
  run: ({ supabase, params, body }) => postponeReview(supabase, params.id, body.review_on),
});
