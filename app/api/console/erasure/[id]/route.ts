import { z } from "zod";
import { announce } from "@/inngest/announce";
import { staffRoute } from "@/lib/http/staff-route";
import { actOnErasure, readErasure } from "@/lib/privacy/erasure/console-erasure";
import { erasureAct, erasureStatus } from "@/lib/privacy/erasure/console-schemas";

const params = z.object({ id: z.uuid() });

/** GET /api/console/erasure/:requestId: preview, approvals, progress, certificate. */
export const GET = staffRoute({
  params,
  result: erasureStatus,
  run: ({ supabase, params: { id } }) => readErasure(supabase, id),
});

/** POST /api/console/erasure/:requestId: one act of the privacy team; answers with the state after it. */
export const POST = staffRoute({
  params,
  body: erasureAct,
  result: erasureStatus,
  run: async ({ supabase, params: { id }, body }) => {
    await announce(await actOnErasure(supabase, id, body));
    return readErasure(supabase, id);
  },
});
