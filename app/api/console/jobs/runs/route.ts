import { cursorParam } from "@/lib/http/cursor-param";
import { staffRoute } from "@/lib/http/staff-route";
import { listJobRuns } from "@/lib/operations/console-jobs";
import { jobRunPage, runCursor, runFilter } from "@/lib/operations/console-schemas";

/** GET /api/console/jobs/runs: a page of runs, newest first. */
export const GET = staffRoute({
  query: runFilter.extend({ cursor: cursorParam(runCursor) }),
  result: jobRunPage,
  lists: ["jobs"],
  run: ({ supabase, query: { cursor, ...filter } }) => listJobRuns(supabase, filter, cursor),
});
