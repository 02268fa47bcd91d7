import { z } from "zod";
import { staffRoute } from "@/lib/http/staff-route";
import { readJobRun } from "@/lib/operations/console-jobs";
import { jobRun } from "@/lib/operations/console-schemas";

/** GET /api/console/jobs/runs/:id: one run with its attempts. */
export const GET = staffRoute({
  params: z.object({ id: z.string().max(64) }),
  result: jobRun,
  run: ({ supabase, params }) => readJobRun(supabase, params.id),
});
