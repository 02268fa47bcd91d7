import { cursorParam } from "@/lib/http/cursor-param";
import { staffRoute } from "@/lib/http/staff-route";
import {
  inviteRequest,
  staffActed,
  staffCursor,
  staffFilter,
  staffPage,
} from "@/lib/staff/console-schemas";
import { listStaff } from "@/lib/staff/console-staff";
import { inviteStaff } from "@/lib/staff/invite-staff";

/** GET /api/console/staff: a page of staff by name. */
export const GET = staffRoute({
  query: staffFilter.extend({ cursor: cursorParam(staffCursor) }),
  result: staffPage,
  lists: ["staff"],
  run: ({ supabase, query: { cursor, ...filter } }) => listStaff(supabase, filter, cursor),
});

/** POST /api/console/staff: invites somebody. */
export const POST = staffRoute({
  body: inviteRequest,
  result: staffActed,
  run: ({ supabase, body }) => inviteStaff(supabase, body),
});
