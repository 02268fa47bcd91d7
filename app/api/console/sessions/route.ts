import { z } from "zod";
import { listSessions } from "@/lib/chat/console-list-sessions";
import { sessionCursor, sessionPage } from "@/lib/chat/console-schemas";
import { listRequest } from "@/lib/chat/list-request";
import { staffRoute } from "@/lib/http/staff-route";

const query = listRequest.extend({
  cursor: z
    .string()
    .max(400)
    .transform((value, context): unknown => {
      try {
        return JSON.parse(value);
      } catch {
        context.addIssue({ code: "custom", message: "not JSON" });
        return z.NEVER;
      }
    })
    .pipe(sessionCursor)
    .nullable()
    .default(null),
});

/** GET /api/console/sessions: a page of the list. */
export const GET = staffRoute({
  query,
  result: sessionPage,
  run: ({ supabase, query }) => listSessions(supabase, query),
});
