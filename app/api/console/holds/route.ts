import { z } from "zod";
import { cursorParam } from "@/lib/http/cursor-param";
import { staffRoute } from "@/lib/http/staff-route";
import { listHolds, placeHold } from "@/lib/privacy/holds/console-holds";
import {
  holdCursor,
  holdPage,
  holdStates,
  legalHold,
  placeHoldRequest,
} from "@/lib/privacy/holds/console-schemas";

/** GET /api/console/holds: a page of legal holds, newest first. */
export const GET = staffRoute({
  query: z.object({
    state: z.enum(holdStates).default("standing"),
    cursor: cursorParam(holdCursor),
  }),
  result: holdPage,
  lists: ["holds"],
  run: ({ supabase, query }) => listHolds(supabase, query.state, query.cursor),
});

/** POST /api/console/holds: places one. */
export const POST = staffRoute({
  body: placeHoldRequest,
  result: legalHold,
  run: ({ supabase, body }) => placeHold(supabase, body),
});
