import { z } from "zod";
import { announce } from "@/inngest/announce";
import { cursorParam } from "@/lib/http/cursor-param";
import { staffRoute } from "@/lib/http/staff-route";
import { listRetentionRuns, requestRetention } from "@/lib/privacy/retention/console-retention";
import { retentionRunPage, runCursor } from "@/lib/privacy/retention/console-schemas";

/** GET /api/console/retention/runs: what past runs did, newest first. */
export const GET = staffRoute({
  query: z.object({ cursor: cursorParam(runCursor) }),
  result: retentionRunPage,
  lists: ["retention"],
  run: ({ supabase, query }) => listRetentionRuns(supabase, query.cursor),
});

/** POST /api/console/retention/runs: applies retention now. */
export const POST = staffRoute({
  result: z.object({ id: z.uuid() }),
  run: async ({ supabase }) => {
    const run = await requestRetention(supabase);
    await announce({ retention: true, cleanMedia: true });
    return run;
  },
});
