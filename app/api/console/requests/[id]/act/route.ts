import { z } from "zod";
import { announce } from "@/inngest/announce";
import { staffRoute } from "@/lib/http/staff-route";
import { actOnRequest } from "@/lib/privacy/requests/act-on-request";
import { readRequest } from "@/lib/privacy/requests/console-requests";
import { requestAct } from "@/lib/privacy/requests/request-acts";
import { requestDetail } from "@/lib/privacy/requests/request-schemas";

/** POST /api/console/requests/:id/act: one act of the privacy team; answers with the request after it. */
export const POST = staffRoute({
  params: z.object({ id: z.uuid() }),
  body: requestAct,
  result: requestDetail,
  run: async ({ supabase, params, body }) => {
    await announce(await actOnRequest(supabase, params.id, body));
    return readRequest(supabase, params.id);
  },
});
