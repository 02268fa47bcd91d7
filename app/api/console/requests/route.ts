import { cursorParam } from "@/lib/http/cursor-param";
import { staffRoute } from "@/lib/http/staff-route";
import { listRequests, openedRequest, openRequest } from "@/lib/privacy/requests/console-requests";
import { newRequest } from "@/lib/privacy/requests/request-acts";
import { requestCursor, requestFilter, requestPage } from "@/lib/privacy/requests/request-schemas";

/** GET /api/console/requests: a page of the queue, first what is due first. */
export const GET = staffRoute({
  query: requestFilter.extend({ cursor: cursorParam(requestCursor) }),
  result: requestPage,
  lists: ["requests"],
  run: ({ supabase, query: { cursor, ...filter } }) => listRequests(supabase, filter, cursor),
});

/** POST /api/console/requests: writes down a request that came by e-mail, call or letter. */
export const POST = staffRoute({
  body: newRequest,
  result: openedRequest,
  run: ({ supabase, body }) => openRequest(supabase, body),
});
