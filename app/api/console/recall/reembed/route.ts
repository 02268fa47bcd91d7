import { announce } from "@/inngest/announce";
import { staffRoute } from "@/lib/http/staff-route";
import { beginReembed, reembedRun } from "@/lib/recall/console-reembed";

/** POST /api/console/recall/reembed: starts embedding again what is not of today's model. */
export const POST = staffRoute({
  result: reembedRun,
  run: async ({ supabase }) => {
    const run = await beginReembed(supabase);
    await announce({ reembedRunIds: [run.id] });
    return run;
  },
});
