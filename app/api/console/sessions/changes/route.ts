import { z } from "zod";
import { listSessionChanges } from "@/lib/chat/console-list-sessions";
import { sessionListChanges } from "@/lib/chat/console-schemas";
import { listRequest } from "@/lib/chat/list-request";
import { staffRoute } from "@/lib/http/staff-route";

const query = listRequest.extend({ since: z.iso.datetime({ offset: true }) });

/** GET /api/console/sessions/changes: what changed in a list since its last answer. */
export const GET = staffRoute({
  query,
  result: sessionListChanges,
  run: ({ supabase, query }) => listSessionChanges(supabase, query),
});
