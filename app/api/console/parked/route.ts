import { cursorParam } from "@/lib/http/cursor-param";
import { staffRoute } from "@/lib/http/staff-route";
import { listParkedEvents } from "@/lib/operations/console-parked";
import { parkedCursor, parkedFilter, parkedPage } from "@/lib/operations/parked-schemas";

/** GET /api/console/parked: a page of parked, dismissed or since handled events. */
export const GET = staffRoute({
  query: parkedFilter.extend({ cursor: cursorParam(parkedCursor) }),
  result: parkedPage,
  lists: ["parked"],
  run: ({ supabase, query: { cursor, ...filter } }) => listParkedEvents(supabase, filter, cursor),
});
