import { z } from "zod";
import { listAlerts } from "@/lib/alerts/console-alerts";
import { alertCursor, alertStates, alertView } from "@/lib/alerts/console-schemas";
import { cursorParam } from "@/lib/http/cursor-param";
import { staffRoute } from "@/lib/http/staff-route";

/** GET /api/console/alerts: a page of open or cleared alerts. */
export const GET = staffRoute({
  query: z.object({
    state: z.enum(alertStates).default("open"),
    cursor: cursorParam(alertCursor),
  }),
  result: alertView,
  lists: ["alerts"],
  run: ({ supabase, query: { state, cursor } }) => listAlerts(supabase, state, cursor),
});
