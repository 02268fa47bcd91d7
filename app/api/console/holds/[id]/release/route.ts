import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { releaseHold } from "@/lib/privacy/holds/console-holds";
import { legalHold, releaseHoldRequest } from "@/lib/privacy/holds/console-schemas";

/** POST /api/console/holds/:id/release: ends a hold, with a note. */
export const POST = staffRoute({
  params: z.object({ id: z.uuid() }),
  body: releaseHoldRequest,
  result: legalHold,
  run: ({ supabase, params, body }) => releaseHold(supabase, params.id, body.note),
});
