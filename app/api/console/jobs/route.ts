import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { readJobOverview } from "@/lib/operations/console-jobs";
import { failureSpan, jobOverview } from "@/lib/operations/console-schemas";

/** GET /api/console/jobs: open failures by cause, queue ages and figures. */
export const GET = staffRoute({
  query: z.object({ span: failureSpan.default("24h") }),
  result: jobOverview,
  run: ({ supabase, query }) => readJobOverview(supabase, query.span),
});
