import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { readRequest } from "@/lib/privacy/requests/console-requests";
import { requestDetail } from "@/lib/privacy/requests/request-schemas";

/** GET /api/console/requests/:id: one request with its clock, checks, notes, history and archives. */
export const GET = staffRoute({
  params: z.object({ id: z.uuid() }),
  result: requestDetail,
  run: ({ supabase, params }) => readRequest(supabase, params.id),
});
